package dev.parlance.codegen;

import dev.parlance.codegen.model.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run is told; two runs with equal options and equal schema bytes write equal bytes.
 *
 * <pre>{@code
 * var options = new CodegenOptions(
 *         new Input(Path.of("schema"), null, null),
 *         new EmitOptions("com.example.agent", "Agent", Map.of()),
 *         "records",
 *         Selection.ALL,
 *         Path.of("target/generated-sources/parlance"));
 * new CodegenRun(options).execute();
 * }</pre>
 *
 * @param modelStyle name of the emitter: {@code records}, or one that another jar brings
 * @param outputDirectory created where missing; files in it that the generator did not write stay as they are
 */
public record CodegenOptions(
        Input input, EmitOptions emit, String modelStyle, Selection selection, Path outputDirectory) {
    /** The style that needs no other jar. */
    public static final String RECORDS = "records";

    // ASCII only: generated names meet file systems, and letters that look alike hide differences in review.
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,119}");
    private static final Pattern TYPE_NAME = Pattern.compile("[A-Z][A-Za-z0-9_]{0,119}");
    private static final Set<String> JDK_PACKAGES = Set.of("java", "javax", "jdk", "sun");

    /**
     * What is read.
     *
     * @param schema a file or a folder
     * @param experimentalSchema the superset with experimental members, where the dialect has one; null for none
     * @param dialect name of the reader; null to detect it
     */
    public record Input(
            Path schema,
            @Nullable Path experimentalSchema,
            @Nullable String dialect) {}

    /**
     * Which methods are kept, by patterns of their names in which {@code *} is any text and {@code ?} any character.
     *
     * @param includes empty for all
     * @param excludes taken away from those
     */
    public record Selection(List<String> includes, List<String> excludes) {
        /** Every method. */
        public static final Selection ALL = new Selection(List.of(), List.of());
    }

    /** Notes what is wrong with names the user gave; the schema need not be read for it. */
    void check(Problems problems) {
        String packageName = emit.packageName();
        Location place = new Location("packageName", "");
        boolean legal = packageName.length() <= 200;
        for (String part : packageName.split("\\.", -1)) {
            legal &= IDENTIFIER.matcher(part).matches() && !SourceVersion.isKeyword(part);
        }
        if (!legal) {
            problems.error(
                    place,
                    "'" + packageName + "' is no Java package name",
                    "give ASCII identifiers with dots between them, say com.example.agent");
        } else if (JDK_PACKAGES.contains(packageName.split("\\.", -1)[0])) {
            problems.error(place, "'" + packageName + "' belongs to the JDK", "give a package of your own");
        }
        if (!TYPE_NAME.matcher(emit.protocolName()).matches()) {
            problems.error(
                    new Location("protocolName", ""),
                    "'" + emit.protocolName() + "' cannot begin the names of Java types",
                    "give ASCII letters and digits with a capital first, say Agent");
        }
        emit.rename().forEach((definition, name) -> {
            if (!TYPE_NAME.matcher(name).matches()) {
                problems.error(
                        new Location("rename", "").at(definition),
                        "'" + name + "' is no name for a Java type",
                        "give ASCII letters and digits with a capital first, say CodexThread");
            }
        });
    }
}
