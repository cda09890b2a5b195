package dev.parlance.server.model;

import java.time.Duration;
import java.util.List;

/** A part of a demo answer, before it becomes events. */
sealed interface DemoPart {
    /**
     * A message, streamed word by word.
     *
     * @param pace the wait before each word
     */
    record Say(String text, Duration pace) implements DemoPart {
        /** Without waits. */
        Say(String text) {
            this(text, Duration.ZERO);
        }
    }

    /** A message of the numbers from 1, each a delta. */
    record Count(int last) implements DemoPart {}

    /** A reasoning item with this summary. */
    record Think(List<String> summary) implements DemoPart {}

    /**
     * A call of a tool.
     *
     * @param input JSON text of the arguments; for a custom tool its free text
     */
    record Call(String tool, String input, boolean custom) implements DemoPart {}

    /** The end, by failure. */
    record Fail(ModelException failure) implements DemoPart {}
}
