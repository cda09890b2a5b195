package dev.parlance.golden;

import dev.parlance.golden.v2.DemoThread;
import dev.parlance.rpc.Caller;
import dev.parlance.rpc.Handlers;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Ties {@link DemoServer} and {@link DemoClient} to a connection.
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public final class DemoBinding {
    private DemoBinding() {
    }

    /**
     * The other end as a server: its methods send, the default ones included.
     */
    public static DemoServer server(Caller caller) {
        return new ServerProxy(caller);
    }

    /**
     * The other end as a client: its methods send, the default ones included.
     */
    public static DemoClient client(Caller caller) {
        return new ClientProxy(caller);
    }

    /**
     * Gives what comes in to a server.
     */
    public static Handlers handlers(DemoServer server) {
        Handlers.Builder handlers = Handlers.builder();
        addDirect(handlers, server);
        addThreadRequests(handlers, server.thread());
        return handlers.build();
    }

    private static void addDirect(Handlers.Builder handlers, DemoServer server) {
        handlers.onRequest(DemoMethods.INITIALIZE, params -> server.initialize(params));
        handlers.onNotification(DemoMethods.INITIALIZED, params -> server.initialized());
    }

    private static void addThreadRequests(Handlers.Builder handlers,
            DemoServer.ThreadRequests requests) {
        handlers.onRequest(DemoMethods.THREAD_DELETE, params -> requests.delete());
        handlers.onRequest(DemoMethods.THREAD_INJECT_ITEMS, params -> requests.injectItems(params));
        handlers.onRequest(DemoMethods.THREAD_NAME_SET, params -> requests.nameSet(params));
        handlers.onRequest(DemoMethods.THREAD_READ, params -> requests.read(params));
        handlers.onRequest(DemoMethods.THREAD_START, params -> requests.start(params));
    }

    /**
     * Gives what comes in to a client.
     */
    public static Handlers handlers(DemoClient client) {
        Handlers.Builder handlers = Handlers.builder();
        addClient(handlers, client);
        handlers.otherwise((method, params) -> client.unknownNotification(method, params));
        return handlers.build();
    }

    private static void addClient(Handlers.Builder handlers, DemoClient client) {
        handlers.onRequest(DemoMethods.ITEM_APPROVE, params -> client.itemApprove(params));
        handlers.onNotification(DemoMethods.ITEM_COMPLETED, params -> client.itemCompleted(params));
        handlers.onNotification(DemoMethods.TICK, params -> client.tick());
    }

    private static final class ServerProxy implements DemoServer {
        private final Caller caller;

        ServerProxy(Caller caller) {
            this.caller = caller;
        }

        @Override
        public CompletableFuture<Empty> initialize(Empty params) {
            return caller.request(DemoMethods.INITIALIZE, params);
        }

        @Override
        public void initialized() {
            caller.notify(DemoMethods.INITIALIZED, null);
        }

        @Override
        public DemoServer.ThreadRequests thread() {
            return new ThreadRequestsProxy(caller);
        }
    }

    private static final class ClientProxy implements DemoClient {
        private final Caller caller;

        ClientProxy(Caller caller) {
            this.caller = caller;
        }

        @Override
        public CompletableFuture<Access> itemApprove(Policy params) {
            return caller.request(DemoMethods.ITEM_APPROVE, params);
        }

        @Override
        public void itemCompleted(Item params) {
            caller.notify(DemoMethods.ITEM_COMPLETED, params);
        }

        @Override
        public void tick() {
            caller.notify(DemoMethods.TICK, null);
        }
    }

    private static final class ThreadRequestsProxy implements DemoServer.ThreadRequests {
        private final Caller caller;

        ThreadRequestsProxy(Caller caller) {
            this.caller = caller;
        }

        @Override
        public CompletableFuture<Empty> delete() {
            return caller.request(DemoMethods.THREAD_DELETE, null);
        }

        @Override
        public CompletableFuture<Cursor> injectItems(Paths params) {
            return caller.request(DemoMethods.THREAD_INJECT_ITEMS, params);
        }

        @Override
        public CompletableFuture<Empty> nameSet(@Nullable DemoThread params) {
            return caller.request(DemoMethods.THREAD_NAME_SET, params);
        }

        @Override
        public CompletableFuture<Everything> read(DemoThread params) {
            return caller.request(DemoMethods.THREAD_READ, params);
        }

        @Override
        public CompletableFuture<Empty> start(Start params) {
            return caller.request(DemoMethods.THREAD_START, params);
        }
    }
}
