package dev.parlance.golden;

import dev.parlance.golden.v2.DemoThread;
import dev.parlance.rpc.Method;
import dev.parlance.rpc.RpcException;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * What a server does: one method for each that a client sends. Implement those you serve, the
 * others refuse; a client gets one that sends from {@link DemoBinding#server}.
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public interface DemoServer {
    /**
     * The method initialize.
     */
    default CompletableFuture<Empty> initialize(Empty params) {
        return DemoServer.refuse(DemoMethods.INITIALIZE);
    }

    /**
     * The method initialized.
     */
    default void initialized() {
    }

    /**
     * The methods whose names begin with <code>thread/</code>.
     */
    default ThreadRequests thread() {
        return new ThreadRequests() {};
    }

    private static <R> CompletableFuture<R> refuse(Method<?, R> method) {
        return CompletableFuture.failedFuture(new RpcException(-32601, "method not found: " + method.name()));
    }

    /**
     * The methods whose names begin with <code>thread/</code>.
     */
    interface ThreadRequests {
        /**
         * The method thread/delete.
         */
        default CompletableFuture<Empty> delete() {
            return DemoServer.refuse(DemoMethods.THREAD_DELETE);
        }

        /**
         * Do not use.
         */
        @Deprecated
        default CompletableFuture<Cursor> injectItems(Paths params) {
            return DemoServer.refuse(DemoMethods.THREAD_INJECT_ITEMS);
        }

        /**
         * The method thread/name/set.
         */
        @Experimental
        default CompletableFuture<Empty> nameSet(@Nullable DemoThread params) {
            return DemoServer.refuse(DemoMethods.THREAD_NAME_SET);
        }

        /**
         * The same without params.
         */
        @Experimental
        default CompletableFuture<Empty> nameSet() {
            return nameSet(null);
        }

        /**
         * Reads one.
         *
         * <p>May be refused with <code>Overloaded</code>.
         */
        default CompletableFuture<Everything> read(DemoThread params) {
            return DemoServer.refuse(DemoMethods.THREAD_READ);
        }

        /**
         * The method thread/start.
         */
        default CompletableFuture<Empty> start(Start params) {
            return DemoServer.refuse(DemoMethods.THREAD_START);
        }
    }
}
