package dev.parlance.codegen.java;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeRef;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Java type of a member, an element or an alias; wrappers throughout, because null has to be possible. */
final class JavaTypes {
    private static final AnnotationSpec NULLABLE =
            AnnotationSpec.builder(Nullable.class).build();
    private static final ClassName LIST = ClassName.get(List.class);
    private static final ClassName MAP = ClassName.get(Map.class);

    /** {@code @Nullable Object}. */
    static final TypeName ANY = nullable(ClassName.OBJECT);

    /** {@code Map<String, @Nullable Object>}. */
    static final TypeName ANY_OBJECT = map(ANY);

    private final Protocol protocol;
    private final JavaNames names;

    JavaTypes(Protocol protocol, JavaNames names) {
        this.protocol = protocol;
        this.names = names;
    }

    /** The type without a mark of its own for null; elements have theirs. */
    TypeName of(TypeRef ref) {
        if (ref instanceof TypeRef.Named named) {
            return names.of(named.name());
        }
        if (ref instanceof TypeRef.ListOf list) {
            return ParameterizedTypeName.get(LIST, element(list.element()));
        }
        if (ref instanceof TypeRef.MapOf map) {
            return map(element(map.value()));
        }
        if (ref instanceof TypeRef.OrNull orNull) {
            return of(orNull.type());
        }
        return scalar((TypeRef.Scalar) ref);
    }

    /** The type as the element of a collection: marked where null may stand there. */
    TypeName element(TypeRef ref) {
        return mayBeNull(ref) ? nullable(of(ref)) : of(ref);
    }

    /** Whether JSON null is a value of the type. */
    boolean mayBeNull(TypeRef ref) {
        return mayBeNull(ref, new HashSet<>());
    }

    private boolean mayBeNull(TypeRef ref, Set<TypeRef> seen) {
        if (ref instanceof TypeRef.OrNull || ref == TypeRef.Scalar.ANY) {
            return true;
        }
        return ref instanceof TypeRef.Named named
                && seen.add(ref)
                && protocol.definition(named.name()).shape() instanceof Shape.Alias alias
                && mayBeNull(alias.target(), seen);
    }

    static TypeName nullable(TypeName type) {
        return type.annotated(NULLABLE);
    }

    static TypeName map(TypeName value) {
        return ParameterizedTypeName.get(MAP, ClassName.get(String.class), value);
    }

    private static TypeName scalar(TypeRef.Scalar scalar) {
        return switch (scalar) {
            case STRING -> ClassName.get(String.class);
            case BOOLEAN -> ClassName.get(Boolean.class);
            case INT32 -> ClassName.get(Integer.class);
            case INT64 -> ClassName.get(Long.class);
            case BIG_INTEGER -> ClassName.get(BigInteger.class);
            case NUMBER -> ClassName.get(Double.class);
            case ANY_OBJECT -> ANY_OBJECT;
            case ANY -> ClassName.OBJECT;
        };
    }
}
