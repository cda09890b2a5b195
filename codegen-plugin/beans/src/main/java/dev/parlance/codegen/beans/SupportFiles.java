package dev.parlance.codegen.beans;

import dev.parlance.codegen.EmitOptions;
import dev.parlance.codegen.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** The few files that do not come from the schema: the marker annotation and the packages' documentation. */
final class SupportFiles {
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
            @Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
            @Generated("dev.parlance.codegen")
            public @interface Experimental {
            }
            """;

    private static final String PACKAGE_INFO = """
            /**
             * Beans of the NAME protocol. Generated from its schema; changes are lost when it is generated again.
             *
             * <p>Null and absence are one in a bean: a member that is null is not written, unless the protocol requires it
             * and allows null, and a null that is read is forgotten. Where the protocol tells an explicit null from
             * absence, because null clears, leave the member null and call {@code setAdditionalProperty} with its name on
             * the wire and null, which is written as it stands.
             *
             * <p>Members that this version does not declare are kept in {@code getAdditionalProperties} and written back.
             * So are the values of open enums and the variants of open unions that it does not know.
             */
            package PACKAGE;
            """;

    private SupportFiles() {}

    static List<SourceFile> of(EmitOptions options, SortedSet<String> packages) {
        List<SourceFile> files = new ArrayList<>();
        files.add(file(options.packageName(), "Experimental", EXPERIMENTAL, options));
        for (String name : packages) {
            files.add(file(name, "package-info", PACKAGE_INFO, options));
        }
        return files;
    }

    private static SourceFile file(String packageName, String name, String template, EmitOptions options) {
        String text = template.replace("NAME", options.protocolName()).replace("PACKAGE", packageName);
        return new SourceFile(packageName.replace('.', '/') + "/" + name + ".java", text);
    }
}
