package dev.parlance.maven;

import dev.parlance.codegen.CodegenException;
import dev.parlance.codegen.bundle.BundleRun;
import java.io.File;
import java.io.IOException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * For authors of a protocol: checks a folder of resource files with their method tables and examples, and makes one JSON
 * Schema document of it.
 */
@Mojo(name = "bundle", defaultPhase = LifecyclePhase.GENERATE_RESOURCES, threadSafe = true, requiresProject = false)
public class BundleMojo extends AbstractMojo {
    /** Folder with {@code protocol.json} and the resource files. */
    @Parameter(property = "parlance.source", defaultValue = "${project.basedir}/src/main/protocol", required = true)
    @Nullable
    File source;

    /** The bundle; by default among the classes of the project, so that it is a resource of its jar. */
    @Parameter(
            property = "parlance.output",
            defaultValue = "${project.build.outputDirectory}/agent.schema.json",
            required = true)
    @Nullable
    File output;

    /** Skips the goal. */
    @Parameter(property = "parlance.skip", defaultValue = "false")
    boolean skip;

    /** Made by Maven. */
    public BundleMojo() {}

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("parlance.skip is set: nothing bundled");
            return;
        }
        if (source == null || output == null) {
            throw new MojoFailureException("source and output must be set");
        }
        try {
            boolean changed = new BundleRun(source.toPath(), output.toPath()).execute();
            getLog().info(
                            changed
                                    ? "Bundled " + source + " into " + output
                                    : "The bundle " + output + " is up to date");
        } catch (CodegenException e) {
            throw new MojoFailureException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot bundle " + source + " into " + output + ": " + e, e);
        }
    }
}
