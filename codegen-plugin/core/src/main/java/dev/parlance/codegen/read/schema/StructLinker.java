package dev.parlance.codegen.read.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Property.Nullness;
import dev.parlance.codegen.model.Shape.Struct;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Links objects. */
final class StructLinker {
    private final Linking linking;

    StructLinker(Linking linking) {
        this.linking = linking;
    }

    Struct struct(TypeName name, Schema schema) {
        return struct(name, new Flattener(linking, linking.problems).all(schema), schema);
    }

    Struct struct(TypeName name, Flat flat, Schema schema) {
        for (String required : flat.required) {
            // One that stands in the schema itself was reported with its place there.
            if (!flat.properties.containsKey(required) && !schema.parts().isEmpty()) {
                linking.problems.error(
                        schema.at(),
                        "the member '" + required + "' is required but not declared",
                        "declare it in properties");
            }
        }
        List<Property> properties = properties(name, flat);
        linking.count(properties.size(), schema.at());
        return new Struct(properties, List.copyOf(flat.choices), flat.closed && flat.rest == null, rest(name, flat));
    }

    private @Nullable TypeRef rest(TypeName name, Flat flat) {
        return flat.rest == null ? null : linking.types.orNull(flat.rest, name, "value");
    }

    List<Property> properties(TypeName owner, Flat flat) {
        List<Property> out = new ArrayList<>();
        for (Map.Entry<String, Schema> member : flat.properties.entrySet()) {
            boolean required = flat.required.contains(member.getKey());
            out.add(property(owner, member.getKey(), member.getValue(), required));
        }
        return List.copyOf(out);
    }

    private Property property(TypeName owner, String name, Schema schema, boolean required) {
        JsonNode json = schema.json();
        TypeRef type = linking.types.type(schema, owner, name);
        JsonNode standard = json.path("default");
        JsonNode unit = json.path("x-unit");
        return new Property(
                name,
                type,
                required,
                nullness(owner, name, schema),
                standard.isMissingNode() || standard.isNull() ? null : standard.toString(),
                unit.isTextual() ? unit.textValue() : null,
                linking.doc(schema),
                schema.at());
    }

    private Nullness nullness(TypeName owner, String name, Schema schema) {
        if (!linking.nullable(schema)) {
            return Nullness.NEVER;
        }
        return linking.dialect.clears(owner, name, schema.json()) ? Nullness.CLEARS : Nullness.SAME_AS_ABSENT;
    }
}
