package dev.parlance.javaclient;

import dev.parlance.agent.Agent;
import dev.parlance.agent.AgentBuilder;
import dev.parlance.agent.CallInterruptedException;
import dev.parlance.agent.Conversation;
import dev.parlance.agent.RunningTurn;
import dev.parlance.agent.TurnEvent;
import dev.parlance.agent.TurnOptions;
import dev.parlance.agent.TurnResult;
import dev.parlance.agent.protocol.AgentMessageThreadItem;
import dev.parlance.agent.protocol.TextUserInput;
import dev.parlance.agent.protocol.TurnStartParams;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Starts or connects to a server, runs one turn and tells, line by line, what its user sees. Ends with 0 if the turn
 * succeeded, with 1 if it did not, with 2 for a wrong command line.
 *
 * <pre>{@code
 * java -jar java-client.jar --prompt "Why does the build fail?" --decision decline -- codex app-server
 * }</pre>
 */
public final class JavaClient {
    private final Settings settings;
    private final Screen screen;

    private JavaClient(Settings settings, Screen screen) {
        this.settings = settings;
        this.screen = screen;
    }

    /** Runs the client. */
    public static void main(String[] args) {
        Settings settings;
        try {
            settings = Settings.of(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Screen screen = new Screen(new PrintStream(System.out, false, StandardCharsets.UTF_8));
        System.exit(new JavaClient(settings, screen).run() ? 0 : 1);
    }

    private boolean run() {
        try (Agent agent = open()) {
            List<CompletableFuture<Boolean>> turns = new ArrayList<>();
            for (int i = 0; i < settings.conversations(); i++) {
                turns.add(CompletableFuture.supplyAsync(() -> turn(agent), work -> new Thread(work, "turn").start()));
            }
            return turns.stream().map(CompletableFuture::join).reduce(true, (a, b) -> a && b);
        } catch (IOException | RuntimeException e) {
            screen.end("not started", false, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private Agent open() throws IOException {
        AgentBuilder builder = Agent.builder()
                .clientInfo("parlance-java-client", "0.1.0")
                .experimental(true)
                .approvals(new User(settings.decision(), screen))
                .diagnostics(screen::noise);
        URI url = settings.url();
        return url == null ? builder.launch(settings.command()) : builder.connect(url);
    }

    private boolean turn(Agent agent) {
        try {
            // Neither is closed where the turn does not end: that would wait for a server that says nothing.
            Conversation conversation = agent.startThread(settings.workspace());
            RunningTurn turn = conversation.run(
                    TurnStartParams.builder()
                            .threadId(conversation.id())
                            .input(List.of(TextUserInput.builder()
                                    .text(settings.prompt())
                                    .build()))
                            .build(),
                    new User(settings.decision(), screen),
                    TurnOptions.DEFAULT.withSilence(settings.turnDeadline()));
            TurnResult result = follow(turn);
            screen.end(result.turn().status().toString(), result.succeeded(), "");
            conversation.close();
            return result.succeeded();
        } catch (CallInterruptedException e) {
            throw e;
        } catch (RuntimeException e) {
            screen.end("not ended", false, String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Shows text as it comes, and at the end of an item what no delta had brought. */
    private TurnResult follow(RunningTurn turn) {
        Map<String, Integer> shown = new HashMap<>();
        for (TurnEvent event : turn) {
            if (event instanceof TurnEvent.TextDelta delta && delta.kind() == TurnEvent.TextKind.MESSAGE) {
                shown.merge(delta.itemId(), delta.text().length(), Integer::sum);
                screen.show(delta.itemId(), delta.text());
            } else if (event instanceof TurnEvent.ItemCompleted completed
                    && completed.item() instanceof AgentMessageThreadItem message) {
                int known = shown.getOrDefault(message.id(), 0);
                screen.show(
                        message.id(),
                        message.text().substring(Math.min(known, message.text().length())));
            }
        }
        return turn.result();
    }
}
