package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.schema.SchemaJudge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Learns from each message what the checks have to know when they see the next one. */
final class World {
    private static final int MAX_THREADS = 20_000;
    private static final int MAX_RUNNING = 100;
    private static final Set<String> SUBSCRIBING = Set.of("thread/start", "thread/resume", "thread/fork");
    private static final Set<String> PUTTING_AWAY = Set.of("thread/closed", "thread/archived", "thread/deleted");

    private final SchemaJudge judge;
    /** Turns that some connection saw begin and none saw end, by thread. */
    private final Map<String, Set<String>> running = Bounded.map(MAX_THREADS);

    World(SchemaJudge judge) {
        this.judge = judge;
    }

    void learn(Sighting at) {
        Message message = at.message();
        Strays.of(at.connection()).heard(message);
        switch (message.kind()) {
            case REQUEST -> request(at);
            case RESPONSE -> response(at);
            case NOTIFICATION -> {
                if (message.sender() == Party.SERVER) {
                    notification(at.connection(), message);
                }
            }
            default -> {}
        }
    }

    private static void request(Sighting at) {
        Message message = at.message();
        at.connection().ask(new Exchange(message, at.number()));
        if (message.sender() == Party.SERVER) {
            heardOf(at.connection(), message);
        } else if (message.method().equals("thread/resume")) {
            at.connection().joins(message.threadId());
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
        if (exchange != null && asker == Party.CLIENT && exchange.method().equals("thread/resume")) {
            at.connection().joinAnswered(exchange.request().threadId());
        }
        if (exchange == null || asker == Party.SERVER || !message.result().isObject()) {
            return;
        }
        if (exchange.method().equals("initialize")) {
            initialized(at.connection(), exchange.request().params(), message.result());
        } else {
            learnThread(at, exchange, message.result());
        }
    }

    private void initialized(Connection connection, JsonNode params, JsonNode result) {
        SchemaJudge.Finding client = judge.params("initialize", params, true, false);
        if (Objects.requireNonNull(client).problems().isEmpty()) {
            connection.believeClient();
        }
        if (judge.resemblesResult("initialize", result)) {
            JsonNode capabilities = params.path("capabilities");
            List<String> optOuts = new ArrayList<>();
            capabilities.path("optOutNotificationMethods").forEach(name -> optOuts.add(name.asText()));
            connection.opened(capabilities.path("experimentalApi").asBoolean(false), optOuts);
        }
    }

    private void learnThread(Sighting at, Exchange exchange, JsonNode result) {
        Connection connection = at.connection();
        String method = exchange.method();
        String asked = exchange.request().threadId();
        JsonNode thread = result.path("thread");
        if (thread.path("id").isTextual()) {
            ThreadView view = connection.thread(thread.get("id").textValue());
            thread.path("turns").forEach(turn -> view.turn(turn.path("id").asText("")));
            view.status = thread.path("status").path("type").asText(view.status);
            if (SUBSCRIBING.contains(method)) {
                joined(connection, view, method, thread);
            }
        }
        if (result.path("turn").path("id").isTextual() && !asked.isEmpty()) {
            TurnView turn =
                    connection.thread(asked).turn(result.path("turn").get("id").textValue());
            if (method.equals("turn/start")) {
                turn.expects(exchange.request().params().path("input"));
            }
        }
        if (method.equals("thread/turns/list") && !asked.isEmpty()) {
            result.path("data")
                    .forEach(turn ->
                            connection.thread(asked).turn(turn.path("id").asText("")));
        }
        if (method.equals("thread/unsubscribe")) {
            connection.leave(asked, at.number());
        }
    }

    /** Who was there already has seen everything, and a new thread has no past. */
    private void joined(Connection connection, ThreadView view, String method, JsonNode thread) {
        view.joinedLate |= method.equals("thread/resume");
        if (!view.subscribed && !method.equals("thread/start")) {
            for (JsonNode turn : thread.path("turns")) {
                if (turn.path("status").asText("").equals("inProgress")) {
                    view.underWay(turn.path("id").asText(""));
                }
            }
            running.getOrDefault(view.id, Set.of()).forEach(view::underWay);
            if (view.status.equals("active")) {
                view.someUnderWay();
            }
        }
        connection.isThere(view.id);
    }

    /** The first turn that is heard of may be the one that ran when the connection joined. */
    private static void heardOf(Connection connection, Message message) {
        boolean ofTurn =
                message.method().startsWith("item/") || message.method().startsWith("turn/");
        String turnId = message.turnId();
        if (ofTurn && !turnId.isEmpty() && connection.late(message.threadId(), turnId)) {
            connection.thread(message.threadId()).underWay(turnId);
        }
    }

    private void notification(Connection connection, Message message) {
        String threadId = message.threadId();
        JsonNode params = message.params();
        ThreadView known = connection.findThread(threadId);
        if (known != null && PUTTING_AWAY.contains(message.method())) {
            known.subscribed = false;
        } else if (!message.method().equals("turn/started")) {
            heardOf(connection, message);
        }
        switch (message.method()) {
            case "thread/started" ->
                connection.thread(params.path("thread").path("id").asText(""));
            case "thread/status/changed" ->
                connection.thread(threadId).status =
                        params.path("status").path("type").asText("");
            case "thread/reverted" -> connection.thread(threadId).totals.clear();
            case "turn/started" -> {
                connection.thread(threadId).begun(message.turnId());
                running.computeIfAbsent(threadId, id -> Collections.newSetFromMap(Bounded.map(MAX_RUNNING)))
                        .add(message.turnId());
            }
            case "turn/completed" -> {
                connection.thread(threadId).turn(message.turnId()).ended = true;
                running.computeIfPresent(threadId, (id, turns) -> without(turns, message.turnId()));
            }
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

    private static @Nullable Set<String> without(Set<String> turns, String ended) {
        turns.remove(ended);
        return turns.isEmpty() ? null : turns;
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
        if (type.equals("userMessage")) {
            turn.said(item.path("content"));
        }
        turn.fileChangeFailed |= completed
                && type.equals("fileChange")
                && item.path("status").asText("").equals("failed");
    }
}
