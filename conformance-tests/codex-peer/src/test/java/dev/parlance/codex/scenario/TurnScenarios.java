package dev.parlance.codex.scenario;

import static dev.parlance.codex.scenario.Says.replies;
import static dev.parlance.codex.scenario.Says.text;
import static dev.parlance.codex.scenario.Says.texts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.scripted.Gate;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Script;
import dev.parlance.scripted.SideRequests;
import dev.parlance.scripted.Step;
import java.nio.file.Files;
import java.util.List;

/** Turns without questions: what the model says and does reaches the client as items. */
final class TurnScenarios {
    private TurnScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("plain-turn", texts("Hello there."), s -> one(s, "hi")),
                new Scenario(
                        "reasoning-and-message",
                        replies(Reply.of(Step.reasoning("I think.", "I am."), Step.text("So be it."))),
                        s -> one(s, "think")),
                new Scenario(
                        "two-messages",
                        replies(Reply.of(
                                Step.text("Wait a bit.").phase("commentary"),
                                Step.text("Here it is.").phase("final_answer"))),
                        s -> one(s, "two")),
                new Scenario("no-output", replies(Reply.of()), s -> one(s, "nothing")),
                new Scenario("two-turns", texts("First.", "Second."), TurnScenarios::two),
                new Scenario(
                        "command",
                        replies(Reply.of(Says.command("echo one; echo two")), text("Done.")),
                        s -> one(s, "run")),
                new Scenario(
                        "failing-command",
                        replies(Reply.of(Says.command("echo no; exit 3")), text("It failed.")),
                        s -> one(s, "run")),
                new Scenario("file-changes", TurnScenarios::changes, TurnScenarios::edit),
                new Scenario(
                        "plan",
                        replies(
                                Reply.of(Says.plan("in_progress", "pending")),
                                Reply.of(Says.plan("completed", "completed")),
                                text("Done.")),
                        s -> one(s, "plan")),
                new Scenario(
                        "unknown-tool",
                        replies(Reply.of(Step.callWithText("no_such_tool", "{}")), text("There is none.")),
                        s -> one(s, "try")),
                new Scenario("steer", TurnScenarios::steered, TurnScenarios::steer),
                new Scenario("start-while-running", TurnScenarios::steered, TurnScenarios::startWhileRunning),
                new Scenario("steer-refused", texts("Done."), TurnScenarios::steerRefused),
                new Scenario("output-schema", TurnScenarios::four, TurnScenarios::outputSchema),
                new Scenario("opt-out", texts("Quietly."), TurnScenarios::optOut));
    }

    private static void one(Stage stage, String text) throws Exception {
        stage.open();
        stage.runTurn(stage.startThread(), text);
    }

    private static void two(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        stage.runTurn(thread, "one");
        stage.runTurn(thread, "two");
        stage.call("thread/read", Stage.on(thread));
    }

    private static Script changes() {
        return Script.of(
                Reply.of(Says.patch(
                        "*** Add File: notes.txt",
                        "+alpha",
                        "+beta",
                        "*** Update File: poem.txt",
                        "@@",
                        " one",
                        "-two",
                        "+TWO",
                        " three")),
                Reply.of(Says.patch("*** Delete File: notes.txt")),
                text("Edited."));
    }

    private static void edit(Stage stage) throws Exception {
        Files.writeString(stage.work().resolve("poem.txt"), "one\ntwo\nthree\n");
        one(stage, "edit");
    }

    private static Script steered() {
        Gate gate = new Gate("never");
        return Script.of(Reply.of(Step.text("It begins").unfinished(), Step.hold(gate)), text("Now as you wish."));
    }

    private static void steer(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        String turn = stage.startTurn(thread, "talk");
        stage.client()
                .notification(
                        "item/agentMessage/delta", p -> p.path("delta").asText().contains("begins"));
        ObjectNode params = Stage.turn(thread, "differently").put("expectedTurnId", turn);
        stage.call("turn/steer", params);
        stage.endOfTurn();
    }

    private static void startWhileRunning(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        stage.startTurn(thread, "talk");
        stage.client()
                .notification(
                        "item/agentMessage/delta", p -> p.path("delta").asText().contains("begins"));
        stage.call("turn/start", Stage.turn(thread, "differently"));
        stage.endOfTurn();
    }

    private static void steerRefused(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        stage.runTurn(thread, "talk");
        stage.attempt("turn/steer", Stage.turn(thread, "late").put("expectedTurnId", "x"));
        ObjectNode nothing = Stage.on(thread).put("expectedTurnId", "x");
        nothing.putArray("input");
        stage.attempt("turn/steer", nothing);
    }

    private static Script four() {
        return Script.builder()
                .sideRequests(SideRequests.none())
                .reply(text("{\"answer\":4}"))
                .build();
    }

    private static void outputSchema(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        ObjectNode params = Stage.turn(thread, "two and two");
        ObjectNode schema = params.putObject("outputSchema");
        schema.put("type", "object").put("additionalProperties", false);
        schema.putArray("required").add("answer");
        schema.putObject("properties").putObject("answer").put("type", "integer");
        stage.startTurn(params);
        stage.endOfTurn();
        String format = stage.model()
                .awaitRequest(0, WireClient.PATIENCE)
                .body()
                .at("/text/format/schema")
                .toString();
        if (!format.equals(schema.toString())) {
            throw new IllegalStateException("the model was asked for " + format);
        }
    }

    private static void optOut(Stage stage) throws Exception {
        ObjectNode capabilities = Stage.params();
        capabilities
                .putArray("optOutNotificationMethods")
                .add("item/agentMessage/delta")
                .add("thread/tokenUsage/updated")
                .add("turn/*")
                .add("no/such");
        stage.open(capabilities);
        stage.runTurn(stage.startThread(), "quietly");
    }
}
