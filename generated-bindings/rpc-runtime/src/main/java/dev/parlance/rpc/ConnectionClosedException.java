package dev.parlance.rpc;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The connection ended before the answer came. The message says why: closed by us, end of input, or how a child process
 * died with the tail of its stderr.
 *
 * <pre>{@code
 * catch (ConnectionClosedException e) { reconnect(e.getMessage()); }
 * }</pre>
 */
public class ConnectionClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Closed for the reason given. */
    public ConnectionClosedException(String message) {
        this(message, null);
    }

    /** Closed for the reason given, with its cause. */
    public ConnectionClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The same reason, thrown at another place. */
    ConnectionClosedException again() {
        return new ConnectionClosedException(Objects.toString(getMessage(), "closed"), getCause());
    }
}
