package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.model.TypeRef;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Records around one value that stands in JSON for the record: aliases and the alternatives of unions. */
final class Wrappers {
    private Wrappers() {}

    // Example: record StringValue(@JsonValue String value) implements RequestId { … }
    static TypeSpec.Builder of(String name, TypeRef ref, Emission emission) {
        TypeName type = emission.types().of(ref);
        TypeSpec.Builder record = TypeSpec.recordBuilder(name)
                .recordConstructor(MethodSpec.constructorBuilder()
                        .addParameter(ParameterSpec.builder(type, "value")
                                .addAnnotation(Annotations.JSON_VALUE)
                                .build())
                        .build());
        return record.addMethod(MethodSpec.compactConstructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Holds the value.\n")
                .addStatement("$T.requireNonNull(value, $S)", Objects.class, "value")
                .addCode(copy(ref, emission))
                .build());
    }

    private static CodeBlock copy(TypeRef ref, Emission emission) {
        if (ref instanceof TypeRef.OrNull orNull) {
            return copy(orNull.type(), emission);
        }
        if (ref instanceof TypeRef.ListOf list) {
            boolean nulls = emission.types().mayBeNull(list.element());
            return nulls
                    ? CodeBlock.of("value = $T.copy(value);\n", emission.members())
                    : CodeBlock.of("value = $T.list(value, $S);\n", emission.members(), "value");
        }
        if (ref instanceof TypeRef.MapOf map && !emission.types().mayBeNull(map.value())) {
            return CodeBlock.of("value = $T.map(value, $S);\n", emission.members(), "value");
        }
        return ref instanceof TypeRef.MapOf || ref == TypeRef.Scalar.ANY_OBJECT
                ? CodeBlock.of("value = $T.copy(value);\n", emission.members())
                : CodeBlock.of("");
    }

    /** The variant that keeps an object this version does not know. */
    static TypeSpec.Builder unknownObject(ClassName union, String raw, Emission emission) {
        ClassName self = union.nestedClass("Unknown");
        return TypeSpec.recordBuilder("Unknown")
                .addJavadoc(
                        "A variant this version does not know.\n\n@param $L the object as it came; written back unchanged\n",
                        raw)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addAnnotation(Annotations.NO_GETTERS)
                .addSuperinterface(union)
                .recordConstructor(MethodSpec.constructorBuilder()
                        .addParameter(ParameterSpec.builder(JavaTypes.ANY_OBJECT, raw)
                                .addAnnotation(Annotations.JSON_ANY_GETTER)
                                .addAnnotation(Annotations.INCLUDE_ALWAYS)
                                .build())
                        .build())
                .addMethod(MethodSpec.compactConstructorBuilder()
                        .addModifiers(Modifier.PUBLIC)
                        .addJavadoc("Holds the object.\n")
                        .addStatement("$1N = $2T.copy($1N)", raw, emission.members())
                        .build())
                .addMethod(MethodSpec.methodBuilder("read")
                        .addAnnotation(Annotations.CREATOR)
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .addParameter(JavaTypes.ANY_OBJECT, "raw")
                        .returns(self)
                        .addStatement("return new $T(raw)", self)
                        .build());
    }

    /** The variant that keeps any value this version does not know. */
    static TypeSpec unknownValue(ClassName union) {
        return TypeSpec.recordBuilder("Unknown")
                .addJavadoc(
                        "A value this version does not know.\n\n@param raw the JSON value as it came; written back unchanged\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addSuperinterface(union)
                .recordConstructor(MethodSpec.constructorBuilder()
                        .addParameter(ParameterSpec.builder(Object.class, "raw")
                                .addAnnotation(Annotations.JSON_VALUE)
                                .build())
                        .build())
                .build();
    }
}
