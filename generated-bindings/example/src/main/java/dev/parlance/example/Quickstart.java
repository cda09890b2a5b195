package dev.parlance.example;

import dev.parlance.agent.Agent;
import dev.parlance.agent.Approvals;
import dev.parlance.agent.Conversation;
import dev.parlance.agent.Decisions;
import dev.parlance.agent.RunningTurn;
import dev.parlance.agent.TurnEvent;
import dev.parlance.agent.TurnResult;
import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecision;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalParams;
import dev.parlance.agent.protocol.CommandExecutionStatus;
import dev.parlance.agent.protocol.CommandExecutionThreadItem;
import dev.parlance.agent.protocol.FileChangeApprovalDecision;
import dev.parlance.agent.protocol.FileChangeRequestApprovalParams;
import dev.parlance.agent.protocol.FileChangeThreadItem;
import dev.parlance.agent.protocol.PatchApplyStatus;
import dev.parlance.agent.protocol.SandboxMode;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.agent.protocol.ThreadStartParams;
import dev.parlance.agent.protocol.TurnStatus;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * A whole conversation with a server that runs as a child process: a command that is approved, one that is declined, a
 * file change, an interrupt, and a resume after a restart of the server. Exit code 0 where all of it came out as it
 * should, 1 otherwise.
 *
 * <pre>{@code
 * java -jar agent-example.jar reference-server/target/parlance-server app-server
 * }</pre>
 *
 * <p>Made for the reference server with its demo model, which does what it is told without network or account. Home folder
 * and workspace are temporary folders, deleted at the end.
 */
public final class Quickstart {
    private final PrintStream out;
    /** What was asked and answered, until it is shown. */
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    private boolean right = true;

    Quickstart(PrintStream out) {
        this.out = out;
    }

    /** Shows the conversation with the server that the arguments start. */
    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            System.err.println("usage: java -jar agent-example.jar SERVER-COMMAND…");
            System.exit(2);
        }
        Path folder = Files.createTempDirectory("parlance-quickstart");
        boolean right = new Quickstart(System.out).show(List.of(args), folder);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
        System.exit(right ? 0 : 1);
    }

    /** Shows it with that server; true where everything came out as it should. */
    boolean show(List<String> serverCommand, Path folder) throws IOException {
        Path workspace = Files.createDirectory(folder.resolve("workspace"));
        String threadId;
        try (Agent agent = launch(serverCommand, folder)) {
            out.println("Connected to " + agent.serverInfo().userAgent());
            Conversation conversation = agent.startThread(ThreadStartParams.builder()
                    .cwd(workspace.toString())
                    .approvalPolicy(AskForApproval.Value.UNTRUSTED) // everything is asked for
                    .sandbox(SandboxMode.WORKSPACE_WRITE)
                    .build());
            threadId = conversation.id();
            out.println("Thread " + threadId);
            turn(conversation, "run echo hello", TurnStatus.COMPLETED, "command completed");
            turn(conversation, "run rm -rf build", TurnStatus.COMPLETED, "command declined");
            turn(conversation, "write hello.txt: Hello from Parlance.", TurnStatus.COMPLETED, "file change completed");
            check(Files.readString(workspace.resolve("hello.txt")).startsWith("Hello from Parlance."), "hello.txt");
            interrupt(conversation);
        }
        out.println("\nThe server has ended. A new one takes the thread up again:");
        try (Agent agent = launch(serverCommand, folder)) {
            Conversation conversation = agent.resumeThread(threadId);
            int turns = conversation.thread().turns().size();
            out.println("Thread " + conversation.id() + " with " + turns + " turns");
            check(turns == 4, turns + " turns");
            turn(conversation, "think about what was done", TurnStatus.COMPLETED, null);
        }
        out.println(right ? "\nAll of it came out as it should." : "\nSomething came out wrong; see above.");
        return right;
    }

    private static Agent launch(List<String> serverCommand, Path folder) throws IOException {
        return Agent.builder()
                .clientInfo("quickstart", "0.1.0")
                .environment("PARLANCE_HOME", folder.resolve("home").toString())
                .launch(serverCommand);
    }

    private void turn(
            Conversation conversation,
            String prompt,
            TurnStatus status,
            @org.jspecify.annotations.Nullable String work) {
        out.println("\n> " + prompt);
        try (RunningTurn turn = conversation.run(prompt, new HarmlessOnly())) {
            for (TurnEvent event : turn) {
                show(event);
            }
            TurnResult result = turn.result();
            check(result.turn().status().equals(status), "turn " + result.turn().status());
            List<String> done = result.items().stream()
                    .map(Quickstart::work)
                    .filter(text -> !text.isEmpty())
                    .toList();
            check(done.equals(work == null ? List.of() : List.of(work)), String.valueOf(done));
        }
    }

    private void interrupt(Conversation conversation) {
        out.println("\n> stream slowly");
        try (RunningTurn turn = conversation.run("stream slowly")) {
            boolean interrupted = false;
            for (TurnEvent event : turn) {
                if (event instanceof TurnEvent.TextDelta && !interrupted) {
                    interrupted = true;
                    out.println("  (interrupting)");
                    turn.interrupt();
                } else if (event instanceof TurnEvent.Completed) {
                    show(event);
                }
            }
            check(turn.result().turn().status().equals(TurnStatus.INTERRUPTED), "no interrupt");
        }
    }

    private void show(TurnEvent event) {
        if (event instanceof TurnEvent.TextDelta delta) {
            if (delta.kind() != TurnEvent.TextKind.COMMAND_OUTPUT) {
                out.print(delta.text());
            }
        } else if (event instanceof TurnEvent.ItemCompleted completed) {
            // Approvals run on threads of their own, ahead of whoever reads the events; shown here, all is in order.
            for (String line; (line = asked.poll()) != null; ) {
                out.println(line);
            }
            if (!work(completed.item()).isEmpty()) {
                out.println("  " + work(completed.item()));
            }
        } else if (event instanceof TurnEvent.Completed completed) {
            out.println("\n  turn " + completed.turn().status().wire());
        }
    }

    /** What was done, and how it ended; empty for items that do nothing. */
    private static String work(ThreadItem item) {
        if (item instanceof CommandExecutionThreadItem command) {
            CommandExecutionStatus status = command.status();
            return "command " + status.wire();
        } else if (item instanceof FileChangeThreadItem change) {
            PatchApplyStatus status = change.status();
            return "file change " + status.wire();
        }
        return "";
    }

    private void check(boolean condition, String seen) {
        if (!condition) {
            right = false;
            out.println("  UNEXPECTED: " + seen);
        }
    }

    /** The user's policy in this example: files may be changed, and no command may remove anything. */
    private final class HarmlessOnly implements Approvals {
        @Override
        public CommandExecutionApprovalDecision command(CommandExecutionRequestApprovalParams params) {
            boolean allowed = params.command() != null && params.command().contains("echo");
            asked.add("  asked to run " + params.command() + ": " + (allowed ? "accepted" : "declined"));
            return allowed ? Decisions.ACCEPT : Decisions.DECLINE;
        }

        @Override
        public FileChangeApprovalDecision fileChange(FileChangeRequestApprovalParams params) {
            asked.add("  asked to change files: accepted");
            return FileChangeApprovalDecision.ACCEPT;
        }
    }
}
