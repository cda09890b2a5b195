package dev.parlance.scripted;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A point in a reply at which the model stops until the test lets it go on, so that a test can act "in the middle of
 * the answer" without sleeping. A gate opens once and stays open; it may stand in several replies.
 *
 * <pre>{@code
 * Gate gate = new Gate("half way");
 * Reply.of(Step.text("first half"), Step.hold(gate), Step.text("second half"));
 * gate.awaitReached(Duration.ofSeconds(10));   // the first half is on the wire
 * gate.release();
 * }</pre>
 */
public final class Gate {
    private final String name;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** A closed gate; {@code name} is used in messages and to find gates of scripts that were read from JSON. */
    public Gate(String name) {
        this.name = name;
    }

    /** The name given at construction. */
    public String name() {
        return name;
    }

    /** Lets every reply pass that waits here now or comes by later. */
    public void release() {
        released.countDown();
    }

    /** Whether {@link #release()} was called. */
    public boolean isReleased() {
        return released.getCount() == 0;
    }

    /**
     * Waits until a reply stands at this gate (or has passed it).
     *
     * @throws IllegalStateException if none comes within {@code limit}, or the waiting thread is interrupted
     */
    public void awaitReached(Duration limit) {
        Waiting.require(reached, limit, "no reply reached the gate \"" + name + "\"");
    }

    /** Called by the reply that arrives: false when the gate was not opened within the limit. */
    boolean pass(Duration limit) throws InterruptedException {
        reached.countDown();
        return released.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
