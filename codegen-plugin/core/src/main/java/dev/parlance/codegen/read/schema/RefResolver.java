package dev.parlance.codegen.read.schema;

import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * Says which named schema a {@code $ref} means; each dialect has its own layout of files and namespaces.
 *
 * <pre>{@code
 * RefResolver refs = RefResolver.below("#/$defs/");
 * }</pre>
 */
@FunctionalInterface
public interface RefResolver {
    /**
     * The name it refers to, whether or not that schema exists: the linker reports those that do not.
     *
     * @param ref the text of the keyword
     * @param from the schema that has the keyword
     * @return null where the reference leaves the places that the dialect allows
     */
    @Nullable
    TypeName resolve(String ref, Location from);

    /** References of the form {@code prefix + name}, all in the root namespace; decodes JSON Pointer's escapes. */
    static RefResolver below(String prefix) {
        return (ref, from) -> {
            if (!ref.startsWith(prefix)) {
                return null;
            }
            String name = ref.substring(prefix.length());
            return name.isEmpty() || name.contains("/") ? null : TypeName.of(unescape(name));
        };
    }

    /** One part of a JSON Pointer as the member's name it stands for. */
    static String unescape(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }
}
