package dev.parlance.codegen.model;

import java.util.List;
import java.util.SortedMap;

/**
 * A whole protocol, linked: every {@link TypeRef.Named} in it names one of its definitions. What readers return and
 * emitters take.
 *
 * @param title of the protocol; may be empty
 * @param version of the protocol; may be empty
 * @param definitions all types by name
 * @param methods sorted by name
 * @param errors the declared error codes, sorted by name
 */
public record Protocol(
        String title,
        String version,
        SortedMap<TypeName, Definition> definitions,
        List<RpcMethod> methods,
        List<ErrorCode> errors) {

    /** The definition of that name. */
    public Definition definition(TypeName name) {
        Definition found = definitions.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no definition " + name + "; the model is not linked");
        }
        return found;
    }
}
