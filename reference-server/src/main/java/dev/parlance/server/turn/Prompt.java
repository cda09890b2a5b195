package dev.parlance.server.turn;

import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.DangerFullAccessSandboxPolicy;
import dev.parlance.agent.protocol.ReadOnlySandboxPolicy;
import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.agent.protocol.SandboxPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the model is told before the history of the thread: how to work, where it is, and what the folder asks of it. */
public final class Prompt {
    /** A folder's own instructions; more of them is not read. */
    private static final int INSTRUCTION_BYTES = 32 << 10;

    private static final String FILE = "AGENTS.md";

    private final TurnSettings settings;

    Prompt(TurnSettings settings) {
        this.settings = settings;
    }

    /** Files in that folder that tell the model how to work there. */
    public static List<Path> instructionSources(Path cwd) {
        Path file = cwd.resolve(FILE);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? List.of(file) : List.of();
    }

    List<ResponseItem> input(List<ResponseItem> history) {
        List<ResponseItem> input = new ArrayList<>(history.size() + 4);
        input.add(Messages.developer(
                settings.baseInstructions() == null ? Instructions.TEXT : settings.baseInstructions()));
        if (settings.developerInstructions() != null) {
            input.add(Messages.developer(settings.developerInstructions()));
        }
        folderInstructions().ifPresent(text -> input.add(Messages.user(text)));
        input.add(Messages.user(environment()));
        input.addAll(history);
        return input;
    }

    private Optional<String> folderInstructions() {
        List<Path> sources = instructionSources(Path.of(settings.cwd()));
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(sources.get(0), LinkOption.NOFOLLOW_LINKS)) {
            String text = new String(in.readNBytes(INSTRUCTION_BYTES), StandardCharsets.UTF_8);
            return Optional.of("# Instructions of this folder (" + FILE + ")\n\n" + text);
        } catch (IOException e) {
            return Optional.empty(); // it has gone meanwhile; that is nobody's fault
        }
    }

    private String environment() {
        SandboxPolicy sandbox = settings.sandbox();
        String files = sandbox instanceof DangerFullAccessSandboxPolicy
                ? "danger-full-access"
                : sandbox instanceof ReadOnlySandboxPolicy ? "read-only" : "workspace-write";
        AskForApproval policy = settings.approvalPolicy();
        return "<environment_context>\n  <cwd>" + escape(settings.cwd()) + "</cwd>\n  <approval_policy>"
                + escape(policy instanceof AskForApproval.Value value ? value.wire() : "granular")
                + "</approval_policy>\n  <sandbox_mode>" + files
                + "</sandbox_mode>\n  <shell>bash</shell>\n</environment_context>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Read when the first request is made. */
    private static final class Instructions {
        static final String TEXT = read();

        private static String read() {
            try (InputStream in = Prompt.class.getResourceAsStream("instructions.md")) {
                if (in == null) {
                    throw new IllegalStateException("instructions.md is missing from the server's jar");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
