package dev.parlance.agent;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The queue between the reading thread, which must never wait, and whoever follows a turn. Bounded: deltas of one text
 * are joined once the reader is behind, and a reader that is too far behind ends the turn's events with an error.
 */
final class TurnEvents {
    /** From here on deltas are joined: below, each is delivered as it came. */
    private static final int JOIN_FROM = 1_024;

    /** Joined text stays below this, since each joining copies it, on the reading thread. Characters. */
    private static final int LONGEST_JOINED = 1 << 13;

    static final int MOST_EVENTS = 100_000;

    /** One wait is no longer, so that a limit may be for ever. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final Deque<TurnEvent> queue = new ArrayDeque<>();
    private @Nullable RuntimeException failure;
    private boolean ended;
    private int waiting;

    /** Adds an event; after the end it is dropped. */
    synchronized void add(TurnEvent event) {
        if (ended) {
            return;
        }
        if (queue.size() >= JOIN_FROM && joinedToLast(event)) {
            return;
        }
        if (queue.size() >= MOST_EVENTS) {
            fail(new IllegalStateException("the turn's events were not read: " + MOST_EVENTS
                    + " are waiting. Iterate the turn, or call result(), while it runs"));
            return;
        }
        queue.add(event);
        if (event instanceof TurnEvent.Completed) {
            ended = true;
        }
        wake();
    }

    /** Ends the events with an error, after those that wait already. */
    synchronized void fail(RuntimeException cause) {
        if (!ended) {
            failure = cause;
            ended = true;
            notifyAll();
        }
    }

    /** Has a waiting reader ask again how long it may wait. */
    synchronized void deadlineChanged() {
        wake();
    }

    /**
     * The next event; null after the last.
     *
     * @param silence how long nothing may come before {@link TurnTimeoutException}
     * @throws InterruptedException if the thread is interrupted
     */
    synchronized @Nullable TurnEvent next(Deadline silence) throws InterruptedException {
        while (queue.isEmpty() && !ended) {
            Duration left = silence.left();
            if (left.isNegative() || left.isZero()) {
                throw new TurnTimeoutException(silence.message());
            }
            waiting++;
            try {
                wait(left.compareTo(LONGEST_WAIT) < 0 ? Math.max(1, left.toMillis()) : LONGEST_WAIT.toMillis());
            } finally {
                waiting--;
            }
        }
        if (queue.isEmpty() && failure != null) {
            throw failure;
        }
        return queue.poll();
    }

    private boolean joinedToLast(TurnEvent event) {
        if (event instanceof TurnEvent.TextDelta delta
                && queue.peekLast() instanceof TurnEvent.TextDelta last
                && last.itemId().equals(delta.itemId())
                && last.kind() == delta.kind()
                && last.index() == delta.index()
                && last.text().length() + delta.text().length() <= LONGEST_JOINED) {
            queue.pollLast();
            queue.add(new TurnEvent.TextDelta(delta.itemId(), delta.kind(), delta.index(), last.text() + delta.text()));
            return true;
        }
        return false;
    }

    private void wake() {
        if (waiting > 0) {
            notifyAll();
        }
    }

    /** When waiting has to stop, and what to say then. */
    interface Deadline {
        /** Time that is left; zero or less when it is over. */
        Duration left();

        /** What is said when it is over. */
        String message();
    }
}
