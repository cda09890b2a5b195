package dev.parlance.maven;

import dev.parlance.codegen.CodegenException;
import dev.parlance.codegen.CodegenOptions;
import dev.parlance.codegen.CodegenRun;
import dev.parlance.codegen.EmitOptions;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Generates typed Java bindings from the schema of a JSON-RPC protocol. Does nothing where neither the schema nor the
 * configuration changed since the last time. Works without a POM as well.
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true, requiresProject = false)
public class GenerateMojo extends AbstractMojo {
    /** The schema: a file, or a folder with the files of a protocol description. */
    @Parameter(property = "parlance.schema", required = true)
    @Nullable
    File schema;

    /**
     * The larger schema with experimental methods and members, where the dialect has one beside the stable schema
     * ({@code codex}). What only this one has is generated too, marked as experimental.
     */
    @Parameter(property = "parlance.experimentalSchema")
    @Nullable
    File experimentalSchema;

    /** How to read the schema: {@code parlance}, {@code codex} or {@code acp}. Found out from the schema where not given. */
    @Parameter(property = "parlance.dialect")
    @Nullable
    String dialect;

    /** Package of the generated types. */
    @Parameter(property = "parlance.packageName", required = true)
    String packageName = "";

    /** First part of the names of the protocol's own classes: {@code Agent} gives {@code AgentServer} and {@code AgentClient}. */
    @Parameter(property = "parlance.protocolName", required = true)
    String protocolName = "";

    /**
     * Where the sources go. Only files that the goal wrote itself are ever changed or deleted there; it keeps a list of them
     * in {@code .parlance-manifest}.
     */
    @Parameter(
            property = "parlance.outputDirectory",
            defaultValue = "${project.build.directory}/generated-sources/parlance",
            required = true)
    @Nullable
    File outputDirectory;

    /**
     * Form of the types: {@code records}, or {@code beans} for JavaBeans, which needs {@code dev.parlance:codegen-beans} among
     * the dependencies of the plugin.
     */
    @Parameter(property = "parlance.modelStyle", defaultValue = CodegenOptions.RECORDS)
    String modelStyle = CodegenOptions.RECORDS;

    /**
     * Methods to generate, all where empty; {@code *} stands for any text, {@code ?} for any character, as in
     * {@code thread/*}. Types that no method needs are left out.
     */
    @Parameter(property = "parlance.includes")
    List<String> includes = List.of();

    /** Methods to leave out, of those included. */
    @Parameter(property = "parlance.excludes")
    List<String> excludes = List.of();

    /** Names of definitions and the Java names they get instead of their own, as in {@code v2/Thread=CodexThread}. */
    @Parameter(property = "parlance.rename")
    List<String> rename = List.of();

    /** Which sources the output belongs to: {@code main}, {@code test}, or {@code none} to leave the project alone. */
    @Parameter(property = "parlance.addTo", defaultValue = "main")
    String addTo = "main";

    /** Skips the goal. */
    @Parameter(property = "parlance.skip", defaultValue = "false")
    boolean skip;

    /** The project, which the sources are added to. */
    @Parameter(defaultValue = "${project}", readonly = true)
    @Nullable
    MavenProject project;

    /** Made by Maven. */
    public GenerateMojo() {}

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("parlance.skip is set: nothing generated");
            return;
        }
        if (!Set.of("main", "test", "none").contains(addTo)) {
            throw new MojoFailureException("addTo: '" + addTo + "' is not main, test or none");
        }
        File output = required(outputDirectory, "outputDirectory");
        CodegenOptions options = options(output);
        try {
            report(new CodegenRun(options).execute(), output);
        } catch (CodegenException e) {
            throw new MojoFailureException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot generate into " + output + ": " + e, e);
        }
        addSources(output);
    }

    private CodegenOptions options(File output) throws MojoFailureException {
        return new CodegenOptions(
                new CodegenOptions.Input(
                        required(schema, "schema").toPath(),
                        experimentalSchema == null ? null : experimentalSchema.toPath(),
                        dialect),
                new EmitOptions(packageName.strip(), protocolName.strip(), renames()),
                modelStyle,
                new CodegenOptions.Selection(List.copyOf(includes), List.copyOf(excludes)),
                output.toPath());
    }

    private Map<String, String> renames() throws MojoFailureException {
        Map<String, String> renames = new LinkedHashMap<>();
        for (String entry : rename) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new MojoFailureException(
                        "rename: '" + entry + "' is not of the form Definition=JavaName, say v2/Thread=CodexThread");
            }
            String definition = entry.substring(0, equals).strip();
            if (renames.put(definition, entry.substring(equals + 1).strip()) != null) {
                throw new MojoFailureException("rename: '" + definition + "' is renamed twice; remove one entry");
            }
        }
        return renames;
    }

    private void report(CodegenRun.Outcome outcome, File output) {
        if (outcome.upToDate()) {
            getLog().info("Generated sources in " + output + " are up to date");
            return;
        }
        getLog().info("Generated " + outcome.types() + " types and " + outcome.methods() + " methods into " + output
                + " (" + outcome.changed() + " files changed, " + outcome.deleted() + " deleted)");
    }

    private void addSources(File output) {
        if (project != null && addTo.equals("main")) {
            project.addCompileSourceRoot(output.getAbsolutePath());
        } else if (project != null && addTo.equals("test")) {
            project.addTestCompileSourceRoot(output.getAbsolutePath());
        }
    }

    private static File required(@Nullable File file, String parameter) throws MojoFailureException {
        if (file == null) {
            throw new MojoFailureException(parameter + " is missing: set it, or -Dparlance." + parameter);
        }
        return file;
    }
}
