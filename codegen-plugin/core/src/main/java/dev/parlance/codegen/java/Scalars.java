package dev.parlance.codegen.java;

import com.palantir.javapoet.CodeBlock;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees through aliases: what a type is in JSON, and how to come back to the type from that. */
final class Scalars {
    private Scalars() {}

    /** The type below all aliases and marks for null. */
    static TypeRef below(TypeRef ref, Emission emission) {
        return chain(ref, emission).get(chain(ref, emission).size() - 1);
    }

    /** The value of the type, made of an expression that has the type {@link #below}. */
    static CodeBlock wrap(TypeRef ref, CodeBlock expression, Emission emission) {
        List<TypeRef> chain = chain(ref, emission);
        CodeBlock out = expression;
        for (int i = chain.size() - 2; i >= 0; i--) {
            if (chain.get(i) instanceof TypeRef.Named named) {
                out = CodeBlock.of("$T.of($L)", emission.classOf(named.name()), out);
            }
        }
        return out;
    }

    private static List<TypeRef> chain(TypeRef ref, Emission emission) {
        List<TypeRef> chain = new ArrayList<>(List.of(ref));
        while (chain.size() < 50) {
            TypeRef last = chain.get(chain.size() - 1);
            if (last instanceof TypeRef.OrNull orNull) {
                chain.add(orNull.type());
            } else if (last instanceof TypeRef.Named named && target(named, emission) != null) {
                chain.add(target(named, emission));
            } else {
                return chain;
            }
        }
        return chain;
    }

    private static @Nullable TypeRef target(TypeRef.Named named, Emission emission) {
        Definition definition = emission.protocol().definition(named.name());
        if (definition.shape() instanceof Shape.Alias alias) {
            return alias.target();
        }
        return definition.shape() instanceof Shape.Enumeration ? TypeRef.Scalar.STRING : null;
    }
}
