package dev.parlance.agent;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a turn may take.
 *
 * <pre>{@code
 * conversation.run("fix the failing test", approvals, TurnOptions.DEFAULT.withDeadline(Duration.ofMinutes(5)));
 * }</pre>
 *
 * @param deadline the whole turn, from its start; not negative
 * @param silence longest time without any word of the turn, while no approval is being asked; not negative
 */
public record TurnOptions(Duration deadline, Duration silence) {
    /** One day in all, half an hour of silence: a running command may be silent for long. */
    public static final TurnOptions DEFAULT = new TurnOptions(Duration.ofDays(1), Duration.ofMinutes(30));

    /** Checks that both are there. */
    public TurnOptions {
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(silence, "silence");
        if (deadline.isNegative() || silence.isNegative()) {
            throw new IllegalArgumentException("a turn cannot end before it starts: " + deadline + ", " + silence);
        }
    }

    /** The same with another deadline for the whole turn. */
    public TurnOptions withDeadline(Duration value) {
        return new TurnOptions(value, silence);
    }

    /** The same with another longest silence. */
    public TurnOptions withSilence(Duration value) {
        return new TurnOptions(deadline, value);
    }
}
