package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.protocol.Party;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** APR-7, APR-8, APR-13, APR-14, CLI-7: what is asked, of whom, and what comes of the answer. */
final class ApprovalCheck implements Check {
    private static final Set<String> OF_AN_ITEM =
            Set.of("item/commandExecution/requestApproval", "item/fileChange/requestApproval");
    private static final int MAX_COMPARED = 1_000;
    private static final int MAX_UNRESOLVED = 10_000;
    private static final Set<String> REFUSALS = Set.of("decline", "cancel");

    private final Tally declined;
    private final Tally live;
    private final Tally resolution;
    private final Tally single;
    private final Tally offered;
    /** Decisions by item, of all connections together: the first one counts, and it may be anyone's. */
    private final Map<String, List<String>> decisions = Bounded.map(50_000);

    ApprovalCheck(Ledger ledger) {
        declined = ledger.server("APR-7");
        live = ledger.server("APR-8");
        resolution = ledger.server("APR-13");
        single = ledger.server("APR-14");
        offered = ledger.client("CLI-7");
    }

    /** Threads of what was asked on a connection and not resolved, answered or not, by the request's id. */
    private static final class Asked {
        private final Map<String, String> threads = Bounded.map(MAX_UNRESOLVED);
    }

    @Override
    public void see(Sighting at) {
        Message message = at.message();
        Exchange exchange = at.exchange();
        if (message.isFrom(Party.SERVER, Message.Kind.REQUEST)) {
            copies(at);
            names(at);
        } else if (message.isFrom(Party.CLIENT, Message.Kind.RESPONSE) && exchange != null) {
            decided(at, exchange);
        } else if (message.isNotification("item/completed")) {
            completed(at);
        } else if (message.isNotification("serverRequest/resolved")) {
            resolved(at);
        }
    }

    private void resolved(Sighting at) {
        String id = Message.asWritten(at.message().params().path("requestId"));
        String asked = at.connection().memory(Asked.class, Asked::new).threads.remove(id);
        if (asked != null && !asked.equals(at.message().threadId())) {
            resolution.fail(
                    at,
                    "the thread of request " + id + ", " + asked,
                    at.message().threadId(),
                    "/params/threadId");
        }
    }

    private void copies(Sighting at) {
        Message message = at.message();
        if (!message.threadId().isEmpty()) {
            at.connection().memory(Asked.class, Asked::new).threads.put(message.idKey(), message.threadId());
        }
        JsonNode asked = withoutTime(message.params());
        int compared = 0;
        for (Deque<Exchange> waiting : at.connection().asked(Party.SERVER).values()) {
            if (compared++ > MAX_COMPARED) {
                return;
            }
            for (Exchange other : waiting) {
                if (other.method().equals(message.method())
                        && withoutTime(other.request().params()).equals(asked)) {
                    single.fail(
                            at,
                            "one live copy of a request",
                            "a second one of id " + other.request().idKey());
                    return;
                }
            }
        }
        single.pass(at);
    }

    private static JsonNode withoutTime(JsonNode params) {
        return params instanceof ObjectNode object ? object.deepCopy().without("startedAtMs") : params;
    }

    private void names(Sighting at) {
        JsonNode params = at.message().params();
        String threadId = at.message().threadId();
        String turnId = params.path("turnId").asText("");
        if (threadId.isEmpty() || params.path("turnId").isNull()) {
            return;
        }
        ThreadView thread = at.connection().findThread(threadId);
        if (thread == null && !at.connection().hears("thread/started")) {
            return;
        }
        if (thread == null) {
            live.fail(at, "a thread of this connection", threadId, "/params/threadId");
            return;
        }
        if (turnId.isEmpty()) {
            return;
        }
        TurnView turn = thread.findTurn(turnId);
        boolean late = at.connection().late(threadId, turnId);
        boolean unseen = late || !at.connection().hears("turn/started");
        if (turn == null || turn.ended || !(turn.started || unseen)) {
            if (!unseen || (turn != null && turn.ended && !late)) {
                live.fail(at, "a turn that runs in thread " + threadId, turnId, "/params/turnId");
            }
        } else if (OF_AN_ITEM.contains(at.message().method())) {
            item(at, turn, params.path("itemId").asText(""), late);
        } else if (!late) {
            live.pass(at);
        }
    }

    /** An item that began before the connection joined, or that it did not want to hear of, it need not know. */
    private void item(Sighting at, TurnView turn, String itemId, boolean late) {
        ItemView item = turn.items.get(itemId);
        boolean untold = late || !at.connection().hears("item/started");
        if (item != null && !item.completed) {
            live.pass(at);
        } else if (item != null || !untold) {
            String seen = itemId + (item == null ? ", which is unknown" : ", which is completed");
            live.fail(at, "an open item of turn " + turn.id, seen, "/params/itemId");
        }
    }

    private void decided(Sighting at, Exchange exchange) {
        JsonNode decision = at.message().result().path("decision");
        JsonNode params = exchange.request().params();
        if (decision.isMissingNode()) {
            return;
        }
        JsonNode choices = params.path("availableDecisions");
        if (choices.isArray()) {
            String chosen = name(decision);
            boolean among =
                    choices.valueStream().anyMatch(choice -> name(choice).equals(chosen));
            offered.passIf(among, at, "one of " + choices, decision.toString());
        }
        if (OF_AN_ITEM.contains(exchange.method())) {
            decisions
                    .computeIfAbsent(key(params, params.path("itemId").asText("")), key -> new ArrayList<>())
                    .add(name(decision));
        }
    }

    private void completed(Sighting at) {
        JsonNode params = at.message().params();
        JsonNode item = params.path("item");
        List<String> given = decisions.get(key(params, item.path("id").asText("")));
        if (given == null || !REFUSALS.containsAll(given)) {
            return;
        }
        String status = item.path("status").asText("");
        declined.passIf(status.equals("declined"), at, "status declined after the answer " + given, status);
    }

    private static String key(JsonNode params, String itemId) {
        return params.path("threadId").asText("") + " " + params.path("turnId").asText("") + " " + itemId;
    }

    /** A decision by its name; one with details is an object with that name as its only member. */
    private static String name(@Nullable JsonNode decision) {
        if (decision == null || !decision.isObject() || decision.isEmpty()) {
            return decision == null ? "" : decision.asText("");
        }
        return decision.fieldNames().next();
    }
}
