package dev.parlance.server.store;

/**
 * The right to write to one thread. There is at most one at a time over all processes on a home folder; the death of
 * the process gives it back. Closing it twice does nothing.
 *
 * <pre>{@code
 * ThreadClaim claim = store.claim(threadId);
 * TurnLog log = store.log(claim);
 * …
 * claim.close();
 * }</pre>
 */
public interface ThreadClaim extends AutoCloseable {
    /** The thread. */
    String threadId();

    /** False once closed. */
    boolean held();

    @Override
    void close();
}
