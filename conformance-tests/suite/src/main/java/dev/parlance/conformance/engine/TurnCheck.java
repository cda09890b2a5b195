package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** LIF-8, LIF-11, LIF-12, LIF-18, INT-4: how a turn ends and what it must have had until then. */
final class TurnCheck implements Check {
    private static final Set<String> FINAL = Set.of("completed", "interrupted", "failed");

    private final Tally lastOfAll;
    private final Tally finalStatus;
    private final Tally announcedFailure;
    private final Tally userInput;
    private final Tally closedByInterrupt;

    TurnCheck(Ledger ledger) {
        lastOfAll = ledger.server("LIF-8");
        finalStatus = ledger.server("LIF-11");
        announcedFailure = ledger.server("LIF-12");
        userInput = ledger.server("LIF-18");
        closedByInterrupt = ledger.server("INT-4");
    }

    @Override
    public void see(Sighting at) {
        Message message = at.message();
        ThreadView thread = at.connection().findThread(message.threadId());
        TurnView turn = thread == null ? null : thread.findTurn(message.turnId());
        if (message.isNotification("turn/completed")) {
            statusAndError(at, finalStatus, message.params().path("turn"), "/params/turn");
            if (turn != null && !turn.ended) {
                completed(at, turn, message.params().path("turn").path("status").asText(""));
            }
        } else if (message.isNotification("item/started") || message.isNotification("item/completed")) {
            afterTheEnd(at, turn);
        }
    }

    @Override
    public void ended(Sighting end, boolean settled) {
        if (!settled || !end.connection().hears("turn/completed")) {
            return;
        }
        for (ThreadView thread : end.connection().threads()) {
            for (TurnView turn : List.copyOf(thread.turns.values())) {
                if (turn.finalErrorSeen && !turn.ended) {
                    announcedFailure.fail(
                            end, "turn/completed after the final error", "turn " + turn.id + " still runs");
                }
            }
        }
    }

    private void afterTheEnd(Sighting at, @Nullable TurnView turn) {
        if (turn != null && turn.ended) {
            lastOfAll.fail(
                    at,
                    "nothing of turn " + turn.id + " after its end",
                    at.message().method());
        }
    }

    /** LIF-11 of a turn that has ended, wherever it stands. */
    static void statusAndError(Sighting at, Tally finalStatus, JsonNode turn, String path) {
        String status = turn.path("status").asText("");
        boolean error = turn.hasNonNull("error");
        if (!FINAL.contains(status)) {
            finalStatus.fail(
                    at, "completed, interrupted or failed", status.isEmpty() ? "none" : status, path + "/status");
        } else if (error != status.equals("failed")) {
            String expected = error ? "an error with status failed only" : "the error of a failed turn";
            finalStatus.fail(at, expected, status + (error ? " with an error" : " without"), path + "/error");
        } else {
            finalStatus.pass(at);
        }
    }

    private void completed(Sighting at, TurnView turn, String status) {
        if (!turn.items.isEmpty() && !turn.hasOpenItems()) {
            lastOfAll.pass(at);
        }
        if (turn.finalErrorSeen) {
            announcedFailure.passIf(
                    !status.equals("completed"), at, "the end of a turn that was told to fail", "status " + status);
        }
        boolean seenWhole = !at.connection().late(at.message().threadId(), turn.id);
        boolean itemsHeard =
                at.connection().hears("item/started") || at.connection().hears("item/completed");
        if (turn.userInputExpected && itemsHeard && seenWhole && status.equals("completed")) {
            String unsaid = turn.userMessageSeen ? turn.unsaid() : null;
            userInput.passIf(
                    turn.userMessageSeen && unsaid == null,
                    at,
                    "an item userMessage with the input of turn " + turn.id,
                    unsaid == null ? "none" : "none with " + Message.quoted(unsaid));
        }
        if (status.equals("interrupted") && at.connection().hears("item/completed")) {
            interrupted(at, turn);
        }
    }

    private void interrupted(Sighting at, TurnView turn) {
        boolean anyWork = false;
        for (ItemView item : turn.items.values()) {
            if (!item.completed) {
                closedByInterrupt.fail(at, "item " + item.id + " completed before", "it is still open");
                return;
            }
            anyWork |= !item.type.equals("userMessage");
        }
        if (anyWork) {
            closedByInterrupt.pass(at);
        }
    }
}
