package dev.parlance.codegen.beans;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.parlance.codegen.java.JavaStyle;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeRef;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** The Java type of a member or element: aliases seen through, wrappers throughout, because null has to be possible. */
final class BeanTypes {
    static final ClassName STRING = ClassName.get(String.class);

    /** {@code Map<String, Object>}. */
    static final TypeName ANY_OBJECT = map(ClassName.OBJECT);

    private final Protocol protocol;
    private final JavaStyle style;

    BeanTypes(Protocol protocol, JavaStyle style) {
        this.protocol = protocol;
        this.style = style;
    }

    TypeName of(TypeRef ref) {
        TypeRef below = below(ref);
        if (below instanceof TypeRef.Named named) {
            return style.classOf(named.name());
        } else if (below instanceof TypeRef.ListOf list) {
            return ParameterizedTypeName.get(ClassName.get(List.class), of(list.element()));
        } else if (below instanceof TypeRef.MapOf map) {
            return map(of(map.value()));
        }
        return scalar((TypeRef.Scalar) below);
    }

    /** The type below all aliases and marks for null. Ends, since aliases that lead to themselves were refused. */
    TypeRef below(TypeRef ref) {
        if (ref instanceof TypeRef.OrNull orNull) {
            return below(orNull.type());
        }
        return ref instanceof TypeRef.Named named
                        && protocol.definition(named.name()).shape() instanceof Shape.Alias alias
                ? below(alias.target())
                : ref;
    }

    /** Whether JSON null is a value of the type. */
    boolean mayBeNull(TypeRef ref) {
        if (ref instanceof TypeRef.Named named
                && protocol.definition(named.name()).shape() instanceof Shape.Alias alias) {
            return mayBeNull(alias.target());
        }
        return ref instanceof TypeRef.OrNull || ref == TypeRef.Scalar.ANY;
    }

    static TypeName map(TypeName value) {
        return ParameterizedTypeName.get(ClassName.get(Map.class), STRING, value);
    }

    private static TypeName scalar(TypeRef.Scalar scalar) {
        return switch (scalar) {
            case STRING -> STRING;
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
