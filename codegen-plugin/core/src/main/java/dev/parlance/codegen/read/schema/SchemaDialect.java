package dev.parlance.codegen.read.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.model.Stability;
import dev.parlance.codegen.model.TypeName;
import java.util.Set;

/**
 * What JSON Schema leaves to the dialect. Every answer has a default, that of a schema without annotations of its own.
 *
 * <pre>{@code
 * SchemaDialect ours = new SchemaDialect() {
 *     public Set<String> annotations() { return Set.of("x-extensible", "x-null"); }
 *     public boolean open(JsonNode schema) { return schema.path("x-extensible").asBoolean(); }
 * };
 * }</pre>
 */
public interface SchemaDialect {
    /**
     * Keywords beyond those of JSON Schema that say nothing about the form of values or that the dialect reads itself; every
     * other unknown keyword is an error. {@code x-unit} is always known.
     */
    default Set<String> annotations() {
        return Set.of();
    }

    /**
     * Whether values that are not listed may come in this enum or union and must be kept. Not asked where the schema itself
     * has an alternative for them.
     *
     * @param schema of the enum or union
     */
    default boolean open(JsonNode schema) {
        return false;
    }

    /**
     * Whether null in this nullable member says something else than its absence.
     *
     * @param owner the definition that has the member, or the one it is derived from
     * @param schema of the member
     */
    default boolean clears(TypeName owner, String member, JsonNode schema) {
        return false;
    }

    /**
     * What the schema promises of a type, member or value.
     *
     * @param schema of the type, member or value
     */
    default Stability stability(JsonNode schema) {
        return schema.path("deprecated").asBoolean() ? Stability.DEPRECATED : Stability.STABLE;
    }
}
