package dev.parlance.conformance.fuzz;

import dev.parlance.conformance.wire.Channel;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Something that can be fuzzed: it can be begun anew as often as one likes.
 *
 * <pre>{@code
 * try (Target.Running running = target.open(receiver)) {
 *     running.channel().send(line);
 * }
 * }</pre>
 */
public interface Target {
    /**
     * Begins a session, with a fresh process where the target is one.
     *
     * @throws IOException if it cannot be started or reached
     */
    Running open(Channel.Receiver receiver) throws IOException;

    /** Whether its home and workspace are the run's own, so that it may be made to write and run things. */
    boolean contained();

    /** A session under way. */
    interface Running extends AutoCloseable {
        Channel channel();

        /** Absolute paths of the folders {@code home} and {@code workspace}. */
        Map<String, String> folders();

        /** Bytes of memory that it holds; empty if nobody can tell. */
        OptionalLong residentBytes();

        /** The last lines it wrote to standard error. */
        String stderr();

        /** Ends it, if need be by force. */
        @Override
        void close();
    }
}
