package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Party;
import org.jspecify.annotations.Nullable;

/** LIF-16: nothing ends before it began, and the clock of emission does not go back. */
final class ClockCheck implements Check {
    private final Tally clock;

    ClockCheck(Ledger ledger) {
        clock = ledger.server("LIF-16");
    }

    private static final class LastEmitted {
        private long at = Long.MIN_VALUE;
    }

    @Override
    public void see(Sighting at) {
        Message message = at.message();
        if (!message.isFrom(Party.SERVER, Message.Kind.NOTIFICATION)) {
            return;
        }
        JsonNode emitted = message.tree().path("emittedAtMs");
        if (emitted.isIntegralNumber()) {
            emitted(at, emitted.longValue());
        }
        switch (message.method()) {
            case "item/completed" -> item(at);
            case "turn/completed" -> {
                JsonNode turn = message.params().path("turn");
                order(at, clock, turn.path("startedAt"), turn.path("completedAt"), "/params/turn/completedAt");
            }
            default -> {}
        }
    }

    private void emitted(Sighting at, long now) {
        LastEmitted last = at.connection().memory(LastEmitted.class, LastEmitted::new);
        if (now < last.at) {
            clock.fail(at, "an emission at " + last.at + " or later", String.valueOf(now), "/emittedAtMs");
        } else {
            clock.pass(at);
        }
        last.at = Math.max(last.at, now);
    }

    private void item(Sighting at) {
        JsonNode params = at.message().params();
        JsonNode item = params.path("item");
        order(at, clock, item.path("startedAtMs"), item.path("completedAtMs"), "/params/item/completedAtMs");
        ItemView known = known(at, item.path("id").asText(""));
        if (known != null && !known.completed) {
            order(
                    at,
                    clock,
                    known.startedParams.path("startedAtMs"),
                    params.path("completedAtMs"),
                    "/params/completedAtMs");
        }
    }

    private static @Nullable ItemView known(Sighting at, String itemId) {
        ThreadView thread = at.connection().findThread(at.message().threadId());
        TurnView turn = thread == null ? null : thread.findTurn(at.message().turnId());
        return turn == null ? null : turn.items.get(itemId);
    }

    /** LIF-16 of two times that somebody wrote down. */
    static void order(Sighting at, Tally clock, JsonNode begun, JsonNode ended, String path) {
        if (!begun.isIntegralNumber() || !ended.isIntegralNumber()) {
            return;
        }
        if (ended.longValue() < begun.longValue()) {
            clock.fail(at, "an end at " + begun + " or later", ended.toString(), path);
        } else {
            clock.pass(at);
        }
    }
}
