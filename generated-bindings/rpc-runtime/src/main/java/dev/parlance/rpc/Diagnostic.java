package dev.parlance.rpc;

import org.jspecify.annotations.Nullable;

/**
 * Something a peer survived and somebody may want to know: a line that was dropped, a handler that failed.
 *
 * <pre>{@code
 * if (event.kind() == Diagnostic.Kind.NOISE) noise.increment();
 * }</pre>
 *
 * @param message one line; quotes at most 200 characters of what the other end sent
 * @param cause the failure; null where there was none
 */
public record Diagnostic(
        Kind kind, String message, @Nullable Throwable cause) {
    /** What happened. {@code Diagnostic.Kind.NOISE} is harmless, {@code HANDLER_FAILED} is a fault on this side. */
    public enum Kind {
        /** A line that is no JSON object, say a stray print of the other process. */
        NOISE,
        /** A line that starts like a message and is none. */
        MALFORMED,
        /** A message above {@link Limits#messageBytes()}; it was skipped. */
        TOO_LONG,
        /** An answer to no outstanding request: unknown, late or given twice. */
        UNKNOWN_RESPONSE,
        /** A notification that was dropped: its params do not fit, or its method is a request's. */
        BAD_NOTIFICATION,
        /** A request that was answered with an error by the runtime itself. */
        REFUSED,
        /** A handler cancelled its future: the request stays unanswered, since it was settled in another way. */
        WITHDRAWN,
        /** A handler threw something other than an {@link RpcException}. */
        HANDLER_FAILED,
        /** The other end does not read; what it sends is kept in memory meanwhile. */
        STALLED,
        /** A fault in the runtime. */
        INTERNAL
    }
}
