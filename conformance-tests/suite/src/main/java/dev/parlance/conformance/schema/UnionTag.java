package dev.parlance.conformance.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Finds the member that tells the alternatives of a union apart.
 *
 * <pre>{@code
 * String tag = UnionTag.of(alternatives, schemas::resolve);   // "type"
 * }</pre>
 */
public final class UnionTag {
    private UnionTag() {}

    /** The member that all alternatives require and that is constant in each; empty if there is none. */
    public static String of(List<JsonNode> alternatives, UnaryOperator<JsonNode> resolve) {
        Set<String> common = null;
        for (JsonNode alternative : alternatives) {
            Set<String> constant = constants(resolve.apply(alternative));
            if (common == null) {
                common = constant;
            } else {
                common.retainAll(constant);
            }
        }
        return common == null || common.isEmpty() ? "" : common.iterator().next();
    }

    private static Set<String> constants(JsonNode object) {
        Set<String> constant = new TreeSet<>();
        for (String name : ShapeCompiler.texts(object.path("required"))) {
            if (object.path("properties").path(name).path("const").isTextual()) {
                constant.add(name);
            }
        }
        return constant;
    }
}
