package dev.parlance.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AgentMessageDeltaNotification;
import dev.parlance.agent.protocol.ItemCompletedNotification;
import dev.parlance.agent.protocol.ItemStartedNotification;
import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.agent.protocol.TextUserInput;
import dev.parlance.agent.protocol.ThreadStartParams;
import dev.parlance.agent.protocol.ThreadStartResponse;
import dev.parlance.agent.protocol.ThreadStartedNotification;
import dev.parlance.agent.protocol.ThreadStatusChangedNotification;
import dev.parlance.agent.protocol.ThreadTokenUsageUpdatedNotification;
import dev.parlance.agent.protocol.TurnCompletedNotification;
import dev.parlance.agent.protocol.TurnStartParams;
import dev.parlance.agent.protocol.TurnStartResponse;
import dev.parlance.agent.protocol.TurnStartedNotification;
import dev.parlance.rpc.Method;
import dev.parlance.server.config.ConfigException;
import dev.parlance.server.config.ModelProviderInfo;
import dev.parlance.server.store.SqliteThreadStore;
import dev.parlance.server.thread.CoreThread;
import dev.parlance.server.thread.Subscriber;
import dev.parlance.server.thread.ThreadManager;
import dev.parlance.server.thread.ThreadOrigin;
import dev.parlance.server.thread.ThreadServices;
import dev.parlance.server.thread.ThreadSettingsRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes use of the time in which the user of a client that has just connected thinks: loads what the first turn needs,
 * on a thread of its own. It opens no file of the home folder and makes no connection. Where no model is configured
 * nothing is done; else it takes half a second of one processor, once, and the first turn after it takes a quarter of
 * the time it would.
 *
 * <pre>{@code
 * new WarmUp(services).begin();   // returns at once
 * }</pre>
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private static final List<Class<?>> READ =
            List.of(ThreadStartParams.class, TurnStartParams.class, ResponseItem.class);

    private static final List<Class<?>> WRITTEN = List.of(
            ThreadStartResponse.class,
            ThreadStartedNotification.class,
            TurnStartResponse.class,
            ThreadStatusChangedNotification.class,
            TurnStartedNotification.class,
            ItemStartedNotification.class,
            AgentMessageDeltaNotification.class,
            ItemCompletedNotification.class,
            ThreadTokenUsageUpdatedNotification.class,
            TurnCompletedNotification.class);

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ThreadServices services;
    private final AtomicBoolean begun = new AtomicBoolean();

    WarmUp(ThreadServices services) {
        this.services = services;
    }

    /** Does it unless it has been done, or is not wanted: who starts many short-lived servers saves the half second. */
    void begin() {
        boolean wanted = Boolean.parseBoolean(System.getProperty("parlance.warmUp", "true"));
        if (wanted && begun.compareAndSet(false, true)) {
            Threads.start("warm-up", () -> {
                try {
                    run();
                } catch (RuntimeException e) {
                    LOG.info("not everything was loaded ahead: {}", e.toString());
                }
            });
        }
    }

    /** Does it now; false where nothing is to be done. */
    boolean run() {
        ModelProviderInfo provider;
        try {
            provider = services.configuration().settings().provider();
        } catch (ConfigException e) {
            return false; // whoever asks for a thread is told
        }
        if (provider.baseUrl() == null) {
            return false;
        }
        // What a request that comes at once needs last comes first, so that the two help each other.
        services.models().prepare(provider);
        SqliteThreadStore.rehearse();
        ObjectMapper mapper = Json.MAPPER;
        READ.forEach(mapper::readerFor);
        WRITTEN.forEach(mapper::writerFor);
        rehearse();
        return true;
    }

    /** A turn of the demo model in a thread of no connection, which is kept in memory and gone at once. */
    private void rehearse() {
        ThreadManager threads = new ThreadManager(new ThreadServices(
                services.store(),
                services.configuration(),
                services.models(),
                services.toolbox(),
                new AgentClient() {},
                services.executor(),
                services.timer(),
                services.clock(),
                services.version(),
                services.idle(),
                services.approvalDeadline()));
        ThreadStartParams params = ThreadStartParams.builder()
                .modelProvider(ModelProviderInfo.DEMO)
                .build();
        CoreThread thread = threads.start(
                ThreadSettingsRequest.of(params).resolve(services.configuration()), new ThreadOrigin("", null), true);
        thread.subscribe(new Nobody());
        threads.turns()
                .start(
                        thread,
                        TurnStartParams.builder()
                                .threadId(thread.threadId())
                                .input(List.of(
                                        TextUserInput.builder().text("hello").build()))
                                .build())
                .begin()
                .run();
        threads.awaitIdle(LIMIT);
        threads.close();
    }

    /** Has everything encoded as for a connection. */
    private static final class Nobody implements Subscriber {
        @Override
        public <P> void tell(Method<P, Void> method, P params) {
            Json.bytes(params);
        }

        @Override
        public <P, R> CompletableFuture<R> ask(Method<P, R> method, P params) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException(method.name()));
        }

        @Override
        public long idOf(CompletableFuture<?> question) {
            return 0;
        }

        @Override
        public boolean experimental() {
            return false;
        }
    }
}
