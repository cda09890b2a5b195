package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Party;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** LIF-1 and the ids of LIF-2: what an answer announces is what begins, and begins after it. */
final class AnnouncementCheck implements Check {
    private static final Set<String> NEW_THREADS = Set.of("thread/start", "thread/fork");
    private static final Set<String> NEW_TURNS = Set.of("turn/start", "review/start");
    private static final int MAX_WAITING = 10_000;

    private final Dialect dialect;
    private final Tally order;
    private final Tally turnIds;

    AnnouncementCheck(Ledger ledger, Dialect dialect) {
        this.dialect = dialect;
        order = ledger.server("LIF-1");
        turnIds = ledger.server("LIF-2");
    }

    private static final class Seen {
        private final Set<String> begunThreads = Collections.newSetFromMap(Bounded.map(MAX_WAITING));
        private final Set<String> announced = Collections.newSetFromMap(Bounded.map(MAX_WAITING));
        /** Turns that an answer announced and that have not begun. */
        private final Map<String, Exchange> waiting = Bounded.map(MAX_WAITING);
        /** Turns that began unannounced. */
        private final Map<String, Sighting> strangers = new LinkedHashMap<>();
    }

    @Override
    public void see(Sighting at) {
        if (at.message().sender() != Party.SERVER) {
            return;
        }
        Seen seen = at.connection().memory(Seen.class, Seen::new);
        Exchange exchange = at.exchange();
        if (at.message().isNotification("thread/started")) {
            threadStarted(
                    at, seen, at.message().params().path("thread").path("id").asText(""));
        } else if (at.message().isNotification("turn/started")) {
            turnStarted(at, seen, at.message().turnId());
        } else if (exchange != null) {
            answered(at, seen, exchange, at.message().result());
        }
    }

    @Override
    public void ended(Sighting end, boolean settled) {
        Seen seen = end.connection().memory(Seen.class, Seen::new);
        seen.waiting.forEach((announced, exchange) -> {
            for (Sighting stranger : seen.strangers.values()) {
                boolean inItsPlace = stranger.number() > exchange.number()
                        && stranger.message()
                                .threadId()
                                .equals(exchange.request().threadId());
                if (inItsPlace) {
                    turnIds.fail(
                            stranger,
                            "the turn announced for request "
                                    + exchange.request().idKey() + ": " + announced,
                            stranger.message().turnId());
                    return;
                }
            }
        });
    }

    private void threadStarted(Sighting at, Seen seen, String id) {
        if (seen.announced.remove("thread " + id)) {
            order.pass(at);
        } else {
            seen.begunThreads.add(id);
        }
    }

    private void turnStarted(Sighting at, Seen seen, String id) {
        if (seen.waiting.remove(id) != null) {
            turnIds.pass(at);
            if (dialect.turnAnswerFirst()) {
                order.pass(at);
            }
        } else if (seen.strangers.size() < MAX_WAITING) {
            seen.strangers.put(id, at);
        }
    }

    private void answered(Sighting at, Seen seen, Exchange exchange, JsonNode result) {
        String thread = result.path("thread").path("id").asText("");
        if (NEW_THREADS.contains(exchange.method()) && !thread.isEmpty()) {
            boolean tooLate = seen.begunThreads.remove(thread);
            if (tooLate && dialect.threadAnswerFirst()) {
                order.fail(at, "the answer that announces thread " + thread + " first", "thread/started before it");
            } else if (!tooLate) {
                seen.announced.add("thread " + thread);
            }
        }
        String turn = result.path("turn").path("id").asText("");
        if (NEW_TURNS.contains(exchange.method()) && !turn.isEmpty()) {
            turnAnnounced(at, seen, exchange, turn);
        }
    }

    private void turnAnnounced(Sighting at, Seen seen, Exchange exchange, String turn) {
        Sighting begun = seen.strangers.remove(turn);
        if (begun == null) {
            String threadId = exchange.request().threadId();
            ThreadView thread = at.connection().findThread(threadId);
            TurnView known = thread == null ? null : thread.findTurn(turn);
            // Input for a turn that was joined steers it, and who has left its thread is not told what begins there.
            boolean told =
                    !at.connection().late(threadId, turn) && !at.connection().away(threadId);
            if (thread != null && told && (known == null || !known.started)) {
                seen.waiting.put(turn, exchange);
            }
        } else if (begun.number() > exchange.number()) {
            turnIds.pass(at);
            if (dialect.turnAnswerFirst()) {
                order.fail(at, "the answer that announces turn " + turn + " first", "turn/started before it");
            }
        }
    }
}
