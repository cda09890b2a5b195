package dev.parlance.server.cli;

import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.SandboxMode;
import dev.parlance.agent.protocol.ThreadResumeParams;
import dev.parlance.agent.protocol.ThreadStartParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exec}: one turn for a script, with nobody to ask. */
@Command(
        name = "exec",
        description = {
            "Run one turn and print the final answer on stdout; progress goes to stderr.",
            "What the agent asks to be allowed is declined: say beforehand what it may do, with --sandbox."
        },
        footer = {
            "",
            "Exit codes: 0 completed; 1 the turn failed; 2 wrong command line; 3 could not start;",
            "4 completed, but something was declined; 130 interrupted."
        })
final class ExecCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROMPT", arity = "1", description = "What to do; - reads it from stdin.")
    private String prompt = "";

    @Option(names = "--json", description = "Print the notifications of the turn, one a line, in place of the answer.")
    private boolean json;

    @Option(names = "--output-schema", paramLabel = "FILE", description = "JSON Schema that the answer has to follow.")
    private @Nullable String outputSchema;

    @Option(names = "--resume", paramLabel = "ID", description = "Go on with that thread.")
    private @Nullable String resume;

    @Option(names = "--cwd", paramLabel = "DIR", description = "Folder to work in; the current one unless said.")
    private @Nullable String cwd;

    @Option(names = "--model", paramLabel = "MODEL", description = "Model in place of the configured one.")
    private @Nullable String model;

    @Option(names = "--sandbox", paramLabel = "MODE", description = "read-only, workspace-write or danger-full-access.")
    private @Nullable String sandbox;

    @Option(
            names = "--approval",
            paramLabel = "POLICY",
            description = "When the agent asks: untrusted, on-request or never. Every question is declined.")
    private @Nullable String approval;

    @Mixin
    private ServerFlags flags = new ServerFlags();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say this.")
    boolean help;

    /** Made by picocli. */
    ExecCommand() {}

    @Override
    public Integer call() throws StartException {
        String text = prompt.equals("-") ? ExecInput.stdin() : prompt;
        if (text.isBlank()) {
            throw new StartException(ExitCode.USAGE, "the prompt is empty");
        }
        Object schema = outputSchema == null ? null : ExecInput.schema(outputSchema);
        ExecRequest request =
                new ExecRequest(text, startParams(), resume == null ? null : resumeParams(resume), schema, json);
        return new ExecRun(request, flags.options()).run();
    }

    private ThreadStartParams startParams() throws StartException {
        return ThreadStartParams.builder()
                .cwd(folder(cwd == null ? "" : cwd))
                .model(model)
                .sandbox(sandboxMode())
                .approvalPolicy(approvalPolicy())
                .build();
    }

    /** A thread has a folder already; only another one is said. */
    private ThreadResumeParams resumeParams(String threadId) throws StartException {
        return ThreadResumeParams.builder()
                .threadId(threadId)
                .cwd(cwd == null ? null : folder(cwd))
                .model(model)
                .sandbox(sandboxMode())
                .approvalPolicy(approvalPolicy())
                .build();
    }

    private static String folder(String text) throws StartException {
        try {
            // Links are resolved here, so that the agent and its sandbox see one name.
            Path folder = Path.of(text).toRealPath();
            if (Files.isDirectory(folder)) {
                return folder.toString();
            }
        } catch (IOException | InvalidPathException e) {
            // Refused below.
        }
        throw new StartException(ExitCode.USAGE, "--cwd: there is no folder " + text);
    }

    private @Nullable SandboxMode sandboxMode() throws StartException {
        if (sandbox == null) {
            return null;
        }
        SandboxMode mode = SandboxMode.of(sandbox);
        if (!mode.isKnown()) {
            List<?> known = SandboxMode.known();
            throw unknown(
                    "--sandbox", sandbox, known.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        return mode;
    }

    private @Nullable AskForApproval approvalPolicy() throws StartException {
        if (approval == null) {
            return null;
        }
        for (AskForApproval.Value value : AskForApproval.Value.values()) {
            if (value.wire().equals(approval)) {
                return value;
            }
        }
        throw unknown(
                "--approval",
                approval,
                Arrays.stream(AskForApproval.Value.values())
                        .map(AskForApproval.Value::wire)
                        .collect(Collectors.joining(", ")));
    }

    private static StartException unknown(String option, String given, String known) {
        return new StartException(ExitCode.USAGE, option + " " + given + " is not known; one of: " + known);
    }
}
