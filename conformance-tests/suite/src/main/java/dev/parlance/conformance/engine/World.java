package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.schema.SchemaJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Learns from each message what the checks have to know when they see the next one. */
final class World {
    private final SchemaJudge judge;

    World(SchemaJudge judge) {
        this.judge = judge;
    }

    void learn(Sighting at) {
        Message message = at.message();
        Strays.of(at.connection()).heard(message);
        switch (message.kind()) {
            case REQUEST -> at.connection().ask(new Exchange(message, at.number()));
            case RESPONSE -> response(at);
            case NOTIFICATION -> {
                if (message.sender() == Party.SERVER) {
                    notification(at.connection(), message);
                }
            }
            default -> {}
        }
    }

    private void response(Sighting at) {
        Exchange exchange = at.exchange();
        Message message = at.message();
        Party asker = message.sender() == Party.SERVER ? Party.CLIENT : Party.SERVER;
        at.connection().answered(asker, message.idKey());
        if (exchange == null && asker == Party.CLIENT) {
            Strays.of(at.connection()).answered(message);
        }
        if (exchange == null || asker == Party.SERVER || !message.result().isObject()) {
            return;
        }
        if (exchange.method().equals("initialize")) {
            initialized(at.connection(), exchange.request().params(), message.result());
        } else {
            learnThread(at.connection(), exchange, message.result());
        }
    }

    private void initialized(Connection connection, JsonNode params, JsonNode result) {
        SchemaJudge.Finding client = judge.params("initialize", params, true, false);
        if (Objects.requireNonNull(client).problems().isEmpty()) {
            connection.believeClient();
        }
        if (judge.fitsResult("initialize", result)) {
            JsonNode capabilities = params.path("capabilities");
            List<String> optOuts = new ArrayList<>();
            capabilities.path("optOutNotificationMethods").forEach(name -> optOuts.add(name.asText()));
            connection.opened(capabilities.path("experimentalApi").asBoolean(false), optOuts);
        }
    }

    private static void learnThread(Connection connection, Exchange exchange, JsonNode result) {
        String method = exchange.method();
        String asked = exchange.request().threadId();
        JsonNode thread = result.path("thread");
        if (thread.path("id").isTextual()) {
            ThreadView view = connection.thread(thread.get("id").textValue());
            thread.path("turns").forEach(turn -> view.turn(turn.path("id").asText("")));
            view.joinedLate |= method.equals("thread/resume");
            view.status = thread.path("status").path("type").asText(view.status);
        }
        if (result.path("turn").path("id").isTextual() && !asked.isEmpty()) {
            TurnView turn =
                    connection.thread(asked).turn(result.path("turn").get("id").textValue());
            turn.userInputExpected |= method.equals("turn/start")
                    && !exchange.request().params().path("input").isEmpty();
        }
        if (method.equals("thread/turns/list") && !asked.isEmpty()) {
            result.path("data")
                    .forEach(turn ->
                            connection.thread(asked).turn(turn.path("id").asText("")));
        }
        if (method.equals("thread/unsubscribe")) {
            connection.forget(asked);
        }
    }

    private static void notification(Connection connection, Message message) {
        String threadId = message.threadId();
        JsonNode params = message.params();
        switch (message.method()) {
            case "thread/started" ->
                connection.thread(params.path("thread").path("id").asText(""));
            case "thread/status/changed" ->
                connection.thread(threadId).status =
                        params.path("status").path("type").asText("");
            case "thread/reverted" -> connection.thread(threadId).totalTokens = -1;
            case "turn/started" -> connection.thread(threadId).turn(message.turnId()).started = true;
            case "turn/completed" -> connection.thread(threadId).turn(message.turnId()).ended = true;
            case "item/started" -> item(connection, message, false);
            case "item/completed" -> item(connection, message, true);
            case "serverRequest/resolved" ->
                connection.answered(Party.SERVER, Message.asWritten(params.path("requestId")));
            case "error" -> {
                if (!params.path("willRetry").asBoolean(true)) {
                    connection.thread(threadId).turn(message.turnId()).finalErrorSeen = true;
                }
            }
            default -> {}
        }
    }

    private static void item(Connection connection, Message message, boolean completed) {
        JsonNode item = message.params().path("item");
        String id = item.path("id").asText("");
        String type = item.path("type").asText("");
        ThreadView thread = connection.thread(message.threadId());
        TurnView turn = thread.turn(message.turnId());
        ItemView view = turn.items.computeIfAbsent(id, key -> new ItemView(id, type, message.params()));
        if (completed) {
            thread.turnOfItem.putIfAbsent(id, turn.id);
        } else {
            thread.turnOfItem.put(id, turn.id);
        }
        view.last = item;
        view.completed |= completed;
        turn.userMessageSeen |= type.equals("userMessage");
        turn.fileChangeFailed |= completed
                && type.equals("fileChange")
                && item.path("status").asText("").equals("failed");
    }
}
