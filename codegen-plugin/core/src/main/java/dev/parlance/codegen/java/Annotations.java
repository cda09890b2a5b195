package dev.parlance.codegen.java;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Stability;
import java.util.ArrayList;
import java.util.List;

/** The annotations of emitted code. Everything a mapper could be set to do otherwise is said, so that no default matters. */
final class Annotations {
    private static final String JACKSON = "com.fasterxml.jackson.annotation";
    static final ClassName JSON_PROPERTY = ClassName.get(JACKSON, "JsonProperty");
    static final ClassName JSON_VALUE = ClassName.get(JACKSON, "JsonValue");
    static final ClassName JSON_ANY_GETTER = ClassName.get(JACKSON, "JsonAnyGetter");
    static final ClassName JSON_ANY_SETTER = ClassName.get(JACKSON, "JsonAnySetter");
    static final ClassName JSON_TYPE_INFO = ClassName.get(JACKSON, "JsonTypeInfo");
    static final ClassName JSON_SUB_TYPES = ClassName.get(JACKSON, "JsonSubTypes");
    private static final ClassName JSON_AUTO_DETECT = ClassName.get(JACKSON, "JsonAutoDetect");
    private static final ClassName JSON_CREATOR = ClassName.get(JACKSON, "JsonCreator");
    private static final ClassName JSON_INCLUDE = ClassName.get(JACKSON, "JsonInclude");
    private static final ClassName JSON_PROPERTY_ORDER = ClassName.get(JACKSON, "JsonPropertyOrder");

    /** {@code @JsonCreator(mode = JsonCreator.Mode.DELEGATING)}: the one argument is read, then given to the method. */
    static final AnnotationSpec CREATOR = AnnotationSpec.builder(JSON_CREATOR)
            .addMember("mode", "$T.Mode.DELEGATING", JSON_CREATOR)
            .build();

    /** Write always, nulls inside included. */
    static final AnnotationSpec INCLUDE_ALWAYS = AnnotationSpec.builder(JSON_INCLUDE)
            .addMember("value", "$T.Include.ALWAYS", JSON_INCLUDE)
            .addMember("content", "$T.Include.ALWAYS", JSON_INCLUDE)
            .build();

    /** Leave out where null, but write nulls inside. */
    static final AnnotationSpec INCLUDE_NON_NULL = AnnotationSpec.builder(JSON_INCLUDE)
            .addMember("value", "$T.Include.NON_NULL", JSON_INCLUDE)
            .addMember("content", "$T.Include.ALWAYS", JSON_INCLUDE)
            .build();

    /** Variants must not inherit the union's way of being read: it would look for the variant again. */
    static final AnnotationSpec NO_TYPE_INFO = AnnotationSpec.builder(JSON_TYPE_INFO)
            .addMember("use", "$T.Id.NONE", JSON_TYPE_INFO)
            .build();

    /** Methods like {@code isManaged} that are no members must not be taken for some. */
    static final AnnotationSpec NO_GETTERS = AnnotationSpec.builder(JSON_AUTO_DETECT)
            .addMember("getterVisibility", "$T.Visibility.NONE", JSON_AUTO_DETECT)
            .addMember("isGetterVisibility", "$T.Visibility.NONE", JSON_AUTO_DETECT)
            .build();

    static final AnnotationSpec GENERATED = AnnotationSpec.builder(
                    ClassName.get("javax.annotation.processing", "Generated"))
            .addMember("value", "$S", "dev.parlance.codegen")
            .build();

    static final AnnotationSpec SUPPRESS_DEPRECATION = AnnotationSpec.builder(SuppressWarnings.class)
            .addMember("value", "$S", "deprecation")
            .build();

    private Annotations() {}

    static AnnotationSpec property(String wire) {
        return AnnotationSpec.builder(JSON_PROPERTY)
                .addMember("value", Javadocs.literal(wire))
                .build();
    }

    static AnnotationSpec order(List<String> wires) {
        return AnnotationSpec.builder(JSON_PROPERTY_ORDER)
                .addMember("value", "{$L}", literals(wires))
                .build();
    }

    /** Text literals with commas between them. */
    static CodeBlock literals(List<String> texts) {
        return texts.stream().map(Javadocs::literal).collect(CodeBlock.joining(", "));
    }

    /** What reading does not ask of a type's members; empty where it asks everything. */
    static List<AnnotationSpec> memberRules(Shape.Struct struct, Components components, Emission emission) {
        List<List<String>> choices = struct.choices();
        List<String> notNull = components.all().stream()
                .filter(member -> !member.required() && !mayBeNull(member.property(), emission))
                .map(Components.Component::wire)
                .filter(wire -> choices.stream().noneMatch(choice -> choice.contains(wire)))
                .toList();
        AnnotationSpec.Builder rules = AnnotationSpec.builder(emission.names().memberRules());
        if (!notNull.isEmpty()) {
            rules.addMember("notNull", "{$L}", literals(notNull));
        }
        if (choices.stream().noneMatch(List::isEmpty)) {
            choices.forEach(choice -> rules.addMember("oneOf", "$L", group(choice, emission)));
        }
        AnnotationSpec built = rules.build();
        return built.members().isEmpty() ? List.of() : List.of(built);
    }

    private static boolean mayBeNull(Property member, Emission emission) {
        return member.nullness() != Property.Nullness.NEVER || emission.types().mayBeNull(member.type());
    }

    private static AnnotationSpec group(List<String> names, Emission emission) {
        return AnnotationSpec.builder(emission.names().memberRules().nestedClass("Group"))
                .addMember("value", "{$L}", literals(names))
                .build();
    }

    /** The marks for what is deprecated or experimental; empty for what is stable. */
    static List<AnnotationSpec> marks(Doc doc, Emission emission) {
        List<AnnotationSpec> marks = new ArrayList<>();
        if (doc.stability() == Stability.DEPRECATED) {
            marks.add(AnnotationSpec.builder(Deprecated.class).build());
        } else if (doc.stability() == Stability.EXPERIMENTAL) {
            marks.add(AnnotationSpec.builder(emission.names().experimental()).build());
        }
        return marks;
    }
}
