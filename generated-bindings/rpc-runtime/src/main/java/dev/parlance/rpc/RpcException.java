package dev.parlance.rpc;

import org.jspecify.annotations.Nullable;

/**
 * An error answer: thrown by a handler to refuse a request, and what a refused call completes with.
 *
 * <pre>{@code
 * throw new RpcException(-32600, "thread not loaded: " + id);
 * }</pre>
 */
public class RpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient @Nullable Object data;

    /** An error without data. */
    public RpcException(int code, String message) {
        this(code, message, null);
    }

    /**
     * An error with data.
     *
     * @param data any value the codec can write; null for none. On the receiving side the JSON value as maps, lists and
     *     scalars
     */
    public RpcException(int code, String message, @Nullable Object data) {
        super(message);
        this.code = code;
        this.data = data;
    }

    /** The JSON-RPC error code. */
    public int code() {
        return code;
    }

    /** The error's data; null for none. */
    public @Nullable Object data() {
        return data;
    }
}
