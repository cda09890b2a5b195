package dev.parlance.codex.scenario;

import dev.parlance.codex.CodexHome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A server to play scenarios to; both get the same configuration, each in a home of its own. */
enum Subject {
    /** The real server, at the version the build installs. */
    CODEX {
        @Override
        List<String> command(CodexHome home, String... arguments) {
            return joined(home.command(), arguments);
        }
    },
    /** The reference server, as the jar that is delivered. */
    PARLANCE {
        @Override
        List<String> command(CodexHome home, String... arguments) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            return joined(List.of(java, "-jar", jar().toString(), "app-server"), arguments);
        }
    };

    /** Name of the file that describes it to the conformance suite. */
    String file() {
        return name().toLowerCase(Locale.ROOT) + ".yaml";
    }

    /** The command line; what it is given in addition comes last. */
    abstract List<String> command(CodexHome home, String... arguments);

    /** Fresh folders, and a configuration that names the model. */
    CodexHome home(String name, URI model) throws IOException, InterruptedException {
        CodexHome home = CodexHome.create(name + "-" + name().toLowerCase(Locale.ROOT), model);
        // A repository of its own: diffs name files relative to the repository, and the build folder may stand in one.
        Process git = new ProcessBuilder("git", "init", "--quiet", home.work().toString())
                .inheritIO()
                .start();
        if (git.waitFor() != 0) {
            throw new IOException("git init " + home.work() + " ended with " + git.exitValue());
        }
        return home;
    }

    /** The whole environment; each server looks at the variable of its own home only. */
    Map<String, String> environment(CodexHome home) {
        Map<String, String> environment = new HashMap<>(home.environment());
        environment.put("PARLANCE_HOME", home.home().toString());
        return environment;
    }

    private static Path jar() {
        String given = Objects.requireNonNull(
                System.getProperty("parlance.server.jar"), "system property parlance.server.jar is not set");
        Path jar = Path.of(given);
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("the reference server is not built: " + jar
                    + " is missing; run mvn -pl :reference-server -am package");
        }
        return jar;
    }

    private static List<String> joined(List<String> command, String... arguments) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(arguments));
        return words;
    }
}
