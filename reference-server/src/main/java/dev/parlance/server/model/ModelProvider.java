package dev.parlance.server.model;

/**
 * Something that answers model requests. One instance serves many turns at once; no connection is made before the first
 * {@link #open}.
 */
public interface ModelProvider extends AutoCloseable {
    /**
     * Sends a request. Retries of the transport that are nobody's business but the provider's happen inside.
     *
     * @return the answer's events; the caller closes it, also from another thread to stop a blocked read
     * @throws ModelException if there is no answer
     * @throws InterruptedException if the calling thread is interrupted
     */
    ModelStream open(ModelRequest request) throws ModelException, InterruptedException;

    /** Does ahead what the first {@link #open} would have to do before it connects. */
    default void prepare() {}

    @Override
    default void close() {}
}
