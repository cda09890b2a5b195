package dev.parlance.rpc;

import java.time.Duration;

/**
 * No answer came in time. The other end may still be working on the request; its late answer is ignored.
 *
 * <pre>{@code
 * catch (RpcTimeoutException e) { retryLater(e.method()); }
 * }</pre>
 */
public class RpcTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String method;

    /** No answer to the method within that time. */
    public RpcTimeoutException(String method, Duration timeout) {
        super("no answer to " + method + " within " + timeout.toMillis() + " ms");
        this.method = method;
    }

    /** The method that was asked for. */
    public String method() {
        return method;
    }
}
