package dev.parlance.server.processor;

import dev.parlance.agent.protocol.AgentBinding;
import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.AgentMethods;
import dev.parlance.agent.protocol.AgentServer;
import dev.parlance.rpc.Direction;
import dev.parlance.rpc.EncodedJson;
import dev.parlance.rpc.Handlers;
import dev.parlance.rpc.Method;
import dev.parlance.server.store.StoreException;
import dev.parlance.server.store.UnknownThreadException;
import dev.parlance.server.store.UnknownTurnException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a request between the reading thread and its handler: the gate, then the queue of its key. Which methods
 * there are, and what orders them, says the method table.
 */
final class MessageProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(MessageProcessor.class);

    /** They look at memory alone, so that the reading thread answers them itself. All others may block. */
    private static final Set<Method<?, ?>> IMMEDIATE = Set.of(AgentMethods.INITIALIZE, AgentMethods.THREAD_LOADED_LIST);

    private static final String THREAD = String.valueOf(AgentMethods.TURN_START.scope());

    private final RequestQueues queues;

    MessageProcessor(RequestQueues queues) {
        this.queues = queues;
    }

    /**
     * The methods of one connection.
     *
     * @param encoded reads history as it is stored; see {@link EncodedReads}
     */
    Handlers handlers(Session session, AgentServer server, EncodedReads encoded) {
        Handlers.Builder handlers = Handlers.builder();
        Bound bound = new Bound(server);
        for (Method<?, ?> method : AgentMethods.all()) {
            if (method.direction() == Direction.CLIENT_TO_SERVER) {
                add(handlers, session, method, bound);
            }
        }
        handlers.onRequest(AgentMethods.INITIALIZE, guarded(session, AgentMethods.INITIALIZE, server::initialize));
        encoded.addTo(new EncodedReads.Sink() {
            @Override
            public <P> void add(Method<P, EncodedJson> method, Function<P, CompletableFuture<EncodedJson>> function) {
                handlers.onRequest(method, guarded(session, method, function));
            }
        });
        return handlers.build();
    }

    private <P, R> void add(Handlers.Builder handlers, Session session, Method<P, R> method, Bound bound) {
        Function<P, CompletableFuture<R>> function = params -> bound.call(method, params);
        handlers.onRequest(method, method.isRequest() ? guarded(session, method, function) : function);
    }

    /**
     * The generated binding, made with the first call of a method other than {@code initialize}: its function objects,
     * some ninety, would cost the start 5 ms.
     */
    private static final class Bound {
        private final AgentServer server;
        private volatile @Nullable Map<String, Handlers.Entry<?, ?>> entries;

        Bound(AgentServer server) {
            this.server = server;
        }

        @SuppressWarnings("unchecked") // an entry is found by the method that it belongs to
        <P, R> CompletableFuture<R> call(Method<P, R> method, P params) {
            Handlers.Entry<P, R> entry = (Handlers.Entry<P, R>) entries().get(method.name());
            return Objects.requireNonNull(entry, method.name()).function().apply(params);
        }

        /** Made twice at worst. */
        private Map<String, Handlers.Entry<?, ?>> entries() {
            Map<String, Handlers.Entry<?, ?>> known = entries;
            if (known == null) {
                known = AgentBinding.handlers(server).entries();
                entries = known;
            }
            return known;
        }
    }

    private <P, R> Function<P, CompletableFuture<R>> guarded(
            Session session, Method<P, R> method, Function<P, CompletableFuture<R>> handler) {
        return params -> {
            Gate.pass(session, method, params);
            if (IMMEDIATE.contains(method)) {
                return handler.apply(params);
            }
            Supplier<CompletableFuture<R>> work = () -> translated(handler, params);
            Object key = key(session, method, params);
            return key == null ? queues.beside(work) : queues.ordered(key, work);
        };
    }

    private static <P, R> CompletableFuture<R> translated(Function<P, CompletableFuture<R>> handler, P params) {
        try {
            return handler.apply(params);
        } catch (UnknownThreadException e) {
            throw AgentErrors.threadNotFound(String.valueOf(e.getMessage()));
        } catch (UnknownTurnException e) {
            throw AgentErrors.turnNotFound(String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            LOG.error("the store failed", e);
            throw AgentErrors.internalError(e.reason().forClients());
        }
    }

    /** What the request is ordered by; null for nothing. Names that clients choose are told apart by connection. */
    private static @Nullable Object key(Session session, Method<?, ?> method, @Nullable Object params) {
        String scope = method.scope();
        if (scope == null) {
            return null;
        }
        String member = method.scopeMember();
        if (member == null) {
            return scope;
        }
        Object value = params == null ? null : ScopeMember.of(params, member);
        return value == null ? null : scope.equals(THREAD) ? threadKey(value) : List.of(session, scope, value);
    }

    /** The key of a thread's requests. */
    static Object threadKey(Object threadId) {
        return List.of(THREAD, threadId);
    }

    /** Methods whose results are read from the store as they are, without a typed value in between. */
    interface EncodedReads {
        /** Adds each to that. */
        void addTo(Sink sink);

        /** Where they go. */
        interface Sink {
            /** Takes one. */
            <P> void add(Method<P, EncodedJson> method, Function<P, CompletableFuture<EncodedJson>> function);
        }
    }
}
