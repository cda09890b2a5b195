package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import dev.parlance.codegen.EmitOptions;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Hierarchy;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Stability;
import dev.parlance.codegen.model.TypeName;
import java.util.HashMap;
import java.util.Map;

/** What the emitters of one run share. */
record Emission(
        Protocol protocol,
        EmitOptions options,
        Problems problems,
        JavaNames names,
        JavaTypes types,
        Hierarchy hierarchy,
        Map<TypeName, Components> structs) {

    static Emission of(Protocol protocol, EmitOptions options, Problems problems) {
        JavaNames names = new JavaNames(protocol, options, problems);
        return new Emission(
                protocol,
                options,
                problems,
                names,
                new JavaTypes(protocol, names),
                new Hierarchy(protocol),
                new HashMap<>());
    }

    /** The class of a definition. */
    ClassName classOf(TypeName name) {
        return names.of(name);
    }

    /** The components of a struct; found once, so that what is wrong with them is reported once. */
    Components components(TypeName struct) {
        Components known = structs.get(struct);
        if (known == null) {
            known = Components.of(protocol.definition(struct), this);
            structs.put(struct, known);
        }
        return known;
    }

    /** Whether the protocol has a type that is announced to be removed; its uses must not warn. */
    boolean anyDeprecated() {
        return protocol.definitions().values().stream().anyMatch(d -> d.doc().stability() == Stability.DEPRECATED)
                || protocol.methods().stream().anyMatch(m -> m.traits().doc().stability() == Stability.DEPRECATED);
    }

    /** The class with what all generated types share. */
    ClassName members() {
        return names.own("Members");
    }
}
