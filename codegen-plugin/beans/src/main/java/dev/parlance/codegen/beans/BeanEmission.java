package dev.parlance.codegen.beans;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.java.JavaStyle;
import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.Hierarchy;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Stability;
import dev.parlance.codegen.model.TypeName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the emitters of one run share.
 *
 * @param structs members of each struct, found once so that what is wrong with them is noted once
 */
record BeanEmission(
        Protocol protocol,
        JavaStyle style,
        Problems problems,
        Hierarchy hierarchy,
        BeanTypes types,
        Map<TypeName, BeanMembers> structs) {

    static BeanEmission of(Protocol protocol, JavaStyle style, Problems problems) {
        return new BeanEmission(
                protocol, style, problems, new Hierarchy(protocol), new BeanTypes(protocol, style), new HashMap<>());
    }

    ClassName classOf(TypeName name) {
        return style.classOf(name);
    }

    BeanMembers members(TypeName struct) {
        BeanMembers known = structs.get(struct);
        if (known == null) {
            known = BeanMembers.of(protocol.definition(struct), this);
            structs.put(struct, known);
        }
        return known;
    }

    /** The annotation for what is deprecated or experimental; empty for what is stable. */
    Optional<AnnotationSpec> stabilityMark(Doc doc) {
        return stabilityClass(doc.stability())
                .map(type -> AnnotationSpec.builder(type).build());
    }

    /** The annotation's class. */
    Optional<ClassName> stabilityClass(Stability stability) {
        return switch (stability) {
            case STABLE -> Optional.empty();
            case DEPRECATED -> Optional.of(ClassName.get(Deprecated.class));
            case EXPERIMENTAL -> Optional.of(style.experimental());
        };
    }
}
