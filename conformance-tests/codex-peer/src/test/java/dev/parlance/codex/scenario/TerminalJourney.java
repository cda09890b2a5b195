package dev.parlance.codex.scenario;

import dev.parlance.codex.CodexHome;
import dev.parlance.scripted.AfterEnd;
import dev.parlance.scripted.Gate;
import dev.parlance.scripted.Script;
import dev.parlance.scripted.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way of a user of the real terminal client, connected to a server that is already there. */
final class TerminalJourney {
    private static final Pattern SESSION = Pattern.compile("resume ([0-9a-f-]{36})");
    private static final String INTERRUPTED = "Conversation interrupted";
    private static final String PROMPT = "Ask Codex to do anything";

    private final CodexHome client;
    private final URI server;
    private final Path work;

    /** A client with a home of its own; {@code work} is the folder it is started in. */
    TerminalJourney(CodexHome client, URI server, Path work) throws IOException {
        this.client = client;
        this.server = server;
        this.work = work;
        // Without it keys that come fast count as pasted, and Enter as part of the text.
        configure(client, text -> "disable_paste_burst = true\n" + text);
    }

    /** Chooses a model that the client has no successor to recommend for: its question would come at any moment. */
    static CodexHome withPlainModel(CodexHome home) throws IOException {
        configure(home, text -> text.replace("\"gpt-5.5\"", "\"mock\""));
        return home;
    }

    private static void configure(CodexHome home, UnaryOperator<String> change) throws IOException {
        Path config = home.home().resolve("config.toml");
        Files.writeString(config, change.apply(Files.readString(config)));
    }

    /** What the model says on that way. */
    static Script script(Gate gate) {
        return Script.builder()
                .reply(Step.text("Hello from the script."))
                .reply(Says.asking("printf yes > accepted.txt; echo accepted"))
                .reply(Step.text("The file exists now."))
                .reply(Says.asking("printf no > refused.txt; echo refused"))
                .reply(Step.text("It begins like this.\n\nAnd then it").unfinished(), Step.hold(gate))
                .reply(Step.text("Here I am again."))
                .reply(Step.text("Welcome back."))
                .afterEnd(AfterEnd.FAIL)
                .build();
    }

    /** From the first start to the end of the program; returns the id of the thread that it names when it goes. */
    String first() throws Exception {
        try (TerminalScreen screen = open()) {
            say(screen, "say hello", "Hello from the script.");
            approve(screen);
            refuse(screen);
            interrupt(screen);
            say(screen, "go on", "Here I am again.");
            screen.type("/status");
            String status = screen.await("Session:");
            if (!status.contains(server.toString())) {
                throw new IllegalStateException("/status does not name the server " + server + ":\n" + status);
            }
            return quit(screen);
        }
    }

    /** Comes back by id, and goes on. */
    void resume(String thread) throws Exception {
        try (TerminalScreen screen = open("resume", thread)) {
            screen.await("Here I am again.");
            screen.await("Hello from the script.");
            say(screen, "back again", "Welcome back.");
            quit(screen);
        }
    }

    /** Comes back by choosing the only thread there is. */
    void pick() throws Exception {
        try (TerminalScreen screen = start("resume", "--all")) {
            screen.await("the thread in the picker", text -> text.contains("say hello") || text.contains("A talk"));
            screen.key("Enter");
            screen.await("Welcome back.");
            quit(screen);
        }
    }

    private TerminalScreen open(String... arguments) throws Exception {
        TerminalScreen screen = start(arguments);
        screen.await(PROMPT);
        return screen;
    }

    private TerminalScreen start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(client.command().get(0)));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--remote", server.toString()));
        return TerminalScreen.start(command, client.environment(), work);
    }

    private static void say(TerminalScreen screen, String prompt, String answer) throws Exception {
        screen.await(PROMPT);
        screen.type(prompt);
        screen.await(answer);
    }

    private void approve(TerminalScreen screen) throws Exception {
        screen.await(PROMPT);
        screen.type("make a file");
        screen.await("Would you like to run the following command?");
        if (Files.exists(work.resolve("accepted.txt"))) {
            throw new IllegalStateException("the command ran before it was approved");
        }
        screen.key("y");
        screen.await("The file exists now.");
        if (!Files.exists(work.resolve("accepted.txt"))) {
            throw new IllegalStateException("the approved command did not run:\n" + screen.text());
        }
    }

    private void refuse(TerminalScreen screen) throws Exception {
        screen.await(PROMPT);
        screen.type("make another file");
        screen.await("refused.txt");
        screen.await("Would you like to run the following command?");
        screen.key("Escape");
        screen.await("You canceled the request");
        screen.await(INTERRUPTED);
        if (Files.exists(work.resolve("refused.txt"))) {
            throw new IllegalStateException("the refused command ran:\n" + screen.text());
        }
    }

    private static void interrupt(TerminalScreen screen) throws Exception {
        screen.await(PROMPT);
        screen.type("talk long");
        screen.await("It begins like this.");
        screen.key("Escape");
        // The refusal before has ended its turn with the same words.
        screen.await("a second interrupt", text -> text.indexOf(INTERRUPTED) != text.lastIndexOf(INTERRUPTED));
    }

    private static String quit(TerminalScreen screen) throws Exception {
        screen.await(PROMPT);
        screen.type("/quit");
        String text = screen.await("To reconnect, run:");
        int code = screen.awaitExit();
        Matcher session = SESSION.matcher(text);
        if (code != 0 || !session.find()) {
            throw new IllegalStateException("the client ended with " + code + ":\n" + text);
        }
        return session.group(1);
    }
}
