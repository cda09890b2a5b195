package dev.parlance.conformance.play;

import java.time.Duration;

/**
 * How long the suite waits, at most, before it says that something does not come. Where all is right nothing takes nearly
 * as long; the limits grow with the slowness of the machine.
 *
 * <pre>{@code
 * Deadlines deadlines = Deadlines.measured().times(2);
 * }</pre>
 *
 * @param launch for a process to start and answer the handshake
 * @param answer for an answer or a notification
 * @param turn for a turn to end
 * @param exit for a process to end
 */
public record Deadlines(Duration launch, Duration answer, Duration turn, Duration exit) {
    /** On a machine like those that this was written on. */
    public static final Deadlines USUAL = new Deadlines(
            Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(10));

    private static final long USUAL_NANOS = 40_000_000;
    private static final int MOST = 10;

    /** The usual limits, longer where a fixed piece of work takes longer now than it usually does. */
    public static Deadlines measured() {
        long begin = System.nanoTime();
        long sum = 0;
        for (long i = 0; i < 20_000_000L; i++) {
            sum = sum * 31 + i;
        }
        double factor = (System.nanoTime() - begin + (sum == 0 ? 1 : 0)) / (double) USUAL_NANOS;
        return USUAL.times(Math.max(1, Math.min(MOST, factor)));
    }

    /** All limits multiplied. */
    public Deadlines times(double factor) {
        return new Deadlines(by(launch, factor), by(answer, factor), by(turn, factor), by(exit, factor));
    }

    private static Duration by(Duration limit, double factor) {
        return Duration.ofMillis((long) (limit.toMillis() * factor));
    }
}
