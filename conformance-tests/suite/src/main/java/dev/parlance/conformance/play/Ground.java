package dev.parlance.conformance.play;

import dev.parlance.conformance.subject.Launched;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.Variables;
import dev.parlance.scripted.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a subject's process stands on: folders, and a scripted model. For one scenario, or for several that share the
 * process; then each has a workspace of its own, and the script that the model plays is its own.
 */
final class Ground implements AutoCloseable {
    private final Path folder;
    private final ScriptedModel model = ScriptedModel.start();
    private final Variables variables = new Variables();
    private @Nullable Launched standing;

    /** Makes the folders. */
    Ground(Subject subject, Path folder) throws IOException {
        this.folder = folder;
        variables.set("dialect", subject.dialect());
        for (String name : List.of("home", "workspace", "tmp", "user")) {
            variables.set(name, Files.createDirectories(folder.resolve(name)).toString());
        }
        Path file = subject.file().toAbsolutePath().getParent();
        variables.set("dir", String.valueOf(file)).set("folder", folder.toString());
        variables.set("token", "token-" + UUID.randomUUID());
        variables.set("model.url", model.baseUrl().toString());
    }

    ScriptedModel model() {
        return model;
    }

    /** The process that is shared; null if there is none. */
    @Nullable
    Launched standing() {
        return standing;
    }

    /** Says that this process serves several scenarios. */
    void share(Launched process) {
        standing = process;
    }

    /** The names that a scenario knows when it begins; those it sets are its own. */
    Variables variables() {
        return new Variables(variables);
    }

    /** The same, with a workspace of its own. */
    Variables variables(String scenario) throws IOException {
        Path workspace = Files.createDirectories(folder.resolve("workspaces").resolve(scenario));
        return variables().set("workspace", workspace.toString());
    }

    /** Lets the shared process end by itself, so that it takes its children with it. */
    void end(Duration limit) {
        Launched left = standing;
        if (left == null) {
            return;
        }
        left.terminate();
        try {
            if (left.awaitExit(limit).isPresent()) {
                standing = null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        model.close();
        Launched left = standing;
        if (left != null) {
            left.kill();
        }
    }
}
