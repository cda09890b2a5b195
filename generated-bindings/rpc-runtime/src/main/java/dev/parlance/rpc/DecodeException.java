package dev.parlance.rpc;

import java.io.IOException;

/**
 * A value that does not fit its type. The message says where and what, in words of JSON, and never names a Java class:
 * it may be sent to the other end.
 *
 * <pre>{@code
 * input[0].type: expected a string
 * }</pre>
 */
public class DecodeException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What does not fit, and where. */
    public DecodeException(String message) {
        super(message);
    }

    /** What does not fit, and where; the cause is for local logs only. */
    public DecodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
