package dev.parlance.codegen.java;

import dev.parlance.codegen.EmitOptions;
import dev.parlance.codegen.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** The few types that do not come from the schema: the annotations, what all types share, and the package files. */
final class SupportEmitter {
    private static final String EXPERIMENTAL = """
            package PACKAGE;

            import java.lang.annotation.Documented;
            import java.lang.annotation.ElementType;
            import java.lang.annotation.Retention;
            import java.lang.annotation.RetentionPolicy;
            import java.lang.annotation.Target;
            import javax.annotation.processing.Generated;

            /**
             * May change or vanish with any version of the protocol, and usually has to be asked for.
             */
            @Documented
            @Retention(RetentionPolicy.CLASS)
            @Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.RECORD_COMPONENT})
            @Generated("dev.parlance.codegen")
            public @interface Experimental {
            }
            """;

    private static final String MEMBER_RULES = """
            package PACKAGE;

            import java.lang.annotation.Documented;
            import java.lang.annotation.ElementType;
            import java.lang.annotation.Retention;
            import java.lang.annotation.RetentionPolicy;
            import java.lang.annotation.Target;
            import javax.annotation.processing.Generated;

            /**
             * What the schema asks of a type's members and reading does not: readers get along with such a value, but who acts upon
             * it can ask here whether to refuse it. Members go by their names on the wire.
             */
            @Documented
            @Retention(RetentionPolicy.RUNTIME)
            @Target(ElementType.TYPE)
            @Generated("dev.parlance.codegen")
            public @interface MemberRules {
                /**
                 * Members that may be left out, but may not be null.
                 */
                String[] notNull() default {};

                /**
                 * Groups of members, one of which has to be there whole; empty where there is no such rule.
                 */
                Group[] oneOf() default {};

                /**
                 * Members that belong together.
                 */
                @Generated("dev.parlance.codegen")
                @interface Group {
                    /**
                     * Their names.
                     */
                    String[] value();
                }
            }
            """;

    private static final String PACKAGE_INFO = """
            /**
             * Generated from the schema of the NAME protocol; changes are lost when it is generated again.
             */
            @NullMarked
            package PACKAGE;

            import org.jspecify.annotations.NullMarked;
            """;

    private SupportEmitter() {}

    static List<SourceFile> emit(EmitOptions options, SortedSet<String> packages) {
        List<SourceFile> files = new ArrayList<>();
        String root = options.packageName();
        files.add(file(root, "Experimental", EXPERIMENTAL, options));
        files.add(file(root, "MemberRules", MEMBER_RULES, options));
        files.add(file(root, options.protocolName() + "Members", MembersSource.TEXT, options));
        for (String name : packages) {
            files.add(file(name, "package-info", PACKAGE_INFO, options));
        }
        return files;
    }

    private static SourceFile file(String packageName, String name, String template, EmitOptions options) {
        String text = template.replace("PACKAGE", packageName).replace("NAME", options.protocolName());
        return new SourceFile(packageName.replace('.', '/') + "/" + name + ".java", text);
    }
}
