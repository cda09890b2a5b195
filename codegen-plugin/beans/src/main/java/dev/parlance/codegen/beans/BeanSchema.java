package dev.parlance.codegen.beans;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.palantir.javapoet.TypeName;
import dev.parlance.codegen.beans.BeanMembers.Member;
import dev.parlance.codegen.java.JavaStyle;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Property.Nullness;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Shape.EnumValue;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The schema that jsonschema2pojo gets for one type. Nothing is left to it to decide and no text of the original schema is
 * in it but escaped: members stand under their Java names, with the wire name in a keyword that only our annotator reads.
 *
 * <pre>{@code
 * {"type": "object", "javaType": "org.example.Turn", "description": "…",
 *  "properties": {"id": {"existingJavaType": "java.lang.String", "wire": "id", "description": "…"}}}
 * }</pre>
 */
final class BeanSchema {
    /** Keyword of a member: its name on the wire. */
    static final String WIRE = "wire";

    /** Keyword of a member: whether null is written. */
    static final String WRITES_NULL = "writesNull";

    /** Keyword of a member: its {@link dev.parlance.codegen.model.Stability}. */
    static final String STABILITY = "stability";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final BeanEmission emission;
    private final Definition definition;

    BeanSchema(BeanEmission emission, Definition definition) {
        this.emission = emission;
        this.definition = definition;
    }

    ObjectNode bean() {
        Shape.Struct struct = (Shape.Struct) definition.shape();
        BeanMembers members = emission.members(definition.name());
        ObjectNode schema = JSON.objectNode()
                .put("type", "object")
                .put("javaType", emission.classOf(definition.name()).canonicalName())
                .put("description", beanDoc(struct, members));
        ObjectNode properties = schema.putObject("properties");
        for (Member member : members.all()) {
            properties.set(member.name(), property(member));
        }
        if (struct.rest() != null) {
            schema.set("additionalProperties", type(emission.types().of(struct.rest())));
        } else if (struct.closed()) {
            schema.put("additionalProperties", false);
        }
        ArrayNode interfaces = schema.putArray("javaInterfaces");
        emission.hierarchy()
                .unions(definition.name())
                .forEach(union -> interfaces.add(emission.classOf(union).canonicalName()));
        return schema;
    }

    ObjectNode closedEnum() {
        Shape.Enumeration enumeration = (Shape.Enumeration) definition.shape();
        ObjectNode schema = JSON.objectNode()
                .put("type", "string")
                .put("javaType", emission.classOf(definition.name()).canonicalName())
                .put(
                        "description",
                        JavaStyle.javadoc(
                                definition.doc().text(), "The values of " + definition.name() + " in the protocol."));
        ArrayNode values = schema.putArray("enum");
        ArrayNode names = schema.putArray("javaEnums");
        List<String> wires = enumeration.values().stream().map(EnumValue::wire).toList();
        emission.style().constants(wires, definition.location()).forEach((name, index) -> {
            EnumValue value = enumeration.values().get(index);
            values.add(value.wire());
            // The class has a field of that name already.
            names.addObject()
                    .put("name", name.equals("CONSTANTS") ? "CONSTANTS_" : name)
                    .put("description", JavaStyle.javadoc(value.doc().text(), "The value " + value.wire() + "."));
        });
        return schema;
    }

    private static ObjectNode type(TypeName type) {
        return JSON.objectNode().put("existingJavaType", type.toString());
    }

    private static ObjectNode property(Member member) {
        return type(member.type())
                .put("description", memberDoc(member))
                .put(WIRE, member.wire())
                .put(WRITES_NULL, member.writesNull())
                .put(STABILITY, member.property().doc().stability().name());
    }

    private String beanDoc(Shape.Struct struct, BeanMembers members) {
        StringBuilder doc = new StringBuilder(
                JavaStyle.javadoc(definition.doc().text(), "The type " + definition.name() + " of the protocol."));
        doc.append("\n\n<p>A member that is null is not written");
        String written = members.all().stream()
                .filter(Member::writesNull)
                .map(member -> JavaStyle.code(member.wire()))
                .collect(Collectors.joining(", "));
        doc.append(written.isEmpty() ? "." : ", except these, which are written as null: " + written + ".");
        for (List<String> choice : struct.choices()) {
            doc.append(choice == struct.choices().get(0) ? "\n\n<p>One of these is set: " : "; or ")
                    .append(choice.stream().map(JavaStyle::code).collect(Collectors.joining(" and ")));
        }
        return doc.append(struct.choices().isEmpty() ? "" : ".").toString();
    }

    private static String memberDoc(Member member) {
        Property property = member.property();
        StringBuilder doc =
                new StringBuilder(JavaStyle.javadoc(property.doc().text(), "The member " + member.wire() + "."));
        if (property.required()) {
            doc.append("\n\n<p>Required").append(member.writesNull() ? "; may be null." : ".");
        } else if (property.nullness() == Nullness.CLEARS) {
            doc.append(
                            "\n\n<p>To write an explicit null, which clears, leave this null and set the additional property ")
                    .append(JavaStyle.code(member.wire()))
                    .append(" to null.");
        }
        if (property.unit() != null) {
            doc.append("\n\n<p>In ").append(JavaStyle.code(property.unit())).append('.');
        }
        if (property.defaultValue() != null) {
            doc.append("\n\n<p>Where absent: ")
                    .append(JavaStyle.code(property.defaultValue()))
                    .append('.');
        }
        return doc.toString();
    }
}
