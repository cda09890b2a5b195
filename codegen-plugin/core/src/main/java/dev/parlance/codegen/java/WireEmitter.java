package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.java.Components.Component;
import javax.lang.model.element.Modifier;

/**
 * What a mapper reads a struct into. A mapper gives a constructor null for both an absent member and an explicit null;
 * a setter is called for the latter only, so reading goes through a mutable class that notes it.
 *
 * <pre>{@code
 * private static final class Wire {
 *     @JsonProperty("id") private @Nullable String id;
 *     private @Nullable String name;
 *     private @Nullable Map<String, @Nullable Object> more;
 *     @JsonProperty("name") private void readName(@Nullable String value) { … }
 *     @JsonAnySetter private void readMore(String name, @Nullable Object value) { … }
 * }
 * }</pre>
 */
final class WireEmitter {
    /** Name of the nested class. */
    static final String WIRE = "Wire";

    private final Emission emission;
    private final ClassName self;
    private final Components components;

    WireEmitter(Emission emission, ClassName self, Components components) {
        this.emission = emission;
        this.self = self;
        this.components = components;
    }

    // Example: @JsonCreator(mode = DELEGATING) private static Turn read(Wire wire) { return new Turn(wire.id, …); }
    MethodSpec read() {
        CodeBlock.Builder arguments = CodeBlock.builder();
        components.all().forEach(component -> arguments.add("$L, ", argument(component)));
        return MethodSpec.methodBuilder("read")
                .addAnnotation(Annotations.CREATOR)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(self)
                .addParameter(self.nestedClass(WIRE), "wire")
                .addStatement(
                        "return new $T($L$T.orEmpty(wire.$N))",
                        self,
                        arguments.build(),
                        emission.members(),
                        components.more())
                .build();
    }

    // Example: wire.id, or AgentMembers.given(wire.arguments, wire.more, "arguments") where only the note tells absence
    private CodeBlock argument(Component component) {
        return component.anyValue()
                ? CodeBlock.of(
                        "$T.given(wire.$N, wire.$N, $L)",
                        emission.members(),
                        component.name(),
                        components.more(),
                        Javadocs.literal(component.wire()))
                : CodeBlock.of("wire.$N", component.name());
    }

    TypeSpec emit() {
        TypeSpec.Builder wire = TypeSpec.classBuilder(WIRE)
                .addJavadoc("What JSON is read into.\n")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        for (Component component : components.all()) {
            FieldSpec.Builder field =
                    FieldSpec.builder(JavaTypes.nullable(component.type()), component.name(), Modifier.PRIVATE);
            if (component.required() && !component.anyValue()) {
                field.addAnnotation(Annotations.property(component.wire()));
            } else {
                wire.addMethod(
                        noting(component.wire(), component.name(), component.type(), components.more(), emission));
            }
            wire.addField(field.build());
        }
        int count = 0;
        for (String tag : components.tags().keySet()) {
            wire.addMethod(ignoring(tag, count++));
        }
        return wire.addField(more(components.more(), components.moreType()))
                .addMethod(anySetter(components.more(), components.moreValue(), emission))
                .build();
    }

    static FieldSpec more(String name, TypeName type) {
        return FieldSpec.builder(JavaTypes.nullable(type), name, Modifier.PRIVATE)
                .build();
    }

    // Example: @JsonProperty("name") private void readName(@Nullable String value) {
    //     this.name = value; this.more = AgentMembers.note(this.more, "name", value); }
    static MethodSpec noting(String wire, String name, TypeName type, String more, Emission emission) {
        return MethodSpec.methodBuilder("read" + Identifiers.capitalized(name))
                .addAnnotation(Annotations.property(wire))
                .addModifiers(Modifier.PRIVATE)
                .addParameter(JavaTypes.nullable(type), "value")
                .addStatement("this.$N = value", name)
                .addStatement(
                        "this.$1N = $2T.note(this.$1N, $3L, value)", more, emission.members(), Javadocs.literal(wire))
                .build();
    }

    // Example: @JsonProperty("type") private void ignore0(@Nullable Object tag) {}
    static MethodSpec ignoring(String tag, int index) {
        return MethodSpec.methodBuilder("ignore" + index)
                .addAnnotation(Annotations.property(tag))
                .addModifiers(Modifier.PRIVATE)
                .addParameter(ParameterSpec.builder(JavaTypes.ANY, "tag").build())
                .build();
    }

    // Example: @JsonAnySetter private void readOther(String name, @Nullable Object value) { … }
    static MethodSpec anySetter(String more, TypeName value, Emission emission) {
        return MethodSpec.methodBuilder("noteOther")
                .addAnnotation(Annotations.JSON_ANY_SETTER)
                .addModifiers(Modifier.PRIVATE)
                .addParameter(String.class, "name")
                .addParameter(value, "value")
                .addStatement("this.$1N = $2T.put(this.$1N, name, value)", more, emission.members())
                .build();
    }
}
