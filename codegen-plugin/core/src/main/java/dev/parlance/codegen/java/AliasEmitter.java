package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeRef;
import javax.lang.model.element.Modifier;

/**
 * Another name for a type becomes a record around it.
 *
 * <pre>{@code
 * public record AbsolutePathBuf(@JsonValue String value) { @JsonCreator public static AbsolutePathBuf of(String value) … }
 * }</pre>
 */
final class AliasEmitter {
    private final Emission emission;
    private final Definition definition;

    AliasEmitter(Emission emission, Definition definition) {
        this.emission = emission;
        this.definition = definition;
    }

    TypeSpec.Builder emit() {
        TypeRef target = ((Shape.Alias) definition.shape()).target();
        ClassName self = emission.classOf(definition.name());
        TypeSpec.Builder type = Wrappers.of(self.simpleName(), target, emission)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "$L\n\n@param value the value itself\n",
                        Javadocs.of(definition.doc().text(), "The type " + definition.name() + " of the protocol."))
                .addAnnotations(Annotations.marks(definition.doc(), emission))
                .addMethod(MethodSpec.methodBuilder("of")
                        .addJavadoc("Holds the value.\n")
                        .addAnnotation(Annotations.CREATOR)
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .addParameter(emission.types().of(target), "value")
                        .returns(self)
                        .addStatement("return new $T(value)", self)
                        .build());
        if (target == TypeRef.Scalar.STRING) {
            type.addMethod(EnumerationEmitter.text("value"));
        }
        return type;
    }
}
