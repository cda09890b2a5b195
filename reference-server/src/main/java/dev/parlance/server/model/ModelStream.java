package dev.parlance.server.model;

import org.jspecify.annotations.Nullable;

/** The events of one model answer, in order. Read by one thread; closed by any. */
public interface ModelStream extends AutoCloseable {
    /**
     * Waits for the next event.
     *
     * @return null after {@link ModelEvent.Completed}
     * @throws ModelException if the answer failed, broke off, or the stream was closed
     */
    @Nullable
    ModelEvent next() throws ModelException, InterruptedException;

    /** Gives up; a blocked {@link #next()} returns with an exception. */
    @Override
    void close();
}
