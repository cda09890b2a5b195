package dev.parlance.codegen.read;

import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Protocol;

/**
 * Reads one dialect of protocol schema into the linked model.
 *
 * <pre>{@code
 * Protocol protocol = reader.read(sources, problems);
 * problems.throwIfAny();
 * }</pre>
 */
public interface SchemaReader {
    /** Name of the dialect, as users give it: {@code parlance}, {@code codex}, {@code acp}. */
    String dialect();

    /** Whether the sources look like this dialect; cheap, and false rather than an error. */
    boolean recognizes(Sources sources);

    /** The protocol; where problems were noted it may be incomplete and must not be used. */
    Protocol read(Sources sources, Problems problems);
}
