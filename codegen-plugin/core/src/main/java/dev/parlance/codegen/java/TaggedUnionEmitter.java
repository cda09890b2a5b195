package dev.parlance.codegen.java;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Shape;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Objects told apart by a member become a sealed interface; its variants are records of their own.
 *
 * <pre>{@code
 * public sealed interface ThreadItem permits UserMessageThreadItem, …, ThreadItem.Unknown {
 *     String type();
 *     @Nullable String id();
 *     record Unknown(Map<String, @Nullable Object> raw) implements ThreadItem { … }
 * }
 * }</pre>
 */
final class TaggedUnionEmitter {
    private final Emission emission;
    private final Definition definition;
    private final Shape.TaggedUnion union;
    private final ClassName self;
    private final List<SharedMembers.Shared> shared;

    TaggedUnionEmitter(Emission emission, Definition definition) {
        this.emission = emission;
        this.definition = definition;
        this.union = (Shape.TaggedUnion) definition.shape();
        this.self = emission.classOf(definition.name());
        this.shared = SharedMembers.of(definition.name(), emission);
    }

    TypeSpec.Builder emit() {
        List<ClassName> variants = union.variants().stream()
                .map(variant -> emission.classOf(variant.type()))
                .distinct()
                .toList();
        checkVariants();
        TypeSpec.Builder type = Unions.builder(
                        definition, variants, union.open() ? List.of("Unknown") : List.of(), emission)
                .addAnnotation(typeInfo())
                .addAnnotation(subTypes())
                .addMethod(MethodSpec.methodBuilder(tagAccessor())
                        .addJavadoc("Tells the variants apart: the member $L.\n", Javadocs.code(union.tag()))
                        .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                        .returns(String.class)
                        .build());
        for (SharedMembers.Shared member : shared) {
            type.addMethod(member.declaration());
        }
        if (union.open()) {
            type.addType(unknown());
        }
        return type;
    }

    private String tagAccessor() {
        return Identifiers.member(union.tag());
    }

    private void checkVariants() {
        for (Shape.Variant variant : union.variants()) {
            if (emission.hierarchy().structs(variant.type()).isEmpty()) {
                emission.problems()
                        .error(
                                definition.location(),
                                "the variant " + variant.type() + " of " + definition.name() + " is no object",
                                "make it an object with the member " + union.tag());
            }
        }
    }

    // Example: @JsonTypeInfo(use = NAME, include = EXISTING_PROPERTY, property = "type", visible = true, …)
    private AnnotationSpec typeInfo() {
        ClassName info = Annotations.JSON_TYPE_INFO;
        AnnotationSpec.Builder annotation = AnnotationSpec.builder(info)
                .addMember("use", "$T.Id.NAME", info)
                .addMember("include", "$T.As.EXISTING_PROPERTY", info)
                .addMember("property", Javadocs.literal(union.tag()))
                .addMember("visible", "true");
        if (union.open()) {
            annotation.addMember("defaultImpl", "$T.class", self.nestedClass("Unknown"));
        }
        return annotation.build();
    }

    // Example: @JsonSubTypes({@JsonSubTypes.Type(value = TextItem.class, name = "text"), …})
    private AnnotationSpec subTypes() {
        CodeBlock types = union.variants().stream()
                .map(variant -> CodeBlock.of(
                        "\n@$T.Type(value = $T.class, name = $L)",
                        Annotations.JSON_SUB_TYPES,
                        emission.classOf(variant.type()),
                        Javadocs.literal(variant.tagValue())))
                .collect(CodeBlock.joining(","));
        return AnnotationSpec.builder(Annotations.JSON_SUB_TYPES)
                .addMember("value", "{$L}", types)
                .build();
    }

    private TypeSpec unknown() {
        boolean taken = tagAccessor().equals("raw")
                || shared.stream().anyMatch(member -> member.name().equals("raw"));
        String raw = taken ? "rawMembers" : "raw";
        TypeSpec.Builder unknown = Wrappers.unknownObject(self, raw, emission)
                .addAnnotation(Annotations.NO_TYPE_INFO)
                .addMethod(MethodSpec.methodBuilder(tagAccessor())
                        .addJavadoc("The tag; empty where it is missing or no text.\n")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(String.class)
                        .addStatement(
                                "return $N.get($L) instanceof String tag ? tag : $S",
                                raw,
                                Javadocs.literal(union.tag()),
                                "")
                        .build());
        shared.forEach(member -> unknown.addMethod(member.ofUnknown(raw)));
        return unknown.build();
    }
}
