package dev.parlance.codex.scenario;

import static dev.parlance.codex.scenario.Says.text;
import static dev.parlance.codex.scenario.Says.texts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.scripted.Gate;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Script;
import dev.parlance.scripted.Step;
import java.util.List;
import java.util.Map;

/** Interrupts at different moments, and a model that fails. */
final class InterruptScenarios {
    private InterruptScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "interrupt-streaming",
                        () -> Script.of(
                                Reply.of(Step.text("It begins").unfinished(), Step.hold(new Gate("never"))),
                                text("After it.")),
                        InterruptScenarios::streaming),
                new Scenario(
                        "interrupt-command",
                        // It ends by itself before long: the real server leaves it running.
                        Says.replies(Reply.of(Says.longCommand("touch runs; sleep 2")), text("After it.")),
                        InterruptScenarios::command),
                new Scenario(
                        "interrupt-approval",
                        Says.replies(Reply.of(Says.asking("printf no > made.txt")), text("After it.")),
                        InterruptScenarios::approval),
                new Scenario("interrupt-refused", texts("Done."), InterruptScenarios::refused),
                failing("model-error-500-then-ok", httpError(500), text("Well.")),
                failing("stream-cut-then-ok", Step.cut(), text("Well.")),
                failing("stream-ends-early-then-ok", Step.endEarly(), text("Well.")),
                failing("server-error-then-ok", Step.fail("server_error", "oops"), text("Well.")),
                finalFailure("quota", Step.fail("insufficient_quota", "no more")),
                finalFailure("bad-request", httpError(400)),
                finalFailure("too-many-requests", httpError(429)),
                finalFailure("incomplete", Step.incomplete("max_output_tokens")));
    }

    private static Scenario failing(String name, Step failure, Reply after) {
        return new Scenario(name, Says.replies(Reply.of(failure), after), s -> {
            s.open();
            s.runTurn(s.startThread(), "go");
        });
    }

    private static Scenario finalFailure(String name, Step failure) {
        return new Scenario("failure-" + name, Says.replies(Reply.of(failure), text("Well again.")), s -> {
            s.open();
            String thread = s.startThread();
            s.runTurn(thread, "go");
            s.call("thread/read", Stage.on(thread));
            s.runTurn(thread, "again");
        });
    }

    private static Step httpError(int status) {
        return Step.httpError(status, Map.of("content-type", "application/json"), "{\"error\":{\"message\":\"no\"}}");
    }

    private static void streaming(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        String turn = stage.startTurn(thread, "talk");
        stage.client()
                .notification(
                        "item/agentMessage/delta", p -> p.path("delta").asText().contains("begins"));
        stage.interrupt(thread, turn);
        stage.endOfTurn();
        stage.runTurn(thread, "and now?");
        stage.call("thread/turns/list", Stage.on(thread).put("itemsView", "full"));
    }

    private static void command(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        String turn = stage.startTurn(thread, "run");
        stage.itemStarted("commandExecution");
        stage.awaitFile("runs");
        stage.interrupt(thread, turn);
        stage.endOfTurn();
        stage.itemCompleted("commandExecution");
        stage.runTurn(thread, "and now?");
    }

    private static void approval(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        String turn = stage.startTurn(thread, "make a file");
        com.fasterxml.jackson.databind.JsonNode request = stage.client().request();
        stage.interrupt(thread, turn);
        stage.endOfTurn();
        stage.client().notification("serverRequest/resolved");
        stage.decide(request, "accept");
        stage.runTurn(thread, "and now?");
    }

    private static void refused(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        stage.runTurn(thread, "talk");
        ObjectNode params = Stage.on(thread).put("turnId", "00000000-0000-7000-8000-000000000000");
        stage.attempt("turn/interrupt", params);
        stage.attempt("turn/interrupt", params.deepCopy().put("threadId", "00000000-0000-7000-8000-000000000000"));
    }
}
