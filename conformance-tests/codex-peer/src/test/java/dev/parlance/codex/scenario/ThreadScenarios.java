package dev.parlance.codex.scenario;

import static dev.parlance.codex.scenario.Says.replies;
import static dev.parlance.codex.scenario.Says.text;
import static dev.parlance.codex.scenario.Says.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.scripted.Reply;
import java.util.List;

/** Threads as things that are kept: read, listed, resumed, forked, put away. */
final class ThreadScenarios {
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";

    private ThreadScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("resume-after-restart", texts("I shall.", "It was."), ThreadScenarios::resume),
                new Scenario("resume-loaded", texts("Done."), ThreadScenarios::resumeLoaded),
                new Scenario("fork", texts("Original.", "Copy."), ThreadScenarios::fork),
                new Scenario("archive-unarchive-delete", texts("Done."), ThreadScenarios::archive),
                new Scenario("name", texts("Done."), ThreadScenarios::name),
                new Scenario("list-paging", texts("1.", "2.", "3."), ThreadScenarios::list),
                new Scenario(
                        "items-and-turns",
                        replies(Reply.of(Says.command("echo one")), text("First."), text("Second.")),
                        ThreadScenarios::history),
                new Scenario("ephemeral", texts("Gone soon."), ThreadScenarios::ephemeral),
                new Scenario("compact", texts("Long story.", "Summary.", "On."), ThreadScenarios::compact),
                new Scenario("inject-items", texts("I know."), ThreadScenarios::inject),
                new Scenario("shell-command", texts(), ThreadScenarios::shell),
                new Scenario("unknown-thread", texts(), ThreadScenarios::unknown),
                new Scenario("unsubscribe", texts("Unheard."), ThreadScenarios::unsubscribe));
    }

    private static void resume(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        stage.runTurn(thread, "remember");
        stage.restart();
        stage.attempt("turn/start", Stage.turn(thread, "too early"));
        stage.call("thread/read", Stage.on(thread));
        stage.call("thread/resume", Stage.on(thread).put("excludeTurns", true));
        stage.runTurn(thread, "which?");
    }

    private static void resumeLoaded(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        stage.runTurn(thread, "go");
        stage.call("thread/resume", Stage.on(thread).put("excludeTurns", true));
    }

    private static void fork(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        stage.runTurn(thread, "go");
        String copy = stage.call("thread/fork", Stage.on(thread).put("excludeTurns", true))
                .at("/thread/id")
                .asText();
        stage.client().notification("thread/started");
        stage.runTurn(copy, "go on");
        stage.call("thread/turns/list", Stage.on(thread));
        stage.call("thread/turns/list", Stage.on(copy));
        stage.attempt("thread/fork", Stage.on(NOBODY));
    }

    private static void archive(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        stage.runTurn(thread, "go");
        stage.call("thread/archive", Stage.on(thread));
        stage.client().notification("thread/archived");
        stage.call("thread/list", Stage.params());
        stage.call("thread/list", Stage.params().put("archived", true));
        stage.attempt("thread/archive", Stage.on(thread));
        stage.attempt("thread/resume", Stage.on(thread));
        stage.call("thread/unarchive", Stage.on(thread));
        stage.client().notification("thread/unarchived");
        stage.attempt("thread/unarchive", Stage.on(thread));
        stage.call("thread/list", Stage.params());
        stage.call("thread/delete", Stage.on(thread));
        stage.client().notification("thread/deleted");
        stage.attempt("thread/delete", Stage.on(thread));
        stage.call("thread/list", Stage.params());
    }

    private static void name(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        stage.runTurn(thread, "go");
        stage.call("thread/name/set", Stage.on(thread).put("name", "  Kestrel  "));
        stage.client().notification("thread/name/updated");
        stage.attempt("thread/name/set", Stage.on(thread).put("name", " "));
        stage.restart();
        stage.call("thread/read", Stage.on(thread));
    }

    private static void list(Stage stage) throws Exception {
        stage.open();
        for (int i = 0; i < 3; i++) {
            stage.runTurn(stage.startThread(), "number " + i);
        }
        ObjectNode page = Stage.params().put("limit", 2).put("sortKey", "updated_at");
        JsonNode first = stage.call("thread/list", page);
        page.set("cursor", first.get("nextCursor"));
        stage.call("thread/list", page);
        stage.attempt("thread/list", Stage.params().put("cursor", "garbage"));
        stage.call("thread/list", Stage.params().put("searchTerm", "number 1"));
        stage.call("thread/list", Stage.params().put("searchTerm", "no such"));
        stage.call("thread/list", Stage.params().put("limit", 0).put("sortKey", "updated_at"));
    }

    private static void history(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        stage.attempt("thread/turns/list", Stage.on(thread));
        stage.runTurn(thread, "one");
        stage.runTurn(thread, "two");
        stage.call("thread/turns/list", Stage.on(thread));
        stage.call(
                "thread/turns/list", Stage.on(thread).put("itemsView", "full").put("sortDirection", "asc"));
        ObjectNode page = Stage.on(thread).put("limit", 2);
        JsonNode first = stage.call("thread/items/list", page);
        page.set("cursor", first.get("nextCursor"));
        stage.call("thread/items/list", page);
        stage.attempt("thread/turns/list", Stage.on(thread).put("cursor", "garbage"));
        stage.attempt("thread/items/list", Stage.on(NOBODY));
    }

    private static void ephemeral(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread(Stage.params().put("ephemeral", true));
        stage.runTurn(thread, "go");
        stage.call("thread/list", Stage.params());
        stage.call("thread/loaded/list", Stage.params());
        stage.attempt("thread/name/set", Stage.on(thread).put("name", "x"));
        stage.attempt("thread/turns/list", Stage.on(thread));
        stage.attempt("thread/delete", Stage.on(thread));
        stage.attempt("thread/fork", Stage.on(thread));
    }

    private static void compact(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        stage.runTurn(thread, "tell");
        stage.call("thread/compact/start", Stage.on(thread));
        stage.endOfTurn();
        stage.runTurn(thread, "on");
    }

    private static void inject(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        ObjectNode params = Stage.on(thread);
        ObjectNode item =
                params.putArray("items").addObject().put("type", "message").put("role", "user");
        item.putArray("content").addObject().put("type", "input_text").put("text", "The bird is a kestrel.");
        stage.call("thread/inject_items", params);
        ObjectNode none = Stage.on(thread);
        none.putArray("items");
        stage.attempt("thread/inject_items", none);
        stage.runTurn(thread, "which bird?");
        String sent = stage.model().awaitRequest(0, WireClient.PATIENCE).body().toString();
        if (!sent.contains("The bird is a kestrel.")) {
            throw new IllegalStateException("the injected item did not reach the model");
        }
    }

    private static void shell(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        stage.call("thread/shellCommand", Stage.on(thread).put("command", "echo mine"));
        stage.endOfTurn();
        stage.call("thread/shellCommand", Stage.on(thread).put("command", "exit 4"));
        stage.endOfTurn();
        stage.attempt("thread/shellCommand", Stage.on(thread).put("command", " "));
    }

    private static void unknown(Stage stage) throws Exception {
        stage.open();
        for (String method : List.of(
                "thread/read",
                "thread/resume",
                "thread/fork",
                "thread/archive",
                "thread/unarchive",
                "thread/delete",
                "thread/turns/list",
                "thread/unsubscribe",
                "thread/compact/start")) {
            stage.attempt(method, Stage.on(NOBODY));
            stage.attempt(method, Stage.on("zzz"));
        }
        stage.attempt("turn/start", Stage.turn(NOBODY, "hi"));
    }

    private static void unsubscribe(Stage stage) throws Exception {
        stage.open();
        String thread = stage.startThread();
        stage.call("thread/unsubscribe", Stage.on(thread));
        stage.call("thread/unsubscribe", Stage.on(thread));
        stage.call("turn/start", Stage.turn(thread, "go"));
        stage.client()
                .notification(
                        "thread/status/changed",
                        p -> p.at("/status/type").asText().equals("idle"));
        stage.call("thread/turns/list", Stage.on(thread));
    }
}
