package dev.parlance.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/**
 * For authors of a server: runs the conformance suite against it and fails the build where it breaks a rule of the protocol.
 * The suite runs in a JVM of its own; what it says goes to the log, the full report into a folder. Works without a POM as
 * well.
 */
@Mojo(name = "conformance", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true, requiresProject = false)
public class ConformanceMojo extends AbstractMojo {
    private static final String SUITE = "dev.parlance:parlance-conformance:";

    /** The subject's file: how the server is started, which profiles it claims, what is known to fail. */
    @Parameter(property = "parlance.subject", required = true)
    @Nullable
    File subject;

    /** Where the reports go: {@code index.html}, {@code junit.xml}, {@code report.json} and more. */
    @Parameter(
            property = "parlance.reportDirectory",
            defaultValue = "${project.build.directory}/conformance",
            required = true)
    @Nullable
    File reportDirectory;

    /** Whether a broken rule, or a known failure that does not fail any more, fails the build; else there is a warning. */
    @Parameter(property = "parlance.failOnViolation", defaultValue = "true")
    boolean failOnViolation = true;

    /** Only these of the profiles that the subject claims, all where empty, as in {@code core}. */
    @Parameter(property = "parlance.profiles")
    List<String> profiles = List.of();

    /** Only scenarios of these names, all where empty; {@code *} stands for any text. */
    @Parameter(property = "parlance.scenarios")
    List<String> scenarios = List.of();

    /** Arguments of the suite's JVM, as in {@code -Xmx512m}. */
    @Parameter(property = "parlance.jvmArgs")
    List<String> jvmArgs = List.of();

    /** Version of the suite, {@code dev.parlance:parlance-conformance}; that of this plugin where not given. */
    @Parameter(property = "parlance.suiteVersion", defaultValue = "${plugin.version}")
    String suiteVersion = "";

    /** The suite's plain jar, where it is not to be taken from a repository. */
    @Parameter(property = "parlance.suiteJar")
    @Nullable
    File suiteJar;

    /** Skips the goal. */
    @Parameter(property = "parlance.conformance.skip", defaultValue = "false")
    boolean skip;

    /** Skips the goal together with the tests of the project. */
    @Parameter(property = "skipTests", defaultValue = "false")
    boolean skipTests;

    /** Folder that the suite is run in. */
    @Parameter(defaultValue = "${basedir}", readonly = true)
    @Nullable
    File baseDirectory;

    /** Finds the suite. */
    @Inject
    @Nullable
    RepositorySystem repositories;

    /** Settings of the present build. */
    @Parameter(defaultValue = "${repositorySystemSession}", readonly = true)
    @Nullable
    RepositorySystemSession session;

    /** Where plugins come from, and so the suite. */
    @Parameter(defaultValue = "${project.remotePluginRepositories}", readonly = true)
    @Nullable
    List<RemoteRepository> pluginRepositories;

    /** Made by Maven. */
    public ConformanceMojo() {}

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip || skipTests) {
            getLog().info((skip ? "parlance.conformance.skip" : "skipTests") + " is set: no conformance run");
            return;
        }
        Path file = required(subject, "subject").toPath().toAbsolutePath();
        Path reports = reports(required(reportDirectory, "reportDirectory"));
        if (!file.toFile().isFile()) {
            throw new MojoFailureException("subject: there is no file " + file);
        }
        SuiteCommand command = new SuiteCommand(classPath(), jvmArgs, file, reports, profiles, scenarios);
        SuiteVerdict verdict = new SuiteVerdict(reports);
        try {
            verdict.forgetEarlierRuns();
            int code = new SuiteProcess(command.words(), baseDirectory).run(line -> getLog().info(line));
            tell(verdict, code);
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot run the conformance suite: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("The conformance suite was interrupted", e);
        }
    }

    /** Outside a project nothing stands for the build's folder: then it is {@code target} here. */
    private static Path reports(File given) {
        boolean unknown = given.getPath().contains("${");
        return (unknown ? Path.of("target", "conformance") : given.toPath()).toAbsolutePath();
    }

    private void tell(SuiteVerdict verdict, int code) throws MojoExecutionException, MojoFailureException {
        if (code == SuiteVerdict.RIGHT) {
            getLog().info(verdict.text(code));
        } else if (!SuiteVerdict.isFinding(code)) {
            throw new MojoExecutionException(verdict.text(code));
        } else if (failOnViolation) {
            throw new MojoFailureException(verdict.text(code));
        } else {
            getLog().warn(verdict.text(code));
        }
    }

    private List<Path> classPath() throws MojoExecutionException, MojoFailureException {
        if (suiteJar != null) {
            if (!suiteJar.exists()) {
                throw new MojoFailureException("suiteJar: there is no " + suiteJar);
            }
            return List.of(suiteJar.toPath().toAbsolutePath());
        }
        if (repositories == null || session == null || suiteVersion.isBlank()) {
            throw new MojoFailureException("suiteVersion is missing: set it, or -Dparlance.suiteVersion");
        }
        List<RemoteRepository> remote = pluginRepositories == null ? List.of() : new ArrayList<>(pluginRepositories);
        return new SuiteArtifact(repositories, session, remote).classPath(SUITE + suiteVersion.strip());
    }

    private static File required(@Nullable File file, String parameter) throws MojoFailureException {
        if (file == null) {
            throw new MojoFailureException(parameter + " is missing: set it, or -Dparlance." + parameter);
        }
        return file;
    }
}
