package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Shape.EnumValue;
import dev.parlance.codegen.model.Shape.Keyed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * Texts and objects with one member become a sealed interface with an enum and a record for each member.
 *
 * <pre>{@code
 * public sealed interface AskForApproval permits AskForApproval.Value, AskForApproval.Granular {
 *     enum Value implements AskForApproval { NEVER("never"), … }
 *     record Granular(@JsonProperty("granular") GranularConfig value) implements AskForApproval { … }
 * }
 * }</pre>
 */
final class KeyedUnionEmitter {
    static final String VALUE = "Value";
    private static final String UNKNOWN = "Unknown";

    private final Emission emission;
    private final Definition definition;
    private final Shape.KeyedUnion union;
    private final ClassName self;

    KeyedUnionEmitter(Emission emission, Definition definition) {
        this.emission = emission;
        this.definition = definition;
        this.union = (Shape.KeyedUnion) definition.shape();
        this.self = emission.classOf(definition.name());
    }

    TypeSpec.Builder emit() {
        List<TypeSpec> nested = new ArrayList<>();
        if (!union.values().isEmpty()) {
            nested.add(values());
        }
        union.keyed().forEach(keyed -> nested.add(keyed(keyed)));
        if (union.open()) {
            nested.add(Wrappers.unknownValue(self));
        }
        checkNames();
        TypeSpec.Builder type = Unions.builder(
                definition,
                List.of(),
                nested.stream().map(TypeSpec::name).distinct().toList(),
                emission);
        if (union.open() || !union.values().isEmpty()) {
            type.addMethod(readText());
        }
        if (union.open() || !union.keyed().isEmpty()) {
            type.addMethod(readObject());
            nested.add(wire());
        }
        return type.addTypes(nested);
    }

    private void checkNames() {
        Map<String, String> names = new HashMap<>();
        for (Keyed keyed : union.keyed()) {
            String other = names.put(name(keyed), keyed.key());
            if (other != null) {
                emission.problems()
                        .error(
                                definition.location(),
                                "the forms " + other + " and " + keyed.key() + " of " + definition.name()
                                        + " both get the Java name " + name(keyed),
                                "rename one of them in the schema");
            }
        }
    }

    private String name(Keyed keyed) {
        return name(keyed, self);
    }

    /** The class of a form, nested in the union's interface. */
    static String name(Keyed keyed, ClassName union) {
        String name = Identifiers.type(keyed.key());
        return ReservedNames.contains(name) || name.equals(union.simpleName()) ? name + "Form" : name;
    }

    // Example: enum Value implements AskForApproval { NEVER("never"), … }
    private TypeSpec values() {
        Map<String, EnumValue> constants = new LinkedHashMap<>();
        List<String> wires = union.values().stream().map(EnumValue::wire).toList();
        Constants.of(wires, definition.location(), emission)
                .forEach((name, index) -> constants.put(name, union.values().get(index)));
        return EnumerationEmitter.enumOf(VALUE, constants, emission)
                .addJavadoc("The forms that are texts.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addSuperinterface(self)
                .build();
    }

    // Example: record Granular(@JsonProperty("granular") GranularConfig value) implements AskForApproval { … }
    private TypeSpec keyed(Keyed keyed) {
        boolean nullable = emission.types().mayBeNull(keyed.type());
        MethodSpec.Builder constructor = MethodSpec.compactConstructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Holds the value.\n");
        if (!nullable) {
            constructor.addStatement("$T.requireNonNull(value, $L)", Objects.class, Javadocs.literal(keyed.key()));
        }
        return TypeSpec.recordBuilder(name(keyed))
                .addJavadoc(
                        "$L\n\n@param value value of the member $L\n",
                        Javadocs.of(keyed.doc().text(), "An object with the member " + keyed.key() + "."),
                        Javadocs.code(keyed.key()))
                .addAnnotations(Annotations.marks(keyed.doc(), emission))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addSuperinterface(self)
                .recordConstructor(MethodSpec.constructorBuilder()
                        .addParameter(ParameterSpec.builder(emission.types().element(keyed.type()), "value")
                                .addAnnotation(Annotations.property(keyed.key()))
                                .addAnnotation(Annotations.INCLUDE_ALWAYS)
                                .build())
                        .build())
                .addMethod(constructor.build())
                .build();
    }

    // Example: @JsonCreator(mode = DELEGATING) private static AskForApproval read(String text) { … }
    private MethodSpec readText() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("read")
                .addAnnotation(Annotations.CREATOR)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(String.class, "text")
                .returns(self);
        if (!union.values().isEmpty()) {
            method.beginControlFlow("for ($1T value : $1T.values())", self.nestedClass(VALUE))
                    .beginControlFlow("if (value.wire().equals(text))")
                    .addStatement("return value")
                    .endControlFlow()
                    .endControlFlow();
        }
        return (union.open()
                        ? method.addStatement("return new $T(text)", self.nestedClass(UNKNOWN))
                        : method.addStatement(
                                "throw new $T($S + text + $S + $T.toString($T.values()))",
                                IllegalArgumentException.class,
                                "no " + self.simpleName() + " ",
                                "; one of ",
                                Arrays.class,
                                self.nestedClass(VALUE)))
                .build();
    }

    private MethodSpec readObject() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("read")
                .addAnnotation(Annotations.CREATOR)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(self.nestedClass(WireEmitter.WIRE), "wire")
                .returns(self)
                .beginControlFlow("if (wire.form != null && wire.raw.size() == 1)")
                .addStatement("return wire.form")
                .endControlFlow();
        return (union.open()
                        ? method.addStatement("return new $T(wire.raw)", self.nestedClass(UNKNOWN))
                        : method.addStatement(
                                "throw new $T($L + wire.raw.keySet())",
                                IllegalArgumentException.class,
                                Javadocs.literal(self.simpleName() + " needs exactly one member of "
                                        + union.keyed().stream().map(Keyed::key).toList() + " but has ")))
                .build();
    }

    // Example: final class Wire { @JsonProperty("granular") private void read0(@Nullable GranularConfig value) { … } …
    // }
    private TypeSpec wire() {
        TypeSpec.Builder wire = TypeSpec.classBuilder(WireEmitter.WIRE)
                .addJavadoc("What JSON is read into; of no use otherwise.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addField(JavaTypes.nullable(self), "form", Modifier.PRIVATE)
                .addField(FieldSpec.builder(JavaTypes.ANY_OBJECT, "raw", Modifier.PRIVATE, Modifier.FINAL)
                        .initializer("new $T<>()", LinkedHashMap.class)
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        int count = 0;
        for (Keyed keyed : union.keyed()) {
            TypeName type = JavaTypes.nullable(emission.types().of(keyed.type()));
            wire.addMethod(MethodSpec.methodBuilder("read" + count++)
                    .addAnnotation(Annotations.property(keyed.key()))
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(type, "value")
                    .addStatement("this.form = new $T(value)", self.nestedClass(name(keyed)))
                    .addStatement("this.raw.put($L, value)", Javadocs.literal(keyed.key()))
                    .build());
        }
        return wire.addMethod(MethodSpec.methodBuilder("noteOther")
                        .addAnnotation(Annotations.JSON_ANY_SETTER)
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(String.class, "name")
                        .addParameter(JavaTypes.ANY, "value")
                        .addStatement("this.raw.put(name, value)")
                        .build())
                .build();
    }
}
