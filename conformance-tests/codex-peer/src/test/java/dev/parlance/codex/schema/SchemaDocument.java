package dev.parlance.codex.schema;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A schema document, and which of its parts count: the printed "stable" schema is compared with what is left of ours
 * when everything marked {@code x-stability: experimental} is taken away.
 */
record SchemaDocument(JsonNode root, boolean withExperimental) {
    /** The schema a local reference names; {@code definitions/v2/X} needs no special case here. */
    JsonNode resolve(String reference) {
        JsonNode target = reference.startsWith("#/") ? root.at(reference.substring(1)) : root.at("/-");
        if (target.isMissingNode()) {
            throw new IllegalArgumentException("the reference " + reference + " leads nowhere in this document");
        }
        return target;
    }

    /** Whether a member, an alternative or a method counts, going by its own mark. */
    boolean counts(JsonNode marked) {
        return withExperimental || !isExperimental(marked);
    }

    static boolean isExperimental(JsonNode marked) {
        return marked.path("x-stability").asText().equals("experimental")
                || marked.path("stability").asText().equals("experimental");
    }
}
