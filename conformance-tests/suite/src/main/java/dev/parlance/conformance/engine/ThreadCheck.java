package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** LIF-13 while a turn runs, and LIF-15: what is said of a thread as a whole. */
final class ThreadCheck implements Check {
    private final Tally status;
    private final Tally tokens;

    ThreadCheck(Ledger ledger) {
        status = ledger.server("LIF-13");
        tokens = ledger.server("LIF-15");
    }

    /** Threads that turned idle although their turn has not ended. */
    private static final class EarlyIdle {
        private final Set<String> threads = new HashSet<>();
    }

    @Override
    public void see(Sighting at) {
        Message message = at.message();
        ThreadView thread = at.connection().findThread(message.threadId());
        if (thread == null) {
            return;
        }
        if (message.isNotification("thread/tokenUsage/updated")) {
            tokens(at, thread);
        } else if (at.connection().hears("turn/started", "turn/completed")) {
            status(at, thread);
        }
    }

    private void status(Sighting at, ThreadView thread) {
        Set<String> early = at.connection().memory(EarlyIdle.class, EarlyIdle::new).threads;
        Message message = at.message();
        if (message.isNotification("thread/status/changed")) {
            boolean idle =
                    message.params().path("status").path("type").asText("").equals("idle");
            boolean running = thread.turns.values().stream().anyMatch(TurnView::running);
            if (idle && running && thread.status.equals("active")) {
                early.add(thread.id);
            } else {
                early.remove(thread.id);
            }
        } else if (message.isNotification("turn/completed") || message.isNotification("turn/started")) {
            early.remove(thread.id);
        } else if (message.isNotification("item/started") && early.contains(thread.id)) {
            TurnView turn = thread.findTurn(message.turnId());
            if (turn != null && turn.running()) {
                status.fail(at, "status active while the turn works", "idle, and a new item");
            }
        }
    }

    private void tokens(Sighting at, ThreadView thread) {
        JsonNode total = at.message().params().at("/tokenUsage/total");
        String turnId = at.message().turnId();
        boolean strange = thread.findTurn(turnId) == null && !thread.joinedLate;
        if (strange && at.connection().hears("turn/started")) {
            tokens.fail(at, "a turn of thread " + thread.id, turnId, "/params/turnId");
        }
        for (Map.Entry<String, JsonNode> count : total.properties()) {
            if (count.getValue().isIntegralNumber() && count.getValue().canConvertToLong()) {
                neverFalls(at, thread, count.getKey(), count.getValue().longValue());
            }
        }
    }

    private void neverFalls(Sighting at, ThreadView thread, String name, long now) {
        Long before = thread.totals.put(name, now);
        if (before != null && now < before) {
            String path = "/params/tokenUsage/total/" + name;
            tokens.fail(at, "a total of at least " + before, String.valueOf(now), path);
        } else if (before != null) {
            tokens.pass(at);
        }
    }
}
