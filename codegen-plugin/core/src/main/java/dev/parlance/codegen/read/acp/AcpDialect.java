package dev.parlance.codegen.read.acp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.model.Stability;
import dev.parlance.codegen.read.schema.SchemaDialect;
import java.util.Set;

/** Every enum and union is open: agents and editors are released apart, and the schema marks only some. */
final class AcpDialect implements SchemaDialect {
    private static final Set<String> ANNOTATIONS = Set.of(
            "x-method",
            "x-side",
            "x-docs-ignore",
            "x-deserialize-default-on-error",
            "x-deserialize-default-on-null",
            "x-deserialize-skip-invalid-items",
            "discriminator");

    @Override
    public Set<String> annotations() {
        return ANNOTATIONS;
    }

    @Override
    public boolean open(JsonNode schema) {
        return true;
    }

    @Override
    public Stability stability(JsonNode schema) {
        if (schema.path("deprecated").asBoolean()) {
            return Stability.DEPRECATED;
        }
        boolean unstable = schema.path("description").asText("").startsWith("**UNSTABLE**");
        return unstable ? Stability.EXPERIMENTAL : Stability.STABLE;
    }
}
