package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** One thing that is sent. */
sealed interface Step {
    /** Unique in a session; what came after it is found under this name. */
    String label();

    /** Why it is sent, in a word. */
    String kind();

    /** The method that it is about; for a line that bears none, what is odd about the line. */
    String method();

    /**
     * A request made from a tree.
     *
     * @param params with placeholders; null if it has none
     * @param id its id; null for the next number
     * @param awaitsTurn whether to wait for the end of the turn that it may begin
     */
    record Call(
            String label,
            String kind,
            String method,
            @Nullable JsonNode params,
            @Nullable JsonNode id,
            boolean awaitsTurn)
            implements Step {
        /** The same, not waiting for the end of a turn. */
        Call hasty() {
            return new Call(label, kind, method, params, id, false);
        }
    }

    /**
     * A line made from text.
     *
     * @param method what is odd about it
     * @param id the id that an answer would bear, as it is written in JSON; empty if no answer can be told to be its own
     * @param want what may be answered
     * @param rule the rule that this is a test of
     */
    record Raw(String label, String kind, String method, Line line, String id, Want want, String rule)
            implements Step {}

    /** What may come back for a line. */
    enum Want {
        /** An answer, be it an error. */
        ANSWER,
        /** An error or nothing. */
        NO_RESULT,
        /** Nothing. */
        SILENCE,
        /** Whatever the subject likes. */
        ANYTHING
    }
}
