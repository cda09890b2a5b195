package dev.parlance.server.turn;

/** Something that has been hooked in until this is closed. */
@FunctionalInterface
public interface Hook extends AutoCloseable {
    @Override
    void close();
}
