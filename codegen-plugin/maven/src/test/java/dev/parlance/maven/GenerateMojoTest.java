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
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateMojoTest {
    private static final Path SCHEMA = Path.of("src/test/resources/protocol");

    @TempDir
    Path temp;

    private final List<String> log = new ArrayList<>();
    private final MavenProject project = new MavenProject();
    private GenerateMojo mojo;

    @BeforeEach
    void configure() {
        mojo = mojo();
    }

    @Test
    void addsTheSourcesToTheProject() throws Exception {
        mojo.execute();
        assertThat(project.getCompileSourceRoots())
                .containsExactly(temp.resolve("out").toString());
        assertThat(temp.resolve("out/com/example/clock/ClockServer.java")).exists();
        assertThat(log).hasSize(1);
        assertThat(log.get(0))
                .matches("Generated \\d+ types and 2 methods into .*out \\(\\d+ files changed, 0 deleted\\)");
    }

    @Test
    void addsSourcesAlsoWhereNothingChanged() throws Exception {
        mojo.execute();
        MavenProject next = new MavenProject();
        GenerateMojo again = mojo();
        again.project = next;
        again.addTo = "test";
        again.execute();
        assertThat(next.getTestCompileSourceRoots())
                .containsExactly(temp.resolve("out").toString());
        assertThat(next.getCompileSourceRoots()).isEmpty();
        assertThat(log).last().asString().endsWith("are up to date");
    }

    @Test
    void selectsAndRenames() throws Exception {
        mojo.includes = List.of("clock/read");
        mojo.rename = List.of("Time=Instant2");
        mojo.project = null;
        mojo.execute();
        assertThat(temp.resolve("out/com/example/clock/Instant2.java")).exists();
        assertThat(temp.resolve("out/com/example/clock/TickNotification.java")).doesNotExist();
    }

    @Test
    void skips() throws Exception {
        mojo.skip = true;
        mojo.execute();
        assertThat(temp.resolve("out")).doesNotExist();
        assertThat(project.getCompileSourceRoots()).isEmpty();
    }

    @Test
    void badSchemaFailsTheBuildWithEveryProblem() throws IOException {
        Path bad = Files.writeString(temp.resolve("bad.json"), "{\"a\": 1, \"a\": 2}");
        mojo.schema = bad.toFile();
        mojo.packageName = "no good";
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("'no good' is no Java package name");
        mojo.packageName = "com.example.clock";
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("bad.json#: line 1, column 13: Duplicate field 'a'");
        assertThat(temp.resolve("out")).doesNotExist();
        assertThat(project.getCompileSourceRoots()).isEmpty();
    }

    @Test
    void unwritableOutputIsAnErrorOfTheBuild() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        mojo.outputDirectory = file.resolve("out").toFile();
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("Cannot generate into " + file.resolve("out"));
    }

    @Test
    void saysWhichParameterIsWrong() {
        mojo.rename = List.of("Time");
        assertThatThrownBy(mojo::execute).hasMessageContaining("rename: 'Time' is not of the form Definition=JavaName");
        mojo.rename = List.of("Time=A", "Time=B");
        assertThatThrownBy(mojo::execute).hasMessageContaining("'Time' is renamed twice");
        mojo.rename = List.of();
        mojo.schema = null;
        assertThatThrownBy(mojo::execute).hasMessage("schema is missing: set it, or -Dparlance.schema");
        mojo.schema = SCHEMA.toFile();
        mojo.addTo = "both";
        assertThatThrownBy(mojo::execute).hasMessage("addTo: 'both' is not main, test or none");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    @Test
    void bundlesOnceAndThenOnlyChanges() throws Exception {
        BundleMojo bundle = new BundleMojo();
        bundle.setLog(new Lines());
        bundle.source = SCHEMA.toFile();
        File output = temp.resolve("classes/clock.schema.json").toFile();
        bundle.output = output;
        bundle.execute();
        bundle.execute();
        assertThat(log)
                .containsExactly("Bundled " + SCHEMA + " into " + output, "The bundle " + output + " is up to date");

        mojo.schema = output;
        mojo.execute();
        assertThat(temp.resolve("out/com/example/clock/ClockServer.java")).exists();
    }

    @Test
    void badDescriptionFailsTheBundle() throws IOException {
        BundleMojo bundle = new BundleMojo();
        bundle.source = Files.createDirectory(temp.resolve("empty")).toFile();
        bundle.output = temp.resolve("x.json").toFile();
        assertThatThrownBy(bundle::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("no *.json file in this folder");
        assertThat(temp.resolve("x.json")).doesNotExist();
    }

    private GenerateMojo mojo() {
        GenerateMojo made = new GenerateMojo();
        made.setLog(new Lines());
        made.schema = SCHEMA.toFile();
        made.packageName = "com.example.clock";
        made.protocolName = "Clock";
        made.outputDirectory = temp.resolve("out").toFile();
        made.project = project;
        return made;
    }

    /** Keeps what a user sees at the usual level. */
    private final class Lines extends SystemStreamLog {
        @Override
        public void info(CharSequence content) {
            log.add(content.toString());
        }
    }
}
