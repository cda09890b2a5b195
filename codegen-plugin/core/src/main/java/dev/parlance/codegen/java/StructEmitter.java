package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.java.Components.Component;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import javax.lang.model.element.Modifier;

/**
 * A struct becomes a record with a builder. How it is read is in {@link WireEmitter}.
 *
 * <pre>{@code
 * public record Turn(
 *         @JsonProperty("id") String id,
 *         @JsonProperty("error") @Nullable TurnError error,
 *         @JsonAnyGetter Map<String, @Nullable Object> more) { … }
 * }</pre>
 */
final class StructEmitter {
    /** A call with more arguments than this is read easier as a builder. */
    private static final int MOST_FACTORY_ARGUMENTS = 4;

    private final Emission emission;
    private final Definition definition;
    private final Shape.Struct struct;
    private final Components components;
    private final ClassName self;

    StructEmitter(Emission emission, Definition definition) {
        this.emission = emission;
        this.definition = definition;
        this.struct = (Shape.Struct) definition.shape();
        this.components = emission.components(definition.name());
        this.self = emission.classOf(definition.name());
    }

    TypeSpec.Builder emit() {
        TypeSpec.Builder type = TypeSpec.recordBuilder(self)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(javadoc())
                .addAnnotations(Annotations.marks(definition.doc(), emission))
                .addAnnotation(Annotations.INCLUDE_NON_NULL)
                .addAnnotation(Annotations.order(components.declared()))
                .addAnnotations(Annotations.memberRules(struct, components, emission))
                .recordConstructor(components())
                .addMethod(constructor())
                .addMethods(tags(components.tags()))
                .addMethods(factories())
                .addMethods(cleared());
        for (TypeName union : emission.hierarchy().unions(definition.name())) {
            type.addSuperinterface(emission.classOf(union));
        }
        if (!emission.hierarchy().unions(definition.name()).isEmpty()) {
            type.addAnnotation(Annotations.NO_TYPE_INFO);
        }
        WireEmitter wire = new WireEmitter(emission, self, components);
        BuilderEmitter builder = new BuilderEmitter(emission, definition, components);
        return type.addMethod(wire.read())
                .addMethods(builder.methods())
                .addType(wire.emit())
                .addType(builder.emit());
    }

    private CodeBlock javadoc() {
        CodeBlock.Builder doc = CodeBlock.builder()
                .add(Javadocs.of(definition.doc().text(), "The type " + definition.name() + " of the protocol."));
        if (!struct.choices().isEmpty()) {
            List<String> choices = new ArrayList<>();
            struct.choices().forEach(choice -> choices.add(Javadocs.code(String.join(", ", choice))));
            doc.add("\n\n<p>Exactly one of these is given: $L.", String.join("; ", choices));
        }
        doc.add("\n");
        for (Component component : components.all()) {
            doc.add("\n@param $L $L", component.name(), describe(component));
        }
        return doc.add("\n@param $L $L\n", components.more(), describeMore()).build();
    }

    private static String describe(Component component) {
        StringBuilder text =
                new StringBuilder(Javadocs.line(component.property().doc().text()));
        if (text.isEmpty()) {
            text.append("the member ").append(Javadocs.code(component.wire()));
        }
        if (component.property().unit() != null) {
            text.append("; in ").append(Javadocs.line(component.property().unit()));
        }
        if (component.property().defaultValue() != null) {
            text.append("; where absent, ")
                    .append(Javadocs.code(component.property().defaultValue()));
        }
        if (component.nullable()) {
            text.append(component.required() ? "; may be null" : "; null where absent");
        }
        return text.toString();
    }

    private String describeMore() {
        return (struct.rest() == null ? "members this version does not know, " : "members that are not declared, ")
                + "and declared ones that came as an explicit null; written back as they are";
    }

    // Example: (@JsonProperty("id") String id, …, @JsonAnyGetter Map<String, @Nullable Object> more)
    private MethodSpec components() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        for (Component component : components.all()) {
            ParameterSpec.Builder parameter = ParameterSpec.builder(component.marked(), component.name())
                    .addAnnotation(Annotations.property(component.wire()));
            if (component.required() && component.nullable()) {
                parameter.addAnnotation(Annotations.INCLUDE_ALWAYS);
            }
            Annotations.marks(component.property().doc(), emission).forEach(parameter::addAnnotation);
            constructor.addParameter(parameter.build());
        }
        return constructor
                .addParameter(ParameterSpec.builder(components.moreType(), components.more())
                        .addAnnotation(Annotations.JSON_ANY_GETTER)
                        .addAnnotation(Annotations.INCLUDE_ALWAYS)
                        .build())
                .build();
    }

    // Example: public Turn { Objects.requireNonNull(id, "id"); items = AgentMembers.list(items, "items"); … }
    private MethodSpec constructor() {
        MethodSpec.Builder constructor = MethodSpec.compactConstructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Makes the value; {@link #builder()} is easier to read.\n");
        for (Component component : components.all()) {
            if (!component.nullable()) {
                constructor.addStatement(
                        "$T.requireNonNull($N, $L)",
                        Objects.class,
                        component.name(),
                        Javadocs.literal(component.wire()));
            }
            copy(component, constructor);
        }
        String more = components.more();
        if (components.declared().isEmpty()) {
            constructor.addStatement("$1N = $2T.copy($1N)", more, emission.members());
        } else {
            constructor.addStatement(
                    "$1N = $1N.isEmpty() ? $2T.of() : $3T.more($1N, $4T.of($5L)$6L)",
                    more,
                    Map.class,
                    emission.members(),
                    List.class,
                    Annotations.literals(requiredNames()),
                    optionals());
        }
        return constructor.build();
    }

    private List<String> requiredNames() {
        List<String> required = new ArrayList<>(components.tags().keySet());
        components.all().stream()
                .filter(Component::required)
                .map(Component::wire)
                .forEach(required::add);
        return required;
    }

    private CodeBlock optionals() {
        CodeBlock.Builder optionals = CodeBlock.builder();
        for (Component component : components.all()) {
            if (!component.required()) {
                optionals.add(", $L, $N", Javadocs.literal(component.wire()), component.name());
            }
        }
        return optionals.build();
    }

    private void copy(Component component, MethodSpec.Builder constructor) {
        TypeRef type = component.property().type();
        while (type instanceof TypeRef.OrNull orNull) {
            type = orNull.type();
        }
        String copier;
        boolean nulls;
        if (type instanceof TypeRef.ListOf list) {
            copier = "list";
            nulls = emission.types().mayBeNull(list.element());
        } else if (type instanceof TypeRef.MapOf map) {
            copier = "map";
            nulls = emission.types().mayBeNull(map.value());
        } else if (type == TypeRef.Scalar.ANY_OBJECT) {
            copier = "map";
            nulls = true;
        } else {
            return;
        }
        CodeBlock call = CodeBlock.of(
                "$T.$L($N$L)",
                emission.members(),
                nulls ? "copy" : copier,
                component.name(),
                nulls ? CodeBlock.of("") : CodeBlock.of(", $L", Javadocs.literal(component.wire())));
        if (component.nullable()) {
            constructor.addStatement("$1N = $1N == null ? null : $2L", component.name(), call);
        } else {
            constructor.addStatement("$N = $L", component.name(), call);
        }
    }

    // Example: @JsonProperty("type") public String type() { return "userMessage"; }
    static List<MethodSpec> tags(SortedMap<String, String> constants) {
        List<MethodSpec> tags = new ArrayList<>();
        constants.forEach((tag, value) -> tags.add(MethodSpec.methodBuilder(Identifiers.member(tag))
                .addJavadoc("Always $L.\n", Javadocs.code(value))
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Annotations.property(tag))
                .returns(String.class)
                .addStatement("return $L", Javadocs.literal(value))
                .build()));
        return tags;
    }

    // Example: public static Turn of(String id) { return new Turn(id, Map.of()); }
    private List<MethodSpec> factories() {
        List<Component> all = components.all();
        if (all.size() > MOST_FACTORY_ARGUMENTS || !all.stream().allMatch(Component::required)) {
            return List.of();
        }
        MethodSpec.Builder factory = MethodSpec.methodBuilder("of")
                .addJavadoc(
                        all.isEmpty()
                                ? "The value without members.\n"
                                : "The value with these members and no others.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(self);
        CodeBlock.Builder arguments = CodeBlock.builder();
        for (Component component : all) {
            factory.addParameter(component.marked(), component.name());
            arguments.add("$N, ", component.name());
        }
        return List.of(factory.addStatement("return new $T($L$T.of())", self, arguments.build(), Map.class)
                .build());
    }

    // Example: public boolean shaCleared() { return sha == null && more.containsKey("sha"); }
    private List<MethodSpec> cleared() {
        List<MethodSpec> methods = new ArrayList<>();
        for (Component component : components.all()) {
            if (component.clears()) {
                methods.add(MethodSpec.methodBuilder(component.name() + "Cleared")
                        .addJavadoc(
                                "True where $L is an explicit null, which clears it; absence leaves it as it is.\n",
                                Javadocs.code(component.wire()))
                        .addModifiers(Modifier.PUBLIC)
                        .returns(boolean.class)
                        .addStatement(
                                "return $N == null && $N.containsKey($L)",
                                component.name(),
                                components.more(),
                                Javadocs.literal(component.wire()))
                        .build());
            }
        }
        return methods;
    }
}
