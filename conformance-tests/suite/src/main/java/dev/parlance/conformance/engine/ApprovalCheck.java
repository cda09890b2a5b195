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

/** APR-7, APR-8, APR-14, CLI-7: what is asked, of whom, and what comes of the answer. */
final class ApprovalCheck implements Check {
    private static final Set<String> OF_AN_ITEM =
            Set.of("item/commandExecution/requestApproval", "item/fileChange/requestApproval");
    private static final int MAX_COMPARED = 1_000;
    private static final Set<String> REFUSALS = Set.of("decline", "cancel");

    private final Tally declined;
    private final Tally live;
    private final Tally single;
    private final Tally offered;
    /** Decisions by item, of all connections together: the first one counts, and it may be anyone's. */
    private final Map<String, List<String>> decisions = Bounded.map(50_000);

    ApprovalCheck(Ledger ledger) {
        declined = ledger.server("APR-7");
        live = ledger.server("APR-8");
        single = ledger.server("APR-14");
        offered = ledger.client("CLI-7");
    }

    @Override
    public void see(Sighting at) {
        Message message = at.message();
        Exchange exchange = at.exchange();
        if (message.isFrom(Party.SERVER, Message.Kind.REQUEST)) {
            copies(at);
            if (!at.connection().blind()) {
                names(at);
            }
        } else if (message.isFrom(Party.CLIENT, Message.Kind.RESPONSE) && exchange != null) {
            decided(at, exchange);
        } else if (message.isNotification("item/completed")) {
            completed(at);
        }
    }

    private void copies(Sighting at) {
        Message message = at.message();
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
        if (thread == null) {
            live.fail(at, "a thread of this connection", threadId, "/params/threadId");
            return;
        }
        if (turnId.isEmpty()) {
            return;
        }
        TurnView turn = thread.findTurn(turnId);
        String itemId = params.path("itemId").asText("");
        if (at.connection().late(threadId, turnId)) {
            if (turn != null
                    && turn.items.containsKey(itemId)
                    && OF_AN_ITEM.contains(at.message().method())) {
                item(at, turn, itemId);
            }
        } else if (turn == null || !turn.running()) {
            live.fail(at, "a turn that runs in thread " + threadId, turnId, "/params/turnId");
        } else if (OF_AN_ITEM.contains(at.message().method())) {
            item(at, turn, itemId);
        } else {
            live.pass(at);
        }
    }

    private void item(Sighting at, TurnView turn, String itemId) {
        ItemView item = turn.items.get(itemId);
        boolean alive = item != null && !item.completed;
        if (alive) {
            live.pass(at);
        } else {
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
