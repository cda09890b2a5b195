package dev.parlance.codex.generated;

import dev.parlance.codegen.EmitOptions;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.java.JavaStyle;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.TypeName;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What this module's build generated, by the names that its POM gives. */
enum Generated {
    /** Records of the stable schema. */
    STABLE(Edition.STABLE),
    /** Records of the stable and the experimental schema. */
    EXPERIMENTAL(Edition.EXPERIMENTAL),
    /** JavaBeans of the stable schema. */
    BEANS(Edition.STABLE);

    private static final Path SOURCES = Path.of(System.getProperty("codex.generated", "target/generated-sources"));

    private final Edition edition;

    Generated(Edition edition) {
        this.edition = edition;
    }

    Edition edition() {
        return edition;
    }

    /** The folder of the sources. */
    Path sources() {
        return SOURCES.resolve("codex-" + lowerCase());
    }

    /** Whether a null member is one that is absent: a bean cannot tell them apart. */
    boolean dropsNulls() {
        return this == BEANS;
    }

    /** Looks up the classes of a protocol's definitions. */
    Classes classesOf(Protocol protocol) {
        EmitOptions options = new EmitOptions("dev.parlance.codex." + lowerCase(), "Codex", Map.of());
        return new Classes(new JavaStyle(protocol, options, new Problems()));
    }

    private String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The compiled classes by the names of the schema. */
    static final class Classes {
        private final JavaStyle style;

        private Classes(JavaStyle style) {
            this.style = style;
        }

        /** The class of a definition of the protocol; empty where none was generated. */
        Optional<Class<?>> find(TypeName name) {
            try {
                return Optional.of(Class.forName(style.classOf(name).reflectionName()));
            } catch (ClassNotFoundException e) {
                return Optional.empty();
            }
        }
    }
}
