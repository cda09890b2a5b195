package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import dev.parlance.codegen.EmitOptions;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.TypeName;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Java name of every definition. {@code v2/Thread} becomes {@code AgentThread} in package {@code v2}, because a type
 * called {@code Thread} would shadow the one of {@code java.lang}. Two names that a file system could take for one are a
 * problem, not a number at the end: numbers change when the schema does.
 */
final class JavaNames {
    private static final Location OPTIONS = new Location("options", "");

    private final EmitOptions options;
    private final Problems problems;
    private final Map<TypeName, ClassName> types = new TreeMap<>();
    private final Map<String, Location> taken = new HashMap<>();

    JavaNames(Protocol protocol, EmitOptions options, Problems problems) {
        this.options = options;
        this.problems = problems;
        checkOptions();
        for (String own : List.of("Methods", "Server", "Client", "Binding", "Errors", "Members")) {
            taken.put(key(own(own)), new Location("the protocol's own " + options.protocolName() + own, ""));
        }
        protocol.definitions().values().forEach(this::name);
    }

    /** The class of a definition. */
    ClassName of(TypeName name) {
        ClassName found = types.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no definition " + name + "; the model is not linked");
        }
        return found;
    }

    /** One of the protocol's own classes: {@code own("Server")} is {@code AgentServer}. */
    ClassName own(String suffix) {
        return ClassName.get(options.packageName(), options.protocolName() + suffix);
    }

    /** The annotation type for what is experimental. */
    ClassName experimental() {
        return ClassName.get(options.packageName(), "Experimental");
    }

    /** The annotation type for what reading lets pass. */
    ClassName memberRules() {
        return ClassName.get(options.packageName(), "MemberRules");
    }

    private void name(Definition definition) {
        TypeName name = definition.name();
        String simple = simpleName(definition);
        String sub = Identifiers.subpackage(name.namespace());
        ClassName type =
                ClassName.get(sub.isEmpty() ? options.packageName() : options.packageName() + "." + sub, simple);
        types.put(name, type);
        Location earlier = taken.putIfAbsent(key(type), definition.location());
        if (earlier != null) {
            problems.error(
                    definition.location(),
                    "the type " + name + " gets the Java name " + type.canonicalName() + ", as does " + earlier,
                    "give one of them another name with the option rename: " + name + " to a name of your choice");
        }
    }

    private String simpleName(Definition definition) {
        TypeName name = definition.name();
        String renamed =
                options.rename().getOrDefault(name.toString(), options.rename().get(name.name()));
        if (renamed != null) {
            if (!Identifiers.isTypeName(renamed) || ReservedNames.contains(renamed)) {
                problems.error(
                        definition.location(),
                        "the option rename gives " + name + " the name " + renamed + ", which a type cannot have here",
                        "choose a Java identifier that is no name of java.lang and none that generated code uses");
                return Identifiers.type(renamed);
            }
            return renamed;
        }
        String simple = Identifiers.type(name.name());
        return ReservedNames.contains(simple) ? options.protocolName() + simple : simple;
    }

    private void checkOptions() {
        if (!Identifiers.isPackageName(options.packageName())) {
            problems.error(
                    OPTIONS,
                    "packageName " + options.packageName() + " is no Java package",
                    "write identifiers with dots between them, say org.example.agent");
        }
        if (!Identifiers.isTypeName(options.protocolName())) {
            problems.error(
                    OPTIONS,
                    "protocolName " + options.protocolName() + " is no Java identifier",
                    "write the protocol's name as a class would be called, say Agent");
        }
    }

    /** Some file systems do not tell upper from lower case. */
    private static String key(ClassName type) {
        return type.canonicalName().toLowerCase(Locale.ROOT);
    }
}
