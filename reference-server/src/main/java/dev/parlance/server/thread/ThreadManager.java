package dev.parlance.server.thread;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.NotLoadedThreadStatus;
import dev.parlance.agent.protocol.ThreadClosedNotification;
import dev.parlance.agent.protocol.ThreadStatusChangedNotification;
import dev.parlance.server.history.ThreadIds;
import dev.parlance.server.store.ForkPoint;
import dev.parlance.server.store.StoredThread;
import dev.parlance.server.store.ThreadClaim;
import dev.parlance.server.turn.Ids;
import dev.parlance.server.turn.TurnRunner;
import dev.parlance.server.turn.TurnSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loaded threads of the server, for all its connections. Loads, copies and unloads them; requests of one thread come
 * one at a time.
 */
public final class ThreadManager implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadManager.class);

    private final ThreadServices services;
    private final Turns turns;
    private final Map<String, CoreThread> loaded = new ConcurrentHashMap<>();

    /** Loads nothing. */
    public ThreadManager(ThreadServices services) {
        this.services = services;
        this.turns = new Turns(services);
    }

    /** Begins and ends turns. */
    public Turns turns() {
        return turns;
    }

    /** What all threads share. */
    public ThreadServices services() {
        return services;
    }

    /** The loaded thread of that id; null where it is not loaded. */
    public @Nullable CoreThread find(String threadId) {
        return loaded.get(threadId);
    }

    /** The loaded thread of that id. */
    public CoreThread get(String threadId) {
        ThreadIds.check(threadId);
        CoreThread thread = loaded.get(threadId);
        if (thread == null) {
            throw AgentErrors.threadNotFound("thread not found: " + threadId);
        }
        return thread;
    }

    /** Ids of the loaded threads, sorted. */
    public List<String> loadedIds() {
        return loaded.keySet().stream().sorted().toList();
    }

    /** A new thread, loaded and not stored. */
    public CoreThread start(TurnSettings settings, ThreadOrigin origin, boolean ephemeral) {
        StoredThread row = row(settings, origin).build();
        return add(ThreadRecord.fresh(services.store(), row, ephemeral));
    }

    private StoredThread.Builder row(TurnSettings settings, ThreadOrigin origin) {
        return StoredThread.builder()
                .id(Ids.next())
                .times(services.clock().millis())
                .model(settings.model())
                .modelProvider(settings.modelProvider())
                .reasoningEffort(
                        settings.effort() == null ? null : settings.effort().value())
                .cwd(settings.cwd())
                .cliVersion(services.version())
                .originator(origin.client())
                .threadSource(origin.threadSource())
                .settings(ThreadRecord.encoded(settings));
    }

    private CoreThread add(ThreadRecord record) {
        CoreThread thread = new CoreThread(services, record);
        loaded.put(thread.threadId(), thread);
        return thread;
    }

    /**
     * The thread of that id, loaded from the store unless it is loaded.
     *
     * @param settings what is to be changed of its settings when it has to be loaded
     */
    public CoreThread resume(String threadId, UnaryOperator<TurnSettings> settings) {
        ThreadIds.check(threadId);
        CoreThread known = loaded.get(threadId);
        if (known != null) {
            if (known.ephemeral()) {
                throw AgentErrors.threadNotFound("no rollout found for thread id " + threadId);
            }
            return known;
        }
        StoredThread row = stored(threadId);
        if (row.archived()) {
            throw AgentErrors.threadArchived("session " + threadId
                    + " is archived. Unarchive it first (thread/unarchive, or `parlance-server unarchive " + threadId
                    + "`).");
        }
        ThreadClaim claim = ThreadRecord.claim(services.store(), threadId);
        try {
            CoreThread thread = new CoreThread(services, ThreadRecord.stored(services.store(), row, claim));
            thread.settings(settings.apply(thread.settings()));
            loaded.put(threadId, thread);
            services.everyone()
                    .threadStatusChanged(new ThreadStatusChangedNotification(thread.status(), threadId, Map.of()));
            return thread;
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    /** The stored thread of that id. */
    public StoredThread stored(String threadId) {
        return services.store()
                .find(threadId)
                .orElseThrow(() -> AgentErrors.threadNotFound("no rollout found for thread id " + threadId));
    }

    /** Does that to a stored thread that is not loaded, while nobody else can write to it. */
    public <T> T owned(String threadId, Supplier<T> work) {
        ThreadClaim claim = ThreadRecord.claim(services.store(), threadId);
        try {
            return work.get();
        } finally {
            claim.close();
        }
    }

    /** A copy of a stored thread, loaded. The source is only read. */
    public CoreThread fork(
            StoredThread source, ForkPoint point, TurnSettings settings, ThreadOrigin origin, boolean ephemeral) {
        StoredThread copy = row(settings, origin)
                .forkedFromId(source.id())
                .preview(source.preview())
                .name(source.name())
                .gitSha(source.gitSha())
                .gitBranch(source.gitBranch())
                .gitOriginUrl(source.gitOriginUrl())
                .tokenUsage(source.tokenUsage())
                .build();
        if (ephemeral) {
            CoreThread thread = add(ThreadRecord.fresh(services.store(), copy, true));
            thread.log()
                    .appendContext(null, services.store().reader(source.id()).context());
            return thread;
        }
        ThreadClaim claim = ThreadRecord.claim(services.store(), copy.id());
        try {
            services.store().copy(source.id(), point, copy, claim);
            return add(ThreadRecord.stored(services.store(), copy, claim));
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    // Unloading

    /** A connection is gone: it hears nothing more, and threads that nobody hears are unloaded after a while. */
    public void forget(Subscriber subscriber) {
        for (CoreThread thread : loaded.values()) {
            if (thread.abandon(subscriber)) {
                unloadWhenIdle(thread);
            }
        }
    }

    /** Unloads it after the idle time, unless somebody has come or a turn runs then. */
    public void unloadWhenIdle(CoreThread thread) {
        if (thread.hasSubscribers()) {
            return;
        }
        var unused = services.timer()
                .schedule(
                        () -> services.executor().execute(() -> unloadIfIdle(thread)),
                        services.idle().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void unloadIfIdle(CoreThread thread) {
        if (thread.hasSubscribers() || loaded.get(thread.threadId()) != thread) {
            return;
        }
        if (!thread.closeIfUnused()) {
            unloadWhenIdle(thread);
            return;
        }
        unload(thread);
        services.everyone().threadClosed(ThreadClosedNotification.of(thread.threadId()));
    }

    /** Unloads it at once; a turn that runs is interrupted first. */
    public void unload(CoreThread thread) {
        Turns.interruptAndAwait(thread);
        thread.record().close(); // first, so that whoever finds it gone can load it
        if (loaded.remove(thread.threadId(), thread)) {
            services.everyone()
                    .threadStatusChanged(new ThreadStatusChangedNotification(
                            NotLoadedThreadStatus.of(), thread.threadId(), Map.of()));
        }
    }

    /** Ends every turn as interrupted and gives up the threads. */
    @Override
    public void close() {
        for (CoreThread thread : loaded.values()) {
            TurnRunner running = thread.active();
            if (running != null) {
                running.interrupt();
            }
        }
        for (CoreThread thread : loaded.values()) {
            try {
                Turns.interruptAndAwait(thread);
            } catch (RuntimeException e) {
                LOG.warn("thread {} was left as it is: {}", thread.threadId(), e.getMessage());
            }
            thread.record().close();
        }
        loaded.clear();
    }

    /** Waits until no turn runs, for at most that long; false where one still does. */
    public boolean awaitIdle(Duration limit) {
        CompletableFuture<?>[] running = loaded.values().stream()
                .map(CoreThread::active)
                .flatMap(Stream::ofNullable)
                .map(TurnRunner::ended)
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(running).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
