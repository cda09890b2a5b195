package dev.parlance.golden;

import dev.parlance.rpc.Method;
import dev.parlance.rpc.RpcException;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * What a client does: one method for each that a server sends. Requests refuse and notifications
 * are ignored until implemented; a server gets one that sends from {@link DemoBinding#client}.
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public interface DemoClient {
    /**
     * The method item/approve.
     */
    default CompletableFuture<Access> itemApprove(Policy params) {
        return DemoClient.refuse(DemoMethods.ITEM_APPROVE);
    }

    /**
     * The method item/completed.
     */
    default void itemCompleted(Item params) {
    }

    /**
     * The method tick.
     */
    default void tick() {
    }

    /**
     * A notification this version does not know.
     *
     * @param params the JSON value as maps, lists and scalars; null where absent
     */
    default void unknownNotification(String method, @Nullable Object params) {
    }

    private static <R> CompletableFuture<R> refuse(Method<?, R> method) {
        return CompletableFuture.failedFuture(new RpcException(-32601, "method not found: " + method.name()));
    }
}
