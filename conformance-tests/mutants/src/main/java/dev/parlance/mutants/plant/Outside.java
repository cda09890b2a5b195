package dev.parlance.mutants.plant;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a fault does outside the conversation: commands that the server should not have run, files it should not have written. */
final class Outside {
    private static final long PATIENCE_SECONDS = 20;

    private Outside() {}

    /**
     * A shell command, in the folder named by {@code in} if that is there. The conversation waits for its end, unless
     * {@code background} is said; after twenty seconds it is killed.
     */
    static Action run(JsonNode what) {
        Template command = new Template(what.get("command"));
        Template folder = new Template(what.path("in"));
        boolean background = what.path("background").asBoolean();
        return passing -> {
            if (passing.shared().rehearsal()) {
                return;
            }
            String in = folder.content().isMissingNode() ? "" : folder.text(passing);
            run(command.text(passing), in, background);
        };
    }

    private static void run(String command, String folder, boolean background) {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .redirectInput(Redirect.from(new File("/dev/null")));
        if (!folder.isEmpty() && Files.isDirectory(Path.of(folder))) {
            builder.directory(new File(folder));
        }
        try {
            Process process = builder.start();
            if (background) {
                CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .execute(() -> end(process));
            } else if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                end(process);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
