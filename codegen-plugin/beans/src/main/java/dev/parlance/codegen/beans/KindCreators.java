package dev.parlance.codegen.beans;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
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
import org.jspecify.annotations.Nullable;

/** What reads the alternatives of a kind union that are no objects: a creator for each Java type a mapper may find. */
final class KindCreators {
    private final BeanEmission emission;
    private final Definition definition;
    private final Shape.KindUnion union;
    private final ClassName self;
    private final Map<JsonKind, Alternative> scalars = new EnumMap<>(JsonKind.class);
    private final List<MethodSpec> creators = new ArrayList<>();
    private final boolean objects;

    KindCreators(BeanEmission emission, Definition definition) {
        this.emission = emission;
        this.definition = definition;
        this.union = (Shape.KindUnion) definition.shape();
        this.self = emission.classOf(definition.name());
        union.alternatives().forEach(alternative -> scalars.put(alternative.kind(), alternative));
        this.objects = scalars.remove(JsonKind.OBJECT) != null;
    }

    List<MethodSpec> all() {
        text();
        numbers();
        truth();
        array();
        if (union.open() && !objects) {
            unknown(ClassName.OBJECT);
        }
        return creators;
    }

    static String describe(JsonKind kind) {
        return switch (kind) {
            case STRING -> "a text";
            case INTEGER -> "an integer";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
        };
    }

    /** Where objects are read into a class of their own, each scalar kind needs a creator or would be taken for one. */
    private boolean needsAll() {
        return union.open() && objects;
    }

    private void text() {
        Alternative alternative = scalars.get(JsonKind.STRING);
        if (alternative != null) {
            TypeRef below = emission.types().below(alternative.type());
            boolean values = below instanceof TypeRef.Named named
                    && emission.protocol().definition(named.name()).shape() instanceof Shape.Enumeration;
            if (values) {
                create(
                        alternative,
                        BeanTypes.STRING,
                        below,
                        CodeBlock.of("$T.fromValue(value)", emission.types().of(below)));
            } else {
                create(alternative, BeanTypes.STRING, TypeRef.Scalar.STRING, CodeBlock.of("value"));
            }
        } else if (needsAll()) {
            unknown(BeanTypes.STRING);
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
        TypeRef below = below(alternative);
        if (alternative == null) {
            if (needsAll()) {
                unknown(ParameterizedTypeName.get(ClassName.get(List.class), ClassName.OBJECT));
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
        TypeRef below = below(alternative);
        if (below == TypeRef.Scalar.INT32) {
            create(alternative, TypeName.INT, below, CodeBlock.of("value"));
        } else if (below == TypeRef.Scalar.INT64) {
            create(alternative, TypeName.INT, below, CodeBlock.of("(long) value"));
            create(alternative, TypeName.LONG, below, CodeBlock.of("value"));
        } else if (below == TypeRef.Scalar.BIG_INTEGER) {
            create(alternative, TypeName.INT, below, CodeBlock.of("$T.valueOf(value)", BigInteger.class));
            create(alternative, TypeName.LONG, below, CodeBlock.of("$T.valueOf(value)", BigInteger.class));
            // A mapper takes this one also for what objects are read with, and refuses two of those.
            if (!objects && !union.open()) {
                create(alternative, ClassName.get(BigInteger.class), below, CodeBlock.of("value"));
            }
        } else {
            refuse(alternative);
        }
    }

    private @Nullable TypeRef below(@Nullable Alternative alternative) {
        return alternative == null ? null : emission.types().below(alternative.type());
    }

    // Example: @JsonCreator(mode = DELEGATING) static RequestId of(String value) { return new StringValue(value); }
    private void create(Alternative alternative, TypeName parameter, TypeRef type, CodeBlock expression) {
        if (!Objects.equals(below(alternative), type)) {
            refuse(alternative);
            return;
        }
        creators.add(MethodSpec.methodBuilder("of")
                .addJavadoc("The form that is $L.\n", describe(alternative.kind()))
                .addAnnotation(Jackson.CREATOR)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(parameter, "value")
                .returns(self)
                .addStatement("return new $T($L)", KindInterface.wrapperClass(self, alternative), expression)
                .build());
    }

    private void unknown(TypeName parameter) {
        creators.add(MethodSpec.methodBuilder("readUnknown")
                .addAnnotation(Jackson.CREATOR)
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
