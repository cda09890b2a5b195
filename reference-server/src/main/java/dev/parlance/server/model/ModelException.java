package dev.parlance.server.model;

import dev.parlance.agent.protocol.CodexErrorInfo;
import dev.parlance.agent.protocol.CodexErrorInfoResponseStreamDisconnected;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A model request failed. Says what the client is told, and whether the turn may try again.
 */
public final class ModelException extends Exception {
    private final transient CodexErrorInfo info;
    private final @Nullable String details;
    private final boolean retryable;
    private final @Nullable Duration retryAfter;

    /**
     * The failure.
     *
     * @param message what the user reads; no secrets, no stack traces
     * @param details more of it, null for none
     * @param retryable true where the same request may succeed later
     * @param retryAfter how long the endpoint asked to wait; null where it did not
     */
    public ModelException(
            String message,
            CodexErrorInfo info,
            @Nullable String details,
            boolean retryable,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.info = info;
        this.details = details;
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /** The kind of failure, as the protocol names it. */
    public CodexErrorInfo info() {
        return info;
    }

    /**
     * What the client is told while the turn tries again: the stream was lost, with the HTTP status if there was one.
     * {@link #info()} is for the end.
     */
    public CodexErrorInfo retryInfo() {
        Integer status = info instanceof CodexErrorInfo.HttpConnectionFailed failed
                ? failed.value().httpStatusCode()
                : null;
        return new CodexErrorInfo.ResponseStreamDisconnected(CodexErrorInfoResponseStreamDisconnected.builder()
                .httpStatusCode(status)
                .build());
    }

    /** More of it for the user; null for none. */
    public @Nullable String details() {
        return details;
    }

    /** True where the same request may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    /** How long the endpoint asked to wait; null where it did not. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
