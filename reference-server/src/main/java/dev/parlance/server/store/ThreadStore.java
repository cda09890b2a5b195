package dev.parlance.server.store;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Threads, turns and items that outlive the server. Several processes may use one home folder; each thread has one
 * writer at a time, the holder of its {@link ThreadClaim}, while names, metadata and reading are free to all. Safe for
 * use by several threads. Every method throws {@link StoreException}.
 *
 * <pre>{@code
 * ThreadStore store = new SqliteThreadStore(home);
 * ThreadClaim claim = store.claim(id);
 * store.create(StoredThread.builder()….build(), claim);
 * TurnLog log = store.log(claim);
 * }</pre>
 */
public interface ThreadStore extends AutoCloseable {
    /** Stores a new thread. */
    void create(StoredThread thread, ThreadClaim claim);

    /** The thread of that id, archived or not. */
    Optional<StoredThread> find(String threadId);

    /**
     * Changes a thread in one transaction: what the function is given is what it replaces. The id must stay. The function
     * may run twice.
     *
     * @return what is stored now
     * @throws UnknownThreadException if there is no such thread
     */
    StoredThread update(String threadId, UnaryOperator<StoredThread> change);

    /**
     * Removes a thread with all its history; one that is not there is no error. Claim it before.
     */
    void delete(String threadId);

    /**
     * Takes the right to write to a thread, stored already or not.
     *
     * @throws ThreadBusyException if it is taken
     */
    ThreadClaim claim(String threadId);

    /** Writes to the claimed thread. */
    TurnLog log(ThreadClaim claim);

    /**
     * Stores a new thread that has the history of another, which is only read. A turn that runs there is interrupted in
     * the copy.
     *
     * @param claim the claim of the new thread
     * @return whether the copy ends with such a turn
     * @throws UnknownThreadException if there is nothing to copy
     * @throws UnknownTurnException if the fork point is not in it
     */
    boolean copy(String fromThreadId, ForkPoint point, StoredThread to, ThreadClaim claim);

    /** Reads the history of a thread. */
    ThreadReader reader(String threadId);

    /** Lists threads. */
    ThreadPage list(ThreadQuery query);

    /** Gives back files and connections; claims end with it. */
    @Override
    void close();
}
