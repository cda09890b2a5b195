package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.java.Components.Component;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** The builder of a struct's record: {@code Turn.builder().id("1").build()}. */
final class BuilderEmitter {
    private static final String BUILDER = "Builder";

    private final Emission emission;
    private final Shape.Struct struct;
    private final Components components;
    private final ClassName self;
    private final ClassName builder;

    BuilderEmitter(Emission emission, Definition definition, Components components) {
        this.emission = emission;
        this.struct = (Shape.Struct) definition.shape();
        this.components = components;
        this.self = emission.classOf(definition.name());
        this.builder = self.nestedClass(BUILDER);
    }

    /** The record's methods that start a builder. */
    List<MethodSpec> methods() {
        MethodSpec start = MethodSpec.methodBuilder("builder")
                .addJavadoc("Starts a value with nothing set.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(builder)
                .addStatement("return new $T()", builder)
                .build();
        MethodSpec.Builder copy = MethodSpec.methodBuilder("toBuilder")
                .addJavadoc("Starts a value that has everything this one has.\n")
                .addModifiers(Modifier.PUBLIC)
                .returns(builder)
                .addStatement("$1T builder = new $1T()", builder);
        for (Component component : components.all()) {
            copy.addStatement("builder.$1N = this.$1N", component.name());
        }
        copy.addStatement("builder.$1N.putAll(this.$1N)", components.more()).addStatement("return builder");
        return List.of(start, copy.build());
    }

    TypeSpec emit() {
        TypeSpec.Builder type = TypeSpec.classBuilder(BUILDER)
                .addJavadoc("Makes a {@link $T}; only what is set is written.\n", self)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        for (Component component : components.all()) {
            type.addField(JavaTypes.nullable(component.type()), component.name(), Modifier.PRIVATE);
            type.addMethod(setter(component));
            if (component.clears()) {
                type.addMethod(clear(component));
            }
        }
        type.addField(FieldSpec.builder(components.moreType(), components.more(), Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T<>()", LinkedHashMap.class)
                .build());
        if (!struct.closed() || struct.rest() != null) {
            type.addMethod(more());
        }
        return type.addMethod(build()).build();
    }

    // Example: public Builder name(@Nullable String name) { this.name = name; this.more.remove("name"); return this; }
    private MethodSpec setter(Component component) {
        MethodSpec.Builder setter = MethodSpec.methodBuilder(component.name())
                .addJavadoc(
                        "Sets $L$L.\n",
                        Javadocs.code(component.wire()),
                        component.required() ? "" : "; null leaves it out")
                .addAnnotations(Annotations.marks(component.property().doc(), emission))
                .addModifiers(Modifier.PUBLIC)
                .addParameter(component.marked(), component.name())
                .returns(builder);
        if (component.nullable()) {
            setter.addStatement("this.$1N = $1N", component.name());
        } else {
            setter.addStatement(
                    "this.$1N = $2T.requireNonNull($1N, $3L)",
                    component.name(),
                    Objects.class,
                    Javadocs.literal(component.wire()));
        }
        if (!component.required()) {
            setter.addStatement("this.$N.remove($L)", components.more(), Javadocs.literal(component.wire()));
        }
        return setter.addStatement("return this").build();
    }

    // Example: public Builder clearSha() { this.sha = null; this.more.put("sha", null); return this; }
    private MethodSpec clear(Component component) {
        return MethodSpec.methodBuilder("clear" + Identifiers.capitalized(component.name()))
                .addJavadoc("Sets $L to an explicit null, which clears it.\n", Javadocs.code(component.wire()))
                .addModifiers(Modifier.PUBLIC)
                .returns(builder)
                .addStatement("this.$N = null", component.name())
                .addStatement("this.$N.put($L, null)", components.more(), Javadocs.literal(component.wire()))
                .addStatement("return this")
                .build();
    }

    private MethodSpec more() {
        return MethodSpec.methodBuilder(components.more())
                .addJavadoc("""
                        Adds a member that is not declared.

                        @throws IllegalArgumentException if it is declared: it has a method of its own
                        """)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(String.class, "name")
                .addParameter(components.moreValue(), "value")
                .returns(builder)
                .addStatement(
                        "this.$N.put($T.undeclared(name$L), value)",
                        components.more(),
                        emission.members(),
                        names(components.declared()))
                .addStatement("return this")
                .build();
    }

    // Example: public Turn build() { AgentMembers.required("Turn", "id", id); return new Turn(id, name, more); }
    private MethodSpec build() {
        MethodSpec.Builder build = MethodSpec.methodBuilder("build")
                .addJavadoc("The value.\n\n@throws IllegalStateException if something required was not set\n")
                .addModifiers(Modifier.PUBLIC)
                .returns(self);
        CodeBlock.Builder required = CodeBlock.builder();
        CodeBlock.Builder arguments = CodeBlock.builder();
        for (Component component : components.all()) {
            if (!component.nullable()) {
                required.add(", $L, this.$N", Javadocs.literal(component.wire()), component.name());
            }
            arguments.add("this.$N, ", component.name());
        }
        if (!required.isEmpty()) {
            build.addStatement("$T.required($S$L)", emission.members(), self.simpleName(), required.build());
        }
        if (!struct.choices().isEmpty()) {
            build.addStatement(
                    "$T.oneChoice($S, $T.of($L), this.$N$L)",
                    emission.members(),
                    self.simpleName(),
                    List.class,
                    choices(),
                    components.more(),
                    chosen());
        }
        return build.addStatement("return new $T($Lthis.$N)", self, arguments.build(), components.more())
                .build();
    }

    private CodeBlock choices() {
        return struct.choices().stream()
                .map(choice -> CodeBlock.of("$T.<$T>of($L)", List.class, String.class, Annotations.literals(choice)))
                .collect(CodeBlock.joining(", "));
    }

    private CodeBlock chosen() {
        CodeBlock.Builder chosen = CodeBlock.builder();
        for (Component component : components.all()) {
            if (struct.choices().stream().anyMatch(choice -> choice.contains(component.wire()))) {
                chosen.add(", $L, this.$N", Javadocs.literal(component.wire()), component.name());
            }
        }
        return chosen.build();
    }

    private static CodeBlock names(List<String> names) {
        CodeBlock.Builder out = CodeBlock.builder();
        names.forEach(name -> out.add(", $L", Javadocs.literal(name)));
        return out.build();
    }
}
