package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Shape.EnumValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * A closed set of texts becomes an enum, an open one a record with constants that keeps any text.
 *
 * <pre>{@code
 * public enum SortDirection { ASC("asc"), DESC("desc"); … }
 * public record SortKey(@JsonValue String wire) { public static final SortKey CREATED_AT = new SortKey("created_at"); … }
 * }</pre>
 */
final class EnumerationEmitter {
    private final Emission emission;
    private final Definition definition;
    private final Shape.Enumeration enumeration;
    private final ClassName self;
    private final Map<String, EnumValue> constants = new LinkedHashMap<>();

    EnumerationEmitter(Emission emission, Definition definition) {
        this.emission = emission;
        this.definition = definition;
        this.enumeration = (Shape.Enumeration) definition.shape();
        this.self = emission.classOf(definition.name());
        List<String> wires = enumeration.values().stream().map(EnumValue::wire).toList();
        Constants.of(wires, definition.location(), emission)
                .forEach((name, index) ->
                        constants.put(name, enumeration.values().get(index)));
    }

    TypeSpec.Builder emit() {
        return enumeration.open() ? open() : closed(self.simpleName(), definition, constants, emission);
    }

    private static CodeBlock javadoc(Definition definition) {
        return CodeBlock.of(
                "$L\n",
                Javadocs.of(definition.doc().text(), "The values of " + definition.name() + " in the protocol."));
    }

    private static TypeSpec.Builder closed(
            String name, Definition definition, Map<String, EnumValue> constants, Emission emission) {
        ClassName self = emission.classOf(definition.name());
        return enumOf(name, constants, emission)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(javadoc(definition))
                .addAnnotations(Annotations.marks(definition.doc(), emission))
                .addMethod(MethodSpec.methodBuilder("of")
                        .addJavadoc("The value of that text.\n\n@throws IllegalArgumentException if there is none\n")
                        .addAnnotation(Annotations.CREATOR)
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .addParameter(String.class, "wire")
                        .returns(self)
                        .beginControlFlow("for ($T value : values())", self)
                        .beginControlFlow("if (value.wire.equals(wire))")
                        .addStatement("return value")
                        .endControlFlow()
                        .endControlFlow()
                        .addStatement(
                                "throw new $T($S + wire + $S + $T.toString(values()))",
                                IllegalArgumentException.class,
                                "no " + self.simpleName() + " ",
                                "; one of ",
                                Arrays.class)
                        .build());
    }

    /** An enum of wire texts without a way to read it; keyed unions have one too. */
    static TypeSpec.Builder enumOf(String name, Map<String, EnumValue> constants, Emission emission) {
        TypeSpec.Builder type = TypeSpec.enumBuilder(name);
        constants.forEach((constant, value) -> type.addEnumConstant(
                constant,
                TypeSpec.anonymousClassBuilder("$L", Javadocs.literal(value.wire()))
                        .addJavadoc("$L\n", Javadocs.of(value.doc().text(), "The value " + value.wire() + "."))
                        .addAnnotations(Annotations.marks(value.doc(), emission))
                        .build()));
        return type.addField(String.class, "wire", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(String.class, "wire")
                        .addStatement("this.wire = wire")
                        .build())
                .addMethod(MethodSpec.methodBuilder("wire")
                        .addJavadoc("The text itself.\n")
                        .addAnnotation(Annotations.JSON_VALUE)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(String.class)
                        .addStatement("return wire")
                        .build())
                .addMethod(MethodSpec.methodBuilder("toString")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(String.class)
                        .addStatement("return wire")
                        .build());
    }

    private TypeSpec.Builder open() {
        TypeSpec.Builder type = TypeSpec.recordBuilder(self)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(javadoc(definition))
                .addJavadoc("\n<p>Other values may come; they are kept as they are.\n\n@param wire the text itself\n")
                .addAnnotations(Annotations.marks(definition.doc(), emission))
                .recordConstructor(MethodSpec.constructorBuilder()
                        .addParameter(ParameterSpec.builder(String.class, "wire")
                                .addAnnotation(Annotations.JSON_VALUE)
                                .build())
                        .build());
        constants.forEach((name, value) ->
                type.addField(FieldSpec.builder(self, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                        .addJavadoc("$L\n", Javadocs.of(value.doc().text(), "The value " + value.wire() + "."))
                        .addAnnotations(Annotations.marks(value.doc(), emission))
                        .initializer("new $T($L)", self, Javadocs.literal(value.wire()))
                        .build()));
        return type.addField(known())
                .addMethod(MethodSpec.compactConstructorBuilder()
                        .addModifiers(Modifier.PUBLIC)
                        .addJavadoc("A value of any text.\n")
                        .addStatement("$T.requireNonNull(wire, $S)", Objects.class, "wire")
                        .build())
                .addMethods(openMethods());
    }

    private FieldSpec known() {
        CodeBlock all = constants.keySet().stream()
                .map(name -> CodeBlock.of("$N", name))
                .collect(CodeBlock.joining(", "));
        return FieldSpec.builder(
                        ParameterizedTypeName.get(ClassName.get(List.class), self),
                        "known",
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer("$T.of($L)", List.class, all)
                .build();
    }

    private List<MethodSpec> openMethods() {
        return List.of(
                MethodSpec.methodBuilder("of")
                        .addJavadoc("The value of that text; the constant where there is one.\n")
                        .addAnnotation(Annotations.CREATOR)
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .addParameter(String.class, "wire")
                        .returns(self)
                        .beginControlFlow("for ($T value : known)", self)
                        .beginControlFlow("if (value.wire.equals(wire))")
                        .addStatement("return value")
                        .endControlFlow()
                        .endControlFlow()
                        .addStatement("return new $T(wire)", self)
                        .build(),
                MethodSpec.methodBuilder("known")
                        .addJavadoc("The values this version knows.\n")
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .returns(ParameterizedTypeName.get(ClassName.get(List.class), self))
                        .addStatement("return known")
                        .build(),
                MethodSpec.methodBuilder("isKnown")
                        .addJavadoc("Whether this version knows the value.\n")
                        .addModifiers(Modifier.PUBLIC)
                        .returns(boolean.class)
                        .addStatement("return known.contains(this)")
                        .build(),
                text("wire"));
    }

    /** {@code toString} that gives the text alone. */
    static MethodSpec text(String component) {
        return MethodSpec.methodBuilder("toString")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return $N", component)
                .build();
    }
}
