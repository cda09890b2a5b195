package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Shape.Alternative;
import dev.parlance.codegen.model.Shape.JsonKind;
import dev.parlance.codegen.model.TypeRef;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * Alternatives told apart by the kind of JSON value become a sealed interface with a record around each that is no
 * object; objects implement it themselves.
 *
 * <pre>{@code
 * public sealed interface RequestId permits RequestId.StringValue, RequestId.IntegerValue {
 *     static RequestId of(String value) { return new StringValue(value); }
 *     static RequestId of(long value) { return new IntegerValue(value); }
 *     record StringValue(@JsonValue String value) implements RequestId {}
 * }
 * }</pre>
 */
final class KindUnionEmitter {
    private final Emission emission;
    private final Definition definition;
    private final Shape.KindUnion union;
    private final ClassName self;
    private final Map<JsonKind, Alternative> scalars = new EnumMap<>(JsonKind.class);
    private final List<Alternative> objects = new ArrayList<>();
    private final List<MethodSpec> creators = new ArrayList<>();

    KindUnionEmitter(Emission emission, Definition definition) {
        this.emission = emission;
        this.definition = definition;
        this.union = (Shape.KindUnion) definition.shape();
        this.self = emission.classOf(definition.name());
        for (Alternative alternative : union.alternatives()) {
            if (alternative.kind() == JsonKind.OBJECT) {
                objects.add(alternative);
            } else {
                scalars.put(alternative.kind(), alternative);
            }
        }
    }

    TypeSpec.Builder emit() {
        KindObjects objectForms = new KindObjects(emission, definition, union, objects);
        List<TypeSpec> nested = new ArrayList<>();
        for (Alternative alternative : union.alternatives()) {
            if (!objectForms.isVariant(alternative)) {
                nested.add(wrapper(alternative));
            }
        }
        if (union.open()) {
            nested.add(tagged() ? unknownVariant() : Wrappers.unknownValue(self));
        }
        List<ClassName> variants = emission.hierarchy().objects(union).stream()
                .map(emission::classOf)
                .distinct()
                .toList();
        TypeSpec.Builder type = Unions.builder(
                definition, variants, nested.stream().map(TypeSpec::name).toList(), emission);
        if (!emission.hierarchy().unions(definition.name()).isEmpty()) {
            type.addAnnotation(Annotations.NO_TYPE_INFO);
        }
        addCreators();
        objectForms.creator().ifPresent(creators::add);
        objectForms.wire().ifPresent(nested::add);
        return type.addMethods(creators).addTypes(nested);
    }

    static String wrapperName(Alternative alternative) {
        return Identifiers.type(alternative.name()) + "Value";
    }

    private TypeSpec wrapper(Alternative alternative) {
        return Wrappers.of(wrapperName(alternative), alternative.type(), emission)
                .addJavadoc("The form that is $L.\n\n@param value the value itself\n", describe(alternative.kind()))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addSuperinterface(self)
                .build();
    }

    private static String describe(JsonKind kind) {
        return switch (kind) {
            case STRING -> "a text";
            case INTEGER -> "an integer";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
        };
    }

    /** Whether it stands for the shapes that one tag value of a tagged union covers. */
    private boolean tagged() {
        return !emission.hierarchy().tags(definition.name()).isEmpty();
    }

    // Example: record Unknown(@JsonAnyGetter Map<String, @Nullable Object> raw) { @JsonProperty("type") public String
    // type() … }
    private TypeSpec unknownVariant() {
        TypeSpec.Builder unknown =
                Wrappers.unknownObject(self, "raw", emission).addAnnotation(Annotations.NO_TYPE_INFO);
        StructEmitter.tags(Components.tags(definition, emission)).forEach(unknown::addMethod);
        for (dev.parlance.codegen.model.TypeName parent : emission.hierarchy().unions(definition.name())) {
            SharedMembers.of(parent, emission).forEach(member -> unknown.addMethod(member.ofUnknown("raw")));
        }
        return unknown.build();
    }

    private void addCreators() {
        if (tagged()) {
            return;
        }
        text();
        numbers();
        truth();
        array();
        if (union.open() && objects.isEmpty()) {
            unknown(ClassName.OBJECT);
        }
    }

    /** Where objects are read into a class of their own, each scalar kind needs a creator or would be taken for one. */
    private boolean needsAll() {
        return union.open() && !objects.isEmpty();
    }

    private void text() {
        Alternative alternative = scalars.get(JsonKind.STRING);
        if (alternative != null) {
            create(alternative, ClassName.get(String.class), TypeRef.Scalar.STRING, CodeBlock.of("value"));
        } else if (needsAll()) {
            unknown(ClassName.get(String.class));
        }
    }

    private void truth() {
        Alternative alternative = scalars.get(JsonKind.BOOLEAN);
        if (alternative != null) {
            create(alternative, TypeName.BOOLEAN, TypeRef.Scalar.BOOLEAN, CodeBlock.of("value"));
        } else if (needsAll()) {
            unknown(TypeName.BOOLEAN);
        }
    }

    private void array() {
        Alternative alternative = scalars.get(JsonKind.ARRAY);
        TypeRef below = alternative == null ? null : Scalars.below(alternative.type(), emission);
        if (alternative == null) {
            if (needsAll()) {
                unknown(ParameterizedTypeName.get(ClassName.get(List.class), JavaTypes.ANY));
            }
        } else if (below instanceof TypeRef.ListOf) {
            create(alternative, emission.types().of(below), below, CodeBlock.of("value"));
        } else {
            refuse(alternative);
        }
    }

    private void numbers() {
        Alternative integer = scalars.get(JsonKind.INTEGER);
        Alternative number = scalars.get(JsonKind.NUMBER);
        if (integer != null) {
            integers(integer);
        } else if (number != null) {
            create(number, TypeName.INT, TypeRef.Scalar.NUMBER, CodeBlock.of("(double) value"));
            create(number, TypeName.LONG, TypeRef.Scalar.NUMBER, CodeBlock.of("(double) value"));
        } else if (needsAll()) {
            unknown(TypeName.INT);
            unknown(TypeName.LONG);
        }
        if (number != null) {
            create(number, TypeName.DOUBLE, TypeRef.Scalar.NUMBER, CodeBlock.of("value"));
        } else if (needsAll()) {
            unknown(TypeName.DOUBLE);
        }
    }

    private void integers(Alternative alternative) {
        TypeRef below = Scalars.below(alternative.type(), emission);
        if (below == TypeRef.Scalar.INT32) {
            create(alternative, TypeName.INT, below, CodeBlock.of("value"));
        } else if (below == TypeRef.Scalar.INT64) {
            create(alternative, TypeName.INT, below, CodeBlock.of("(long) value"));
            create(alternative, TypeName.LONG, below, CodeBlock.of("value"));
        } else if (below == TypeRef.Scalar.BIG_INTEGER) {
            create(alternative, TypeName.INT, below, CodeBlock.of("$T.valueOf(value)", BigInteger.class));
            create(alternative, TypeName.LONG, below, CodeBlock.of("$T.valueOf(value)", BigInteger.class));
            // A mapper takes this one also for what objects are read with, and refuses two of those.
            if (objects.isEmpty() && !union.open()) {
                create(alternative, ClassName.get(BigInteger.class), below, CodeBlock.of("value"));
            }
        } else {
            refuse(alternative);
        }
    }

    // Example: @JsonCreator(mode = DELEGATING) static RequestId of(String value) { return new StringValue(value); }
    private void create(Alternative alternative, TypeName parameter, TypeRef below, CodeBlock expression) {
        if (!Objects.equals(Scalars.below(alternative.type(), emission), below)) {
            refuse(alternative);
            return;
        }
        creators.add(MethodSpec.methodBuilder("of")
                .addJavadoc("The form that is $L.\n", describe(alternative.kind()))
                .addAnnotation(Annotations.CREATOR)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(parameter, "value")
                .returns(self)
                .addStatement(
                        "return new $T($L)",
                        self.nestedClass(wrapperName(alternative)),
                        Scalars.wrap(alternative.type(), expression, emission))
                .build());
    }

    private void unknown(TypeName parameter) {
        creators.add(MethodSpec.methodBuilder("readUnknown")
                .addAnnotation(Annotations.CREATOR)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(parameter, "value")
                .returns(self)
                .addStatement("return new $T(value)", self.nestedClass("Unknown"))
                .build());
    }

    private void refuse(Alternative alternative) {
        emission.problems()
                .error(
                        definition.location(),
                        "the alternative " + alternative.name() + " of " + definition.name() + " is said to be "
                                + describe(alternative.kind()) + " but its type is another",
                        "split the union, or give the alternative a type of that kind");
    }
}
