package dev.parlance.example;

import dev.parlance.agent.Agent;
import dev.parlance.agent.Approvals;
import dev.parlance.agent.Conversation;
import dev.parlance.agent.Decisions;
import dev.parlance.agent.RunningTurn;
import dev.parlance.agent.TurnEvent;
import dev.parlance.agent.TurnResult;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecision;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalParams;
import dev.parlance.agent.protocol.CommandExecutionStatus;
import dev.parlance.agent.protocol.CommandExecutionThreadItem;
import dev.parlance.agent.protocol.ThreadItem;
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
 * A whole conversation with a server that runs as a child process: an approved command, a declined one, an interrupt, and
 * a resume after a restart. Exit code 0 where all of it came out as it should, 1 otherwise.
 *
 * <pre>{@code
 * java -jar agent-example.jar
 * }</pre>
 */
public final class Quickstart {
    private final PrintStream out;
    /** What was asked and answered, until it is shown. */
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    private boolean right = true;

    Quickstart(PrintStream out) {
        this.out = out;
    }

    /** Shows the conversation with the scripted server of this jar. */
    public static void main(String[] args) throws IOException {
        Path home = Files.createTempDirectory("parlance-quickstart");
        boolean right = new Quickstart(System.out)
                .show(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScriptedServer.class.getName(),
                        home.toString()));
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
        System.exit(right ? 0 : 1);
    }

    /** Shows it with that server; true where everything came out as it should. */
    boolean show(List<String> serverCommand) throws IOException {
        String threadId;
        try (Agent agent = Agent.builder().clientInfo("quickstart", "0.1.0").launch(serverCommand)) {
            out.println("Connected to " + agent.serverInfo().userAgent());
            Conversation conversation = agent.startThread(Path.of(""));
            threadId = conversation.id();
            out.println("Thread " + threadId);
            expect(TurnStatus.COMPLETED, follow(conversation, "run ls -l"), CommandExecutionStatus.COMPLETED);
            expect(TurnStatus.COMPLETED, follow(conversation, "run rm -rf build"), CommandExecutionStatus.DECLINED);
            interrupt(conversation);
        }
        out.println("\nThe server has ended. A new one takes the thread up again:");
        try (Agent agent = Agent.builder().clientInfo("quickstart", "0.1.0").launch(serverCommand)) {
            Conversation conversation = agent.resumeThread(threadId);
            out.println("Thread " + conversation.id() + " with "
                    + conversation.thread().turns().size() + " turns");
            TurnResult result = follow(conversation, "Where are we?");
            check(result.finalMessage().equals("This is turn 4 of our conversation."), result.finalMessage());
        }
        out.println(right ? "\nAll of it came out as it should." : "\nSomething came out wrong; see above.");
        return right;
    }

    private TurnResult follow(Conversation conversation, String prompt) {
        out.println("\n> " + prompt);
        try (RunningTurn turn = conversation.run(prompt, new OnlyListing())) {
            for (TurnEvent event : turn) {
                show(event);
            }
            return turn.result();
        }
    }

    private void interrupt(Conversation conversation) {
        out.println("\n> wait");
        try (RunningTurn turn = conversation.run("wait")) {
            for (TurnEvent event : turn) {
                show(event);
                if (event instanceof TurnEvent.TextDelta) {
                    out.println("\n  (interrupting)");
                    turn.interrupt();
                }
            }
            expect(TurnStatus.INTERRUPTED, turn.result(), null);
        }
    }

    private void show(TurnEvent event) {
        if (event instanceof TurnEvent.TextDelta delta) {
            out.print(
                    delta.kind() == TurnEvent.TextKind.MESSAGE ? delta.text() : "  (thinking: " + delta.text() + ")\n");
        } else if (event instanceof TurnEvent.ItemCompleted completed
                && completed.item() instanceof CommandExecutionThreadItem command) {
            // Approvals run on threads of their own, ahead of whoever reads the events; shown here, all is in order.
            for (String line; (line = asked.poll()) != null; ) {
                out.println(line);
            }
            out.println(
                    "  command " + command.command() + ": " + command.status().wire());
        } else if (event instanceof TurnEvent.Completed completed) {
            out.println("\n  turn " + completed.turn().status().wire());
        }
    }

    private void expect(
            TurnStatus status, TurnResult result, @org.jspecify.annotations.Nullable CommandExecutionStatus command) {
        check(result.turn().status().equals(status), "turn " + result.turn().status());
        for (ThreadItem item : result.items()) {
            if (item instanceof CommandExecutionThreadItem execution) {
                check(execution.status().equals(command), "command " + execution.status());
            }
        }
    }

    private void check(boolean condition, String seen) {
        if (!condition) {
            right = false;
            out.println("  UNEXPECTED: " + seen);
        }
    }

    /** The user's policy in this example: looking is allowed, everything else is not. */
    private final class OnlyListing implements Approvals {
        @Override
        public CommandExecutionApprovalDecision command(CommandExecutionRequestApprovalParams params) {
            boolean allowed = params.command() != null && params.command().startsWith("ls");
            asked.add("  asked to run " + params.command() + ": " + (allowed ? "accepted" : "declined"));
            return allowed ? Decisions.ACCEPT : Decisions.DECLINE;
        }
    }
}
