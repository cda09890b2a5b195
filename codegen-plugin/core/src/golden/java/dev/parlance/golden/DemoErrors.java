package dev.parlance.golden;

import dev.parlance.rpc.RpcException;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * The errors the protocol declares.
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public final class DemoErrors {
    /**
     * The code of Overloaded: Too much to do.
     */
    public static final int OVERLOADED = -32001;

    /**
     * The code of not loaded: Not loaded.
     */
    public static final int NOT_LOADED = -32002;

    private DemoErrors() {
    }

    /**
     * Refuses with Overloaded: Too much to do.
     */
    public static RpcException overloaded(String message) {
        return new RpcException(OVERLOADED, message);
    }

    /**
     * Refuses with Overloaded: Too much to do.
     */
    public static RpcException overloaded(String message, @Nullable Empty data) {
        return new RpcException(OVERLOADED, message, data);
    }

    /**
     * Refuses with not loaded: Not loaded.
     */
    public static RpcException notLoaded(String message) {
        return new RpcException(NOT_LOADED, message);
    }
}
