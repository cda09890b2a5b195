package dev.parlance.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.LocalRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maven's own resolver on a local repository made for the purpose. */
class SuiteArtifactTest {
    @TempDir
    Path temp;

    private SuiteArtifact suite;

    @BeforeEach
    void repository() {
        RepositorySystem system = MavenRepositorySystemUtils.newServiceLocator().getService(RepositorySystem.class);
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        session.setLocalRepositoryManager(
                system.newLocalRepositoryManager(session, new LocalRepository(temp.toFile(), "simple")));
        session.setOffline(true);
        suite = new SuiteArtifact(system, session, List.of());
    }

    @Test
    void suiteComesWithWhatItNeedsAtRunTime() throws Exception {
        Path main = artifact(
                "suite",
                dependency("needed", "runtime", false)
                        + dependency("optional", "compile", true)
                        + dependency("tests", "test", false));
        Path needed = artifact("needed", dependency("deep", "compile", false));
        Path deep = artifact("deep", "");
        artifact("optional", "");
        artifact("tests", "");
        assertThat(suite.classPath("org.example:suite:1.0")).containsExactlyInAnyOrder(main, needed, deep);
    }

    @Test
    void missingSuiteIsNamedWithTheWaysOut() {
        assertThatThrownBy(() -> suite.classPath("org.example:suite:2.0"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("Cannot find the conformance suite org.example:suite:2.0;"
                        + " name another with suiteVersion, or a plain jar with suiteJar: ");
    }

    private Path artifact(String name, String dependencies) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("org/example/" + name + "/1.0"));
        Files.writeString(folder.resolve(name + "-1.0.pom"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>%s</artifactId>
                  <version>1.0</version>
                  <dependencies>%s</dependencies>
                </project>
                """.formatted(name, dependencies));
        return Files.createFile(folder.resolve(name + "-1.0.jar"));
    }

    private static String dependency(String name, String scope, boolean optional) {
        return """
                <dependency>
                  <groupId>org.example</groupId>
                  <artifactId>%s</artifactId>
                  <version>1.0</version>
                  <scope>%s</scope>
                  <optional>%s</optional>
                </dependency>
                """.formatted(name, scope, optional);
    }
}
