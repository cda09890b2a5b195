package dev.parlance.codegen;

import dev.parlance.codegen.model.Protocol;
import java.util.List;

/**
 * Makes source of a whole protocol; a function of its arguments: no files, no clock, no global state. Found by
 * {@link java.util.ServiceLoader}, so that a jar beside this one can bring another style.
 *
 * <pre>{@code
 * List<SourceFile> files = new RecordsEmitter().emit(protocol, options, problems);
 * }</pre>
 */
public interface Emitter {
    /** Name of the style, as users give it: {@code records}, {@code beans}. */
    String style();

    /**
     * The files, in any order.
     *
     * @param problems receives what cannot be emitted (name clashes, say); the result is then not written
     */
    List<SourceFile> emit(Protocol protocol, EmitOptions options, Problems problems);
}
