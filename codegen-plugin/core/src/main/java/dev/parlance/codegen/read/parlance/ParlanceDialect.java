package dev.parlance.codegen.read.parlance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.model.Stability;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.read.schema.SchemaDialect;
import java.util.Set;

/** What our annotations say to the linker. */
final class ParlanceDialect implements SchemaDialect {
    @Override
    public Set<String> annotations() {
        return Set.of("x-extensible", "x-null", "x-requires-capability", "x-renamed-from", "x-stability", "x-since");
    }

    @Override
    public boolean open(JsonNode schema) {
        return schema.path("x-extensible").asBoolean();
    }

    @Override
    public boolean clears(TypeName owner, String member, JsonNode schema) {
        return schema.path("x-null").asText().equals("clear");
    }

    @Override
    public Stability stability(JsonNode schema) {
        return stability(schema.path("x-stability").asText());
    }

    static Stability stability(String word) {
        return switch (word) {
            case "experimental" -> Stability.EXPERIMENTAL;
            case "deprecated" -> Stability.DEPRECATED;
            default -> Stability.STABLE;
        };
    }
}
