package dev.parlance.conformance.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** What a {@link TestClient} does from its start to its end: the handshake, then a turn in each conversation. */
final class TestSession {
    private static final int OVERLOAD = -32001;
    private static final int MOST_TRIES = 6;

    private final TestClient client;
    private final int conversations;

    TestSession(TestClient client, int conversations) {
        this.client = client;
        this.conversations = conversations;
    }

    /** Whether all turns succeeded. */
    boolean run() {
        CompletableFuture<ObjectNode> hello = client.call("initialize", initialize());
        if (!client.has(Fault.HURRIES_PAST_THE_HANDSHAKE)) {
            await(hello);
        }
        if (!client.has(Fault.NEVER_SENDS_INITIALIZED)) {
            client.notify("initialized");
        }
        if (client.is(Variant.FURTHER_CALLS)) {
            await(client.call("account/read", TestClient.JSON.createObjectNode()));
            await(client.call("model/list", TestClient.JSON.createObjectNode()));
        }
        List<CompletableFuture<Boolean>> turns = new ArrayList<>();
        for (int i = 0; i < conversations; i++) {
            turns.add(CompletableFuture.supplyAsync(this::turn, work -> TestClient.thread("test-turn", work)));
        }
        return turns.stream().allMatch(TestSession::await);
    }

    private boolean turn() {
        String status;
        try {
            ObjectNode opened = await(client.call("thread/start", threadStart()));
            String thread = opened.at("/result/thread/id").asText();
            TestConversation conversation = new TestConversation(client, thread);
            client.conversations().add(conversation);
            ObjectNode started = startTurn(turnStart(thread));
            if (started.has("error") && client.has(Fault.SWALLOWS_OVERLOAD)) {
                return true;
            }
            conversation.identify(started.at("/result/turn/id").asText());
            status = started.has("error") ? "refused" : ended(conversation);
        } catch (RuntimeException e) {
            status = "lost";
        }
        boolean success = status.equals("completed")
                || (client.has(Fault.TAKES_FAILURE_FOR_SUCCESS) && status.equals("failed"))
                || (client.has(Fault.TAKES_UNKNOWN_STATUS_FOR_SUCCESS) && status.equals("abandoned"));
        client.tell(TestClient.JSON.createObjectNode().put("turn", status).put("success", success));
        return success;
    }

    private ObjectNode startTurn(ObjectNode params) {
        ObjectNode answer = await(client.call("turn/start", params));
        boolean once = client.is(Variant.NEVER_REPEATS) || client.has(Fault.SWALLOWS_OVERLOAD);
        for (int tries = 1; !once && tries < MOST_TRIES && overloaded(answer); tries++) {
            LockSupport.parkNanos(pause(tries));
            answer = await(client.call("turn/start", params));
        }
        return answer;
    }

    private static boolean overloaded(ObjectNode answer) {
        return answer.at("/error/code").asInt() == OVERLOAD;
    }

    private long pause(int tries) {
        if (client.has(Fault.REPEATS_AT_ONCE)) {
            return 0;
        }
        if (client.has(Fault.REPEATS_STEADILY)) {
            return TimeUnit.MILLISECONDS.toNanos(400);
        }
        return ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(25L << tries));
    }

    private String ended(TestConversation conversation) {
        double deadline = Double.parseDouble(client.setting("turnDeadline"));
        long millis = client.has(Fault.WAITS_FOR_EVER) ? TimeUnit.HOURS.toMillis(1) : Math.round(deadline * 1_000);
        try {
            return conversation.ended().get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return "silent";
        } catch (ExecutionException e) {
            return "lost";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private ObjectNode initialize() {
        ObjectNode params = TestClient.JSON.createObjectNode();
        params.putObject("clientInfo").put("name", "test-client").put("version", "1");
        ObjectNode capabilities = params.putObject("capabilities");
        capabilities.put("experimentalApi", true);
        if (client.is(Variant.FURTHER_CAPABILITIES)) {
            capabilities.putObject("extensions").putObject("suite/telepathy").put("range", 3);
        }
        return params;
    }

    private ObjectNode threadStart() {
        ObjectNode params = TestClient.JSON.createObjectNode().put("cwd", client.setting("workspace"));
        if (client.has(Fault.SENDS_ENUM_IN_THE_WRONG_CASE)) {
            params.put("approvalPolicy", "On-Request");
        }
        if (client.has(Fault.SENDS_UNDECLARED_PARAMS)) {
            params.put("temperature", 0.7);
        }
        return params;
    }

    private ObjectNode turnStart(String thread) {
        ObjectNode params = TestClient.JSON.createObjectNode();
        params.put(client.has(Fault.MISSPELLS_PARAMS) ? "thread_id" : "threadId", thread);
        if (client.has(Fault.SENDS_NULL)) {
            params.putNull("input");
        } else if (!client.has(Fault.OMITS_REQUIRED_PARAMS)) {
            ObjectNode text = params.putArray("input").addObject();
            if (!client.has(Fault.OMITS_DISCRIMINATOR)) {
                text.put("type", "text");
            }
            text.put("text", client.setting("prompt"));
            if (client.has(Fault.SENDS_FRACTION)) {
                text.putArray("text_elements")
                        .addObject()
                        .putObject("byteRange")
                        .put("start", 0.5)
                        .put("end", 1);
            }
        }
        return params;
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.join();
    }
}
