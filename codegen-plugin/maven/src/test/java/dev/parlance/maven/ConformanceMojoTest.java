package dev.parlance.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformanceMojoTest {
    private static final String REPORT =
            "{\"runs\":[{\"counts\":{\"pass\":7,\"fail\":2,\"known-failure\":0,\"could-not-run\":1}}]}";

    @TempDir
    Path temp;

    private final List<String> log = new ArrayList<>();
    private ConformanceMojo mojo;

    @BeforeEach
    void configure() {
        mojo = new ConformanceMojo();
        mojo.setLog(new Lines());
        mojo.suiteJar = new File("target/test-classes");
        mojo.jvmArgs = List.of("-Dfake.property=jam");
        mojo.subject = temp.resolve("subject.yaml").toFile();
        mojo.reportDirectory = temp.resolve("reports").toFile();
        mojo.baseDirectory = temp.toFile();
    }

    @Test
    void whatTheSuiteSaysGoesToTheLogLineByLine() throws Exception {
        subject("0", REPORT);
        mojo.profiles = List.of("core", " fs ");
        mojo.scenarios = List.of("hello-*");
        mojo.execute();
        assertThat(log)
                .containsExactlyInAnyOrder(
                        "told to run --profile core --profile fs --scenario hello-*",
                        "on standard error, with jam",
                        "grün, nothing to read: -1",
                        "The server conforms: pass 7, fail 2, could-not-run 1; see "
                                + temp.resolve("reports/index.html"));
    }

    @Test
    void brokenRulesFailTheBuildWithSumsAndReport() throws IOException {
        subject("1", REPORT);
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("The server breaks rules of the protocol: pass 7, fail 2, could-not-run 1; see "
                        + temp.resolve("reports/index.html"));
    }

    @Test
    void sumsOfAnEarlierRunAreNotTold() throws IOException {
        subject("1", REPORT);
        assertThatThrownBy(mojo::execute).hasMessageContaining("fail 2");
        subject("1");
        assertThatThrownBy(mojo::execute)
                .hasMessage("The server breaks rules of the protocol; see " + temp.resolve("reports/index.html"));
    }

    @Test
    void staleKnownFailuresFailTheBuild() throws IOException {
        subject("4");
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("Known failures of the subject's file do not fail any more: remove them there");
    }

    @ParameterizedTest
    @CsvSource({"1, The server breaks rules of the protocol", "4, Known failures of the subject's file do not fail"})
    void findingsCanBeMadeWarnings(String code, String warning) throws Exception {
        subject(code);
        mojo.failOnViolation = false;
        mojo.execute();
        assertThat(log).last().asString().startsWith("warning: " + warning);
    }

    @ParameterizedTest
    @CsvSource({
        "2, The conformance suite refuses its arguments or the subject's file; see its message above",
        "3, The conformance suite could not run all its checks; see its messages above",
        "5, The conformance suite itself failed; see its message above",
        "137, 'The conformance suite ended with exit code 137, which it never does of itself; was it killed?'"
    })
    void whatIsNotTheServersFaultIsAnErrorOfTheBuildAlways(String code, String message) throws IOException {
        subject(code);
        mojo.failOnViolation = false;
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage(message);
    }

    @Test
    void skips() throws Exception {
        mojo.skip = true;
        mojo.execute();
        mojo.skip = false;
        mojo.skipTests = true;
        mojo.execute();
        assertThat(log)
                .containsExactly(
                        "parlance.conformance.skip is set: no conformance run", "skipTests is set: no conformance run");
    }

    @Test
    void saysWhichParameterIsWrong() throws IOException {
        assertThatThrownBy(mojo::execute).hasMessage("subject: there is no file " + temp.resolve("subject.yaml"));
        subject("0");
        mojo.suiteJar = temp.resolve("gone.jar").toFile();
        assertThatThrownBy(mojo::execute).hasMessage("suiteJar: there is no " + temp.resolve("gone.jar"));
        mojo.suiteJar = null;
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("suiteVersion is missing: set it, or -Dparlance.suiteVersion");
        mojo.subject = null;
        assertThatThrownBy(mojo::execute).hasMessage("subject is missing: set it, or -Dparlance.subject");
    }

    @Test
    void commandNamesEverything() {
        SuiteCommand command = new SuiteCommand(
                List.of(Path.of("a.jar"), Path.of("b.jar")),
                List.of("-Xmx64m"),
                Path.of("s.yaml"),
                Path.of("out"),
                List.of(),
                List.of());
        assertThat(command.words())
                .containsExactly(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8",
                        "-Xmx64m",
                        "-cp",
                        "a.jar" + File.pathSeparator + "b.jar",
                        "dev.parlance.conformance.cli.Main",
                        "run",
                        "--subject",
                        "s.yaml",
                        "--report",
                        "out");
    }

    private void subject(String... lines) throws IOException {
        Files.write(temp.resolve("subject.yaml"), List.of(lines));
    }

    /** Keeps what a user sees at the usual level. */
    private final class Lines extends SystemStreamLog {
        @Override
        public void info(CharSequence content) {
            log.add(content.toString());
        }

        @Override
        public void warn(CharSequence content) {
            log.add("warning: " + content);
        }
    }
}
