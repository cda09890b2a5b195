package dev.parlance.server.thread;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.ThreadTokenUsage;
import dev.parlance.rpc.EncodedJson;
import dev.parlance.server.Json;
import dev.parlance.server.store.StoredThread;
import dev.parlance.server.store.ThreadBusyException;
import dev.parlance.server.store.ThreadClaim;
import dev.parlance.server.store.ThreadStore;
import dev.parlance.server.store.TurnLog;
import dev.parlance.server.turn.ModelContext;
import dev.parlance.server.turn.TokenMeter;
import dev.parlance.server.turn.TurnSettings;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one loaded thread. A new thread reaches the disk with its first turn, or whatever else has to outlive
 * the server; an ephemeral one never does. Thread-safe.
 */
final class ThreadRecord implements AutoCloseable {
    private final ThreadStore store;
    private final boolean ephemeral;
    private final TokenMeter tokens;
    /** Nothing else remembers them. */
    private final Set<String> ephemeralItems = ConcurrentHashMap.newKeySet();

    private StoredThread row;
    private @Nullable ThreadClaim claim;
    private @Nullable TurnLog log;
    private @Nullable ModelContext context;

    private ThreadRecord(ThreadStore store, StoredThread row, boolean ephemeral) {
        this.store = store;
        this.row = row;
        this.ephemeral = ephemeral;
        EncodedJson usage = row.tokenUsage();
        this.tokens = new TokenMeter(usage == null ? null : Json.read(usage.bytes(), ThreadTokenUsage.class));
    }

    /** Of a thread that is not stored yet. */
    static ThreadRecord fresh(ThreadStore store, StoredThread row, boolean ephemeral) {
        return new ThreadRecord(store, row, ephemeral);
    }

    /** Of a stored thread, to which this server writes from here on; turns that were cut off are closed. */
    static ThreadRecord stored(ThreadStore store, StoredThread row, ThreadClaim claim) {
        ThreadRecord record = new ThreadRecord(store, row, false);
        record.open(claim).closeCutTurns();
        return record;
    }

    /** The right to write to a thread. */
    static ThreadClaim claim(ThreadStore store, String threadId) {
        try {
            return store.claim(threadId);
        } catch (ThreadBusyException e) {
            throw AgentErrors.threadBusy("thread " + threadId + " already has an active writer");
        }
    }

    private TurnLog open(ThreadClaim held) {
        claim = held;
        TurnLog opened = store.log(held);
        log = opened;
        return opened;
    }

    boolean ephemeral() {
        return ephemeral;
    }

    /** Puts it on the disk unless it is there, or must not be. */
    synchronized TurnLog log() {
        TurnLog known = log;
        if (known != null) {
            return known;
        }
        if (ephemeral) {
            known = TurnLog.inMemory();
            log = known;
            return known;
        }
        ThreadClaim held = claim(store, row.id());
        try {
            store.create(row, held);
            return open(held);
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    /** True where it is on the disk. */
    synchronized boolean isStored() {
        return log != null && !ephemeral;
    }

    synchronized ModelContext context() {
        ModelContext known = context;
        if (known == null) {
            known = new ModelContext(log());
            context = known;
        }
        return known;
    }

    TokenMeter tokens() {
        return tokens;
    }

    synchronized StoredThread row() {
        return row;
    }

    /** Changes it, here and on the disk if it is there. */
    synchronized StoredThread update(UnaryOperator<StoredThread> change) {
        row = isStored() ? store.update(row.id(), change) : change.apply(row);
        return row;
    }

    TurnSettings settings() {
        return Json.read(row().settings().bytes(), TurnSettings.class);
    }

    static EncodedJson encoded(TurnSettings settings) {
        return EncodedJson.of(Json.bytes(settings));
    }

    /** True where it has an item of that id; an ephemeral one, where it was asked that before. */
    boolean hasItem(String itemId) {
        if (ephemeral) {
            return !ephemeralItems.add(itemId);
        }
        Optional<?> found = isStored() ? store.reader(row().id()).item(itemId) : Optional.empty();
        return found.isPresent();
    }

    /** Another process may write to it from here on. */
    @Override
    public synchronized void close() {
        if (claim != null) {
            claim.close();
        }
    }
}
