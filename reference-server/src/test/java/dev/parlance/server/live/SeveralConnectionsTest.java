package dev.parlance.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeveralConnectionsTest extends LiveTest {
    /** What every open connection is told of any thread. */
    private static final Set<String> BROADCAST = Set.of(
            "thread/started",
            "thread/status/changed",
            "thread/archived",
            "thread/unarchived",
            "thread/deleted",
            "thread/closed",
            "thread/name/updated",
            "configWarning");

    private LiveClient other;

    @BeforeEach
    void openOther() {
        other = server.open();
    }

    @AfterEach
    void closeOther() {
        TranscriptRules.all().assertKept(other);
        other.close();
    }

    @Test
    @Rule("ISO-1")
    void eventsOfAThreadReachItsSubscribersOnly() {
        String mine = thread();
        client.runTurn(mine, "think");
        String theirs = other.startThread("{\"cwd\":\"" + folder + "\"}");
        other.runTurn(theirs, "hello");
        client.settle();
        other.settle();

        assertThat(other.methods().stream().filter(method -> !BROADCAST.contains(method)))
                .isNotEmpty()
                .allMatch(method -> other.received(method).stream()
                        .allMatch(message ->
                                message.at("/params/threadId").asText().equals(theirs)));
        assertThat(client.methods().stream().filter(method -> !BROADCAST.contains(method)))
                .allMatch(method -> client.received(method).stream()
                        .allMatch(message ->
                                message.at("/params/threadId").asText().equals(mine)));
    }

    @Test
    @Rule("ISO-2")
    void answersGoToWhoAsked() {
        client.startThread("{\"ephemeral\":true}");
        for (int i = 0; i < 200; i++) {
            client.send("{\"id\":" + (1_000 + i) + ",\"method\":\"model/list\",\"params\":{}}");
            other.send("{\"id\":" + (1_000 + i) + ",\"method\":\"account/read\",\"params\":{}}");
        }
        for (int i = 0; i < 200; i++) {
            assertThat(client.answer(1_000 + i).at("/result/data").isArray()).isTrue();
            assertThat(other.answer(1_000 + i).at("/result/requiresOpenaiAuth").isBoolean())
                    .isTrue();
        }
    }

    @Test
    @Rule("ISO-3")
    void theHandshakeIsOfOneConnection() {
        try (LiveClient third = server.connect()) {
            thread();
            assertThat(third.refused("thread/loaded/list", "{}").path("message").asText())
                    .isEqualTo("Not initialized");
            assertThat(third.received()).hasSize(1);
            third.initialize("{}");
            assertThat(third.request("thread/loaded/list", "{}").path("data")).hasSize(1);
        }
    }

    @Test
    @Rule("ISO-6")
    void aClosedConnectionEndsNobodyElsesTurn() {
        String threadId = thread();
        other.request("thread/resume", id(threadId));
        String turnId = client.startTurn(threadId, "count 300");
        other.await(message -> message.path("method").asText().equals("item/agentMessage/delta"));
        client.close();

        assertThat(other.completed(turnId).at("/params/turn/status").asText()).isEqualTo("completed");
    }

    @Test
    @Rule("ISO-6")
    void aTurnOutlivesItsLastClient() throws Exception {
        String threadId = thread();
        String turnId = client.startTurn(threadId, "count 300");
        client.awaitMethod("item/agentMessage/delta");
        client.close();
        other.await(message -> message.path("method").asText().equals("thread/status/changed")
                && message.at("/params/status/type").asText().equals("idle"));
        JsonNode read = other.request("thread/read", "{\"threadId\":\"" + threadId + "\",\"includeTurns\":true}");

        assertThat(read.at("/thread/turns/0/id").asText()).isEqualTo(turnId);
        assertThat(read.at("/thread/turns/0/status").asText()).isEqualTo("completed");
    }

    @Test
    @Rule({"ISO-7", "SUB-1", "SUB-2", "SUB-4"})
    void anOptOutIsExactAndOfItsConnectionAlone() {
        try (LiveClient quiet = server.connect()) {
            quiet.initialize("{\"optOutNotificationMethods\":[\"item/agentMessage/delta\",\"turn/started\",\"turn\","
                    + "\"item/\",\"item/*\",\"Turn/completed\",\"no/such\",\"\"]}");
            String threadId = thread();
            quiet.request("thread/resume", id(threadId));
            String turnId = client.startTurn(threadId, "hello");
            client.completed(turnId);
            quiet.completed(turnId);

            assertThat(quiet.methods()).contains("item/started", "item/completed", "thread/status/changed");
            assertThat(quiet.received("item/agentMessage/delta")).isEmpty();
            assertThat(quiet.received("turn/started")).isEmpty();
            assertThat(client.received("item/agentMessage/delta")).isNotEmpty();
            assertThat(client.received("turn/started")).hasSize(1);
        }
    }

    @Test
    @Rule("SUB-3")
    void anOptOutNeverCoversAnswersAndQuestions() {
        try (LiveClient quiet = server.connect()) {
            quiet.initialize("{\"optOutNotificationMethods\":[\"item/commandExecution/requestApproval\","
                    + "\"turn/start\",\"thread/start\",\"initialize\"]}");
            String threadId = quiet.startThread("{\"cwd\":\"" + folder + "\",\"approvalPolicy\":\"untrusted\"}");
            String turnId = quiet.startTurn(threadId, "run echo asked");
            quiet.decide(quiet.awaitMethod("item/commandExecution/requestApproval"), "decline");

            assertThat(quiet.completed(turnId).at("/params/turn/status").asText())
                    .isEqualTo("completed");
        }
    }

    @Test
    @Rule("SUB-5")
    void nothingOfAThreadComesAfterUnsubscribe() {
        String threadId = thread();
        other.request("thread/resume", id(threadId));
        client.runTurn(threadId, "hello");
        other.awaitMethod("turn/completed");
        assertThat(other.request("thread/unsubscribe", id(threadId))
                        .path("status")
                        .asText())
                .isEqualTo("unsubscribed");
        int before = own(other).size();
        client.runTurn(threadId, "think");
        other.settle();

        assertThat(own(other)).hasSize(before);
        assertThat(other.request("thread/unsubscribe", id(threadId))
                        .path("status")
                        .asText())
                .isEqualTo("notSubscribed");
    }

    @Test
    @Rule("SUB-5")
    void nothingComesAfterUnsubscribeInTheMiddleOfATurn() {
        String threadId = thread();
        other.request("thread/resume", id(threadId));
        String turnId = client.startTurn(threadId, "count 500");
        other.awaitMethod("item/agentMessage/delta");
        JsonNode answer = other.call("thread/unsubscribe", id(threadId));
        client.completed(turnId);
        other.settle();
        List<JsonNode> all = other.received();

        assertThat(all.subList(all.indexOf(answer) + 1, all.size()))
                .noneMatch(message -> message.has("method")
                        && !BROADCAST.contains(message.path("method").asText()));
    }

    private static List<String> own(LiveClient client) {
        return client.methods().stream()
                .filter(method -> !BROADCAST.contains(method))
                .toList();
    }

    @Test
    @Rule("SUB-6")
    void eachSubscriberGetsEachEventOnce() {
        String threadId = thread();
        for (int i = 0; i < 3; i++) {
            other.request("thread/resume", id(threadId));
        }
        client.request("thread/resume", id(threadId));
        String turnId = client.startTurn(threadId, "think then count 50");
        client.completed(turnId);
        other.completed(turnId);

        assertThat(events(other, turnId)).isEqualTo(events(client, turnId)).doesNotHaveDuplicates();
    }

    private static List<String> events(LiveClient client, String turnId) {
        int[] deltas = {0};
        return client.received().stream()
                .filter(message -> message.at("/params/turnId").asText().equals(turnId)
                        || message.at("/params/turn/id").asText().equals(turnId))
                .filter(message -> message.has("method"))
                .map(message -> message.path("method").asText()
                        + message.path("params")
                        + (message.path("method").asText().endsWith("elta") ? deltas[0]++ : ""))
                .toList();
    }
}
