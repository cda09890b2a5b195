package dev.parlance.codex.scenario;

import static dev.parlance.codex.scenario.Says.replies;
import static dev.parlance.codex.scenario.Says.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Script;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Supplier;

/** Questions of the server, and every way to answer them. */
final class ApprovalScenarios {
    private static final String MAKE = "printf yes > made.txt; echo made";

    private ApprovalScenarios() {}

    static List<Scenario> all() {
        return List.of(
                command("accept", "accept", text("Done.")),
                command("decline", "decline", text("Then not.")),
                command("cancel", "cancel"),
                new Scenario(
                        "command-accept-for-session",
                        replies(Reply.of(Says.asking(MAKE)), Reply.of(Says.asking(MAKE)), text("Done twice.")),
                        s -> ask(s, "acceptForSession")),
                command("unknown-decision", "perhaps", text("Then not.")),
                new Scenario(
                        "command-error-answer",
                        replies(Reply.of(Says.asking(MAKE)), text("Then not.")),
                        ApprovalScenarios::error),
                new Scenario(
                        "untrusted-asks-always",
                        replies(Reply.of(Says.command("ls")), text("Done.")),
                        ApprovalScenarios::untrusted),
                new Scenario(
                        "never-asks-not",
                        replies(Reply.of(Says.asking(MAKE)), text("Then not.")),
                        ApprovalScenarios::never),
                new Scenario("two-at-once", twoAtOnce(), ApprovalScenarios::answerBoth),
                change("accept", "accept", text("Done.")),
                change("decline", "decline", text("Then not.")),
                change("cancel", "cancel"),
                new Scenario(
                        "change-accept-for-session",
                        replies(
                                Reply.of(update("two", "TWO")),
                                Reply.of(update("TWO", "three")),
                                text("Edited twice.")),
                        s -> edit(s, "acceptForSession")));
    }

    private static Scenario command(String name, String decision, Reply... after) {
        return new Scenario("command-" + name, then(Reply.of(Says.asking(MAKE)), after), s -> ask(s, decision));
    }

    private static Scenario change(String name, String decision, Reply... after) {
        return new Scenario("change-" + name, then(Reply.of(update("two", "TWO")), after), s -> edit(s, decision));
    }

    private static Supplier<Script> then(Reply first, Reply... after) {
        return () -> Script.builder().reply(first).reply(after).build();
    }

    private static dev.parlance.scripted.Step update(String from, String to) {
        return Says.patch("*** Update File: poem.txt", "@@", " one", "-" + from, "+" + to);
    }

    private static void ask(Stage stage, String decision) throws Exception {
        stage.open();
        stage.startTurn(stage.startThread(), "make a file");
        stage.decide(decision);
        stage.endOfTurn();
    }

    private static void error(Stage stage) throws Exception {
        stage.open();
        stage.startTurn(stage.startThread(), "make a file");
        stage.client()
                .reply(
                        stage.client().request(),
                        "error",
                        Stage.params().put("code", -32000).put("message", "no"));
        stage.endOfTurn();
    }

    private static void untrusted(Stage stage) throws Exception {
        stage.open();
        stage.startTurn(stage.startThread(Stage.params().put("approvalPolicy", "untrusted")), "list");
        stage.decide("accept");
        stage.endOfTurn();
    }

    private static void never(Stage stage) throws Exception {
        stage.open();
        stage.startTurn(stage.startThread(Stage.params().put("approvalPolicy", "never")), "make a file");
        stage.endOfTurn();
    }

    private static Supplier<Script> twoAtOnce() {
        return replies(
                Reply.of(Says.asking("printf 1 > first.txt"), Says.asking("printf 2 > second.txt")),
                text("Both done."));
    }

    private static void answerBoth(Stage stage) throws Exception {
        stage.open();
        stage.startTurn(stage.startThread(), "make two files");
        List<JsonNode> asked = List.of(stage.client().request(), stage.client().request());
        // Which comes first is left open; which is answered first is not.
        for (String call : List.of("call_0_1", "call_0_0")) {
            for (JsonNode request : asked) {
                if (request.at("/params/itemId").asText().equals(call)) {
                    stage.decide(request, "accept");
                    stage.client().notification("serverRequest/resolved");
                }
            }
        }
        stage.endOfTurn();
        for (String file : List.of("first.txt", "second.txt")) {
            if (!Files.exists(stage.work().resolve(file))) {
                throw new IllegalStateException(file + " was not made");
            }
        }
    }

    private static void edit(Stage stage, String decision) throws Exception {
        Files.writeString(stage.work().resolve("poem.txt"), "one\ntwo\n");
        stage.open();
        stage.startTurn(stage.startThread(Stage.params().put("sandbox", "read-only")), "edit");
        stage.decide(decision);
        stage.endOfTurn();
    }
}
