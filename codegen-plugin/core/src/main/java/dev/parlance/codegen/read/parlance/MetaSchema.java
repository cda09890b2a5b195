package dev.parlance.codegen.read.parlance;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parlance.codegen.NearNames;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.read.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which keywords, annotations and members of methods the dialect has; written down in {@code meta.schema.json} beside
 * this class. What passes it has the structure that the rest of this package relies on.
 */
final class MetaSchema {
    private static final String RESOURCE = "meta.schema.json";

    private final Schema schema;

    MetaSchema() {
        try (InputStream in = MetaSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing in the jar");
            }
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void check(Sources.Document document, Problems problems) {
        for (Error error : schema.validate(document.root())) {
            Location place = new Location(document.name(), String.valueOf(error.getInstanceLocation()));
            String property = error.getProperty();
            boolean unknown = "additionalProperties".equals(error.getKeyword()) && property != null;
            problems.error(
                    unknown ? place.at(property) : place,
                    unknown ? "'" + property + "' is not known here" : String.valueOf(error.getMessage()),
                    unknown ? hint(property, error.getSchemaLocation().toString()) : remedy(error));
        }
    }

    private String hint(String property, String keywordLocation) {
        // Location of the keyword that refused it: "urn:…#/$defs/method/additionalProperties".
        int hash = keywordLocation.indexOf('#');
        int last = keywordLocation.lastIndexOf('/');
        List<String> known = new ArrayList<>();
        if (hash >= 0 && last > hash) {
            JsonNode owner = schema.getSchemaNode().at(keywordLocation.substring(hash + 1, last));
            owner.path("properties").fieldNames().forEachRemaining(known::add);
        }
        return NearNames.hint(property, known, "remove it; known are " + String.join(", ", known));
    }

    private static String remedy(Error error) {
        String keyword = String.valueOf(error.getKeyword());
        return switch (keyword) {
            case "required" -> "add it";
            case "dependentRequired" -> "add it, or remove the other";
            case "false" -> "remove it";
            case "type" -> "give a value of that type";
            case "enum", "const" -> "use what is allowed";
            default -> "correct it as the format description says";
        };
    }
}
