package dev.parlance.maven;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The suite's own JVM: what it does to its memory, its threads and its exit code is no matter of Maven's.
 *
 * @param words program and arguments
 * @param folder to run in; null for the present one
 */
record SuiteProcess(List<String> words, @Nullable File folder) {
    /** Runs to the end, hands on each line of both outputs as it comes, and gives the exit code. */
    int run(Consumer<String> lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .directory(folder)
                .redirectErrorStream(true)
                .start();
        Thread watch = new Thread(() -> end(process), "parlance-conformance-end");
        Runtime.getRuntime().addShutdownHook(watch);
        try {
            process.getOutputStream().close();
            try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.accept(line);
                }
            }
            return process.waitFor();
        } finally {
            end(process);
            forget(watch);
        }
    }

    /** The servers it has started end with it. */
    private static void end(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private static void forget(Thread watch) {
        try {
            Runtime.getRuntime().removeShutdownHook(watch);
        } catch (IllegalStateException e) {
            // Maven is ending; the hook is at work or has done it.
        }
    }
}
