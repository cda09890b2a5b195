package dev.parlance.codegen.beans;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.java.JavaStyle;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Shape.EnumValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * An open set of texts becomes a class with constants that keeps any text, with the methods of jsonschema2pojo's enums.
 *
 * <pre>{@code
 * public final class SortKey {
 *     public static final SortKey CREATED_AT = new SortKey("created_at");
 *     @JsonCreator public static SortKey fromValue(String value) { … }
 *     @JsonValue public String value() { … }
 * }
 * }</pre>
 */
final class OpenEnumeration {
    private final BeanEmission emission;
    private final Definition definition;
    private final Shape.Enumeration enumeration;
    private final ClassName self;
    private final Map<String, Integer> constants;

    OpenEnumeration(BeanEmission emission, Definition definition) {
        this.emission = emission;
        this.definition = definition;
        this.enumeration = (Shape.Enumeration) definition.shape();
        this.self = emission.classOf(definition.name());
        List<String> wires = enumeration.values().stream().map(EnumValue::wire).toList();
        this.constants = emission.style().constants(wires, definition.location());
    }

    TypeSpec.Builder emit() {
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addJavadoc(
                        "$L\n\n<p>Other values may come; they are kept as they are.\n",
                        JavaStyle.javadoc(
                                definition.doc().text(), "The values of " + definition.name() + " in the protocol."));
        constants.forEach((name, index) ->
                type.addField(constant(name, enumeration.values().get(index))));
        TypeName list = ParameterizedTypeName.get(ClassName.get(List.class), self);
        return type.addField(FieldSpec.builder(list, "known", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer("$T.of($L)", List.class, String.join(", ", constants.keySet()))
                        .build())
                .addField(String.class, "value", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(String.class, "value")
                        .addStatement("this.value = $T.requireNonNull(value, $S)", Objects.class, "value")
                        .build())
                .addMethod(fromValue())
                .addMethod(method("value", "The text itself.", BeanTypes.STRING, "value").toBuilder()
                        .addAnnotation(Jackson.VALUE)
                        .build())
                .addMethod(method(
                        "isKnown", "Whether this version knows the value.", TypeName.BOOLEAN, "known.contains(this)"))
                .addMethod(method("known", "The values this version knows.", list, "known").toBuilder()
                        .addModifiers(Modifier.STATIC)
                        .build())
                .addMethods(ValueMethods.equality(self, List.of("value"), CodeBlock.of("value")));
    }

    private FieldSpec constant(String name, EnumValue value) {
        FieldSpec.Builder field = FieldSpec.builder(self, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("$L\n", JavaStyle.javadoc(value.doc().text(), "The value " + value.wire() + "."))
                .initializer("new $T($L)", self, JavaStyle.literal(value.wire()));
        emission.stabilityMark(value.doc()).ifPresent(field::addAnnotation);
        return field.build();
    }

    private MethodSpec fromValue() {
        return MethodSpec.methodBuilder("fromValue")
                .addJavadoc("The value of that text; the constant where there is one.\n")
                .addAnnotation(Jackson.CREATOR)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(String.class, "value")
                .returns(self)
                .beginControlFlow("for ($T constant : known)", self)
                .beginControlFlow("if (constant.value.equals(value))")
                .addStatement("return constant")
                .endControlFlow()
                .endControlFlow()
                .addStatement("return new $T(value)", self)
                .build();
    }

    private static MethodSpec method(String name, String doc, TypeName type, String expression) {
        return MethodSpec.methodBuilder(name)
                .addJavadoc("$L\n", doc)
                .addModifiers(Modifier.PUBLIC)
                .returns(type)
                .addStatement("return $L", expression)
                .build();
    }
}
