package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.model.ErrorCode;
import dev.parlance.codegen.model.TypeRef;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The declared errors: a constant for the code and a method that makes the exception.
 *
 * <pre>{@code
 * public static final int OVERLOADED = -32001;
 * public static RpcException overloaded(String message) { return new RpcException(OVERLOADED, message); }
 * }</pre>
 */
final class ErrorsEmitter {
    private final Emission emission;

    ErrorsEmitter(Emission emission) {
        this.emission = emission;
    }

    TypeSpec.Builder emit() {
        TypeSpec.Builder type = TypeSpec.classBuilder(emission.names().own("Errors"))
                .addJavadoc("The errors the protocol declares.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        Map<String, ErrorCode> names = new HashMap<>();
        for (ErrorCode error : emission.protocol().errors()) {
            ErrorCode other = names.putIfAbsent(Identifiers.constant(error.name()), error);
            if (other == null) {
                type.addField(code(error)).addMethod(factory(error, null));
                if (error.data() != null) {
                    type.addMethod(factory(error, error.data()));
                }
            } else {
                emission.problems()
                        .error(
                                error.location(),
                                "the errors " + error.name() + " and " + other.name() + " at " + other.location()
                                        + " get the same Java name",
                                "rename one of them in the schema");
            }
        }
        return type;
    }

    private FieldSpec code(ErrorCode error) {
        return FieldSpec.builder(
                        int.class, Identifiers.constant(error.name()), Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc(
                        "$L\n", Javadocs.of(error.doc().text(), "The code of " + error.name() + ": " + error.message()))
                .addAnnotations(Annotations.marks(error.doc(), emission))
                .initializer("$L", error.code())
                .build();
    }

    private MethodSpec factory(ErrorCode error, @Nullable TypeRef data) {
        ClassName exception = MethodNames.RPC_EXCEPTION;
        MethodSpec.Builder factory = MethodSpec.methodBuilder(Identifiers.member(error.name()))
                .addJavadoc(
                        "$L\n",
                        Javadocs.of(error.doc().text(), "Refuses with " + error.name() + ": " + error.message()))
                .addAnnotations(Annotations.marks(error.doc(), emission))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(String.class, "message")
                .returns(exception);
        String code = Identifiers.constant(error.name());
        return (data == null
                        ? factory.addStatement("return new $T($N, message)", exception, code)
                        : factory.addParameter(
                                        JavaTypes.nullable(emission.types().of(data)), "data")
                                .addStatement("return new $T($N, message, data)", exception, code))
                .build();
    }
}
