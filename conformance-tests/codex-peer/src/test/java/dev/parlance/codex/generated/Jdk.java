package dev.parlance.codex.generated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An installed JDK, whose compiler runs as a process of its own.
 *
 * @param home the folder with {@code release} and {@code bin}
 */
record Jdk(Path home) {
    private static final int LIMIT_MINUTES = 5;

    /** Looks for a JDK of that feature version, {@code 25} say, in the folders of a folder. */
    static Optional<Jdk> find(int feature, Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.sorted()
                    .map(Jdk::new)
                    .filter(jdk -> jdk.hasCompiler() && jdk.isOf(feature))
                    .findFirst();
        }
    }

    /** Whether the JDK says of itself that it has that version, in one part or several: {@code 25} or {@code 25.0.3}. */
    boolean isOf(int feature) {
        String line = "JAVA_VERSION=\"" + feature;
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.anyMatch(l -> l.startsWith(line + "\"") || l.startsWith(line + "."));
        } catch (IOException e) {
            // Not a JDK: there are links, sources and settings in such folders as well.
            return false;
        }
    }

    boolean hasCompiler() {
        return Files.isExecutable(home.resolve("bin/javac"));
    }

    /**
     * Compiles.
     *
     * @param work an empty folder, for what is compiled and what is said of it
     * @return exit code and output: {@code "0 "} if there was nothing to complain about
     */
    String compile(List<String> options, List<Path> sources, Path work) throws IOException, InterruptedException {
        Path arguments = work.resolve("sources");
        Path output = work.resolve("output");
        Files.write(arguments, sources.stream().map(Jdk::quoted).toList());
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/javac").toString(), "-d", work + "/classes");
        builder.command().addAll(options);
        builder.command().add("@" + arguments);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            return "still running after " + LIMIT_MINUTES + " minutes: " + Files.readString(output);
        }
        return process.exitValue() + " " + Files.readString(output);
    }

    private static String quoted(Path path) {
        return "\"" + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
