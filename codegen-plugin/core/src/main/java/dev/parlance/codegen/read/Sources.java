package dev.parlance.codegen.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.model.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parsed schema files of a run.
 *
 * @param documents the schema: one document, or those of a folder sorted by name
 * @param experimental the superset with experimental members, where the dialect has one; null for none
 */
public record Sources(List<Document> documents, @Nullable Document experimental) {
    /**
     * One JSON file.
     *
     * @param name as the user named it, or its path below the folder that was read
     */
    public record Document(String name, JsonNode root) {
        /** The place of the whole file. */
        public Location location() {
            return new Location(name, "");
        }
    }
}
