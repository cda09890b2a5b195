package dev.parlance.codex.generated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parlance.rpc.Method;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The generated sources on a compiler that warns of more than the one that builds them. The JDK is that of
 * {@code -Dparlance.jdk25=FOLDER}, else one of {@code /usr/lib/jvm}; where there is none the build says so.
 */
class NewerJdkTest {
    private static final int NEWER = 25;
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final String MISSING = "no JDK " + NEWER + " in " + INSTALLED
            + ": the generated sources were NOT compiled with it; name one with -Dparlance.jdk25=FOLDER";

    private static Optional<Jdk> jdk = Optional.empty();

    @TempDir
    private Path work;

    @BeforeAll
    static void look() throws IOException {
        jdk = newer();
        if (jdk.isEmpty()) {
            // Surefire counts what is skipped but does not say why.
            System.out.println("[WARNING] " + MISSING);
        }
    }

    /** All at once: they share nothing but the compiler's time to get warm. */
    @Test
    void generatedSourcesCompileWithoutAWarning() throws Exception {
        Assumptions.assumeTrue(jdk.isPresent(), MISSING);
        List<Path> sources = new ArrayList<>();
        for (Generated generated : Generated.values()) {
            List<Path> own = sources(generated.sources());
            assertThat(own).as("sources in %s", generated.sources()).hasSizeGreaterThan(500);
            sources.addAll(own);
        }

        assertThat(jdk.orElseThrow().compile(options(), sources, work)).isEqualTo("0 ");
    }

    @Test
    void aWarningIsAFailure() throws Exception {
        Assumptions.assumeTrue(jdk.isPresent(), MISSING);
        Path source = Files.writeString(
                work.resolve("Raw.java"), "/** Warned of. */\npublic class Raw { java.util.List raw; }\n");

        assertThat(jdk.orElseThrow().compile(options(), List.of(source), work))
                .startsWith("1 ")
                .contains("[rawtypes]", "error: warnings found and -Werror specified");
    }

    @Test
    void aJdkIsKnownByItsReleaseFile() throws IOException {
        fakeJdk("a-17", "17.0.15");
        fakeJdk("b-250", "250");
        Files.createDirectories(work.resolve("c-empty"));
        assertThat(Jdk.find(NEWER, work)).isEmpty();
        assertThat(Jdk.find(NEWER, work.resolve("gone"))).isEmpty();

        Path patched = fakeJdk("d-25", "25.0.3");
        fakeJdk("e-25", "25");
        assertThat(Jdk.find(NEWER, work)).contains(new Jdk(patched));
        assertThat(new Jdk(work.resolve("e-25")).isOf(NEWER)).isTrue();
    }

    private Path fakeJdk(String name, String version) throws IOException {
        Path home = work.resolve(name);
        Path javac = Files.createDirectories(home.resolve("bin")).resolve("javac");
        assertThat(Files.createFile(javac).toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static Optional<Jdk> newer() throws IOException {
        String named = System.getProperty("parlance.jdk25", "");
        if (named.isEmpty()) {
            return Jdk.find(NEWER, INSTALLED);
        }
        Jdk jdk = new Jdk(Path.of(named));
        assertThat(jdk.hasCompiler() && jdk.isOf(NEWER))
                .as("parlance.jdk25: %s is a JDK %s", named, NEWER)
                .isTrue();
        return Optional.of(jdk);
    }

    private static List<String> options() {
        return List.of(
                "--release", "17", "-Xlint:all", "-Werror", "-proc:none", "-encoding", "UTF-8", "-cp", classPath());
    }

    /** What generated code needs, and no more. */
    private static String classPath() {
        return Stream.of(JsonProperty.class, Method.class, Nullable.class)
                .map(NewerJdkTest::jarOf)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
