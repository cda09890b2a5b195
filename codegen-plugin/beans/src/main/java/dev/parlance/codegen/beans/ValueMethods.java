package dev.parlance.codegen.beans;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Classes around one value that stands in JSON for them. */
final class ValueMethods {
    private ValueMethods() {}

    // Example: final class StringValue { private final String value; @JsonCreator public StringValue(String value) … }
    static TypeSpec.Builder holder(ClassName self, TypeName value) {
        TypeSpec.Builder type = TypeSpec.classBuilder(self.simpleName())
                .addModifiers(Modifier.FINAL)
                .addField(value, "value", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addJavadoc("Holds the value.\n")
                        .addAnnotation(Jackson.CREATOR)
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(value, "value")
                        .addStatement("this.value = value")
                        .build())
                .addMethod(MethodSpec.methodBuilder("getValue")
                        .addJavadoc("The value itself.\n")
                        .addAnnotation(Jackson.VALUE)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(value)
                        .addStatement("return value")
                        .build());
        return type.addMethods(equality(self, List.of("value"), CodeBlock.of("$T.valueOf(value)", String.class)));
    }

    /** {@code equals}, {@code hashCode} and {@code toString} by these fields. */
    static List<MethodSpec> equality(ClassName self, List<String> fields, CodeBlock text) {
        CodeBlock same = fields.stream()
                .map(field -> CodeBlock.of("$1T.equals($2N, that.$2N)", Objects.class, field))
                .collect(CodeBlock.joining(" && "));
        return List.of(
                MethodSpec.methodBuilder("equals")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(Object.class, "other")
                        .returns(boolean.class)
                        .addStatement("return other instanceof $T that && $L", self, same)
                        .build(),
                MethodSpec.methodBuilder("hashCode")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(int.class)
                        .addStatement("return $T.hash($L)", Objects.class, String.join(", ", fields))
                        .build(),
                MethodSpec.methodBuilder("toString")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(String.class)
                        .addStatement("return $L", text)
                        .build());
    }
}
