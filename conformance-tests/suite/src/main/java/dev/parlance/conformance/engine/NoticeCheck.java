package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Party;
import java.util.Collections;
import java.util.Set;

/** CAP-5, SUB-5, SUB-7, INT-7: what must not come again, not come any more, or not be somebody else. */
final class NoticeCheck implements Check {
    private static final int MAX_KNOWN = 10_000;

    private final Tally deprecation;
    private final Tally unsubscribed;
    private final Tally unwatched;
    private final Tally steered;

    NoticeCheck(Ledger ledger) {
        deprecation = ledger.server("CAP-5");
        unsubscribed = ledger.server("SUB-5");
        unwatched = ledger.server("SUB-7");
        steered = ledger.server("INT-7");
    }

    private static final class Seen {
        private final Set<String> deprecated = Collections.newSetFromMap(Bounded.map(MAX_KNOWN));
        private final Set<String> left = Collections.newSetFromMap(Bounded.map(MAX_KNOWN));
        private final Set<String> unwatched = Collections.newSetFromMap(Bounded.map(MAX_KNOWN));
    }

    @Override
    public void see(Sighting at) {
        if (at.message().sender() != Party.SERVER) {
            return;
        }
        Seen seen = at.connection().memory(Seen.class, Seen::new);
        Exchange exchange = at.exchange();
        if (exchange != null && at.message().tree().has("result")) {
            answered(at, seen, exchange);
        } else if (at.message().kind() == Message.Kind.NOTIFICATION) {
            noticed(at, seen);
        }
    }

    private void answered(Sighting at, Seen seen, Exchange exchange) {
        JsonNode params = exchange.request().params();
        switch (exchange.method()) {
            case "thread/unsubscribe" -> seen.left.add(params.path("threadId").asText(""));
            case "thread/resume" -> seen.left.remove(params.path("threadId").asText(""));
            case "fs/watch" -> seen.unwatched.remove(params.path("watchId").asText(""));
            case "fs/unwatch" -> {
                seen.unwatched.add(params.path("watchId").asText(""));
                unwatched.pass(at);
            }
            case "turn/steer" -> {
                String wanted = params.path("expectedTurnId").asText("");
                String turn = at.message().result().path("turnId").asText("");
                steered.passIf(turn.equals(wanted), at, "turn " + wanted + ", which runs", turn);
            }
            default -> {}
        }
    }

    private void noticed(Sighting at, Seen seen) {
        Message message = at.message();
        String method = message.method();
        if (method.equals("deprecationNotice")) {
            String summary = message.params().path("summary").asText("");
            deprecation.passIf(seen.deprecated.add(summary), at, "the notice once", "again: " + summary);
        } else if (method.equals("fs/changed")) {
            String watch = message.params().path("watchId").asText("");
            if (seen.unwatched.contains(watch)) {
                unwatched.fail(at, "nothing of " + watch + " after fs/unwatch", method);
            }
        } else if (seen.left.contains(message.threadId())) {
            boolean ofSubscribers = method.startsWith("turn/") || method.startsWith("item/");
            unsubscribed.passIf(
                    !ofSubscribers, at, "nothing of thread " + message.threadId() + " after unsubscribing", method);
        }
    }
}
