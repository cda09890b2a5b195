package dev.parlance.codegen.read.codex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.model.Stability;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.read.schema.SchemaDialect;
import java.util.regex.Pattern;

/**
 * What the texts of the schema tell and its keywords do not. Every enum and union is open: nothing marks those that are
 * closed, and each release of the server adds values.
 */
final class CodexDialect implements SchemaDialect {
    private static final Pattern DEPRECATED = Pattern.compile("@deprecated\\b|^\\W*(?:DEPRECATED|Deprecated)\\b");
    private static final Pattern EXPERIMENTAL =
            Pattern.compile("\\[UNSTABLE]|^\\W*(?:EXPERIMENTAL|Experimental|UNSTABLE)\\b");

    private final CodexTables tables;

    CodexDialect(CodexTables tables) {
        this.tables = tables;
    }

    @Override
    public boolean open(JsonNode schema) {
        return true;
    }

    @Override
    public boolean clears(TypeName owner, String member, JsonNode schema) {
        return tables.clears(owner.name(), member);
    }

    @Override
    public Stability stability(JsonNode schema) {
        if (schema.path("deprecated").asBoolean()) {
            return Stability.DEPRECATED;
        }
        return stability(schema.path("description").asText(""));
    }

    /** Stability by the marks that the authors write into descriptions. */
    static Stability stability(String text) {
        if (DEPRECATED.matcher(text).find()) {
            return Stability.DEPRECATED;
        }
        return EXPERIMENTAL.matcher(text).find() ? Stability.EXPERIMENTAL : Stability.STABLE;
    }
}
