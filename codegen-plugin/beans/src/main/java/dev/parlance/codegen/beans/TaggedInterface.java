package dev.parlance.codegen.beans;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.beans.SharedGetters.Getter;
import dev.parlance.codegen.java.JavaStyle;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * Objects told apart by a member become an interface; its variants are beans of their own.
 *
 * <pre>{@code
 * @JsonTypeInfo(…) @JsonSubTypes(…)
 * public interface ThreadItem {
 *     String getType();
 *     String getId();
 *     final class Unknown implements ThreadItem { … }
 * }
 * }</pre>
 */
final class TaggedInterface {
    private final BeanEmission emission;
    private final Definition definition;
    private final Shape.TaggedUnion union;
    private final ClassName self;

    TaggedInterface(BeanEmission emission, Definition definition) {
        this.emission = emission;
        this.definition = definition;
        this.union = (Shape.TaggedUnion) definition.shape();
        this.self = emission.classOf(definition.name());
    }

    TypeSpec.Builder emit() {
        checkVariants();
        SharedGetters shared = new SharedGetters(emission);
        Map<String, Getter> getters = new LinkedHashMap<>();
        shared.of(definition.name()).forEach(getter -> getters.put(getter.name(), getter));
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(self)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "$L\n",
                        JavaStyle.javadoc(
                                definition.doc().text(), "The type " + definition.name() + " of the protocol."))
                .addAnnotation(typeInfo())
                .addAnnotation(subTypes());
        emission.hierarchy()
                .unions(definition.name())
                .forEach(parent -> type.addSuperinterface(emission.classOf(parent)));
        getters.values().forEach(getter -> type.addMethod(getter.declaration()));
        if (union.open()) {
            shared.inherited(definition.name()).forEach(getters::putIfAbsent);
            type.addType(unknown(getters));
        }
        return type;
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
        ClassName info = Jackson.TYPE_INFO;
        AnnotationSpec.Builder annotation = AnnotationSpec.builder(info)
                .addMember("use", "$T.Id.NAME", info)
                .addMember("include", "$T.As.EXISTING_PROPERTY", info)
                .addMember("property", JavaStyle.literal(union.tag()))
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
                        Jackson.SUB_TYPES,
                        emission.classOf(variant.type()),
                        JavaStyle.literal(variant.tagValue())))
                .collect(CodeBlock.joining(","));
        return AnnotationSpec.builder(Jackson.SUB_TYPES)
                .addMember("value", "{$L}", types)
                .build();
    }

    private TypeSpec unknown(Map<String, Getter> getters) {
        ClassName unknown = self.nestedClass("Unknown");
        TypeSpec.Builder type = TypeSpec.classBuilder("Unknown")
                .addJavadoc("A variant this version does not know; kept and written back unchanged.\n")
                .addAnnotation(Jackson.NO_TYPE_INFO)
                .addAnnotation(Jackson.NO_GETTERS)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(self)
                .addField(FieldSpec.builder(BeanTypes.ANY_OBJECT, "members", Modifier.PRIVATE, Modifier.FINAL)
                        .initializer("new $T<>()", LinkedHashMap.class)
                        .build())
                .addMethod(MethodSpec.methodBuilder("getAdditionalProperties")
                        .addJavadoc("All members, by their names; to be changed in place.\n")
                        .addAnnotation(Jackson.ANY_GETTER)
                        .addAnnotation(Jackson.INCLUDE_ALWAYS)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(BeanTypes.ANY_OBJECT)
                        .addStatement("return members")
                        .build())
                .addMethod(MethodSpec.methodBuilder("setAdditionalProperty")
                        .addJavadoc("Sets a member.\n")
                        .addAnnotation(Jackson.ANY_SETTER)
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(String.class, "name")
                        .addParameter(Object.class, "value")
                        .addStatement("members.put(name, value)")
                        .build());
        getters.values().forEach(getter -> type.addMethod(getter.ofMembers(CodeBlock.of("members"))));
        return type.addMethods(ValueMethods.equality(
                        unknown, List.of("members"), CodeBlock.of("$T.valueOf(members)", String.class)))
                .build();
    }
}
