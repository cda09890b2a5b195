package dev.parlance.codex.scenario;

import static dev.parlance.codex.scenario.Says.texts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Refusals around the handshake and of calls that are wrong in themselves. */
final class HandshakeScenarios {
    private HandshakeScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("not-initialized", texts(), HandshakeScenarios::early),
                new Scenario("initialized-twice", texts(), HandshakeScenarios::twice),
                new Scenario("bad-calls", texts(), HandshakeScenarios::bad),
                new Scenario("experimental-gate", texts(), s -> experimental(s, false)),
                new Scenario("experimental-opt-in", texts(), s -> experimental(s, true)));
    }

    private static void early(Stage stage) throws Exception {
        stage.attempt("thread/start", Stage.params());
        stage.attempt("no/such", Stage.params());
        stage.attempt("initialize", Stage.params());
        stage.attempt("thread/list", Stage.params());
        stage.open();
        stage.call("thread/list", Stage.params());
    }

    private static void twice(Stage stage) throws Exception {
        stage.open();
        ObjectNode params = Stage.params();
        params.putObject("clientInfo").put("name", "again").put("version", "2");
        stage.attempt("initialize", params);
        stage.call("thread/list", Stage.params());
    }

    private static void bad(Stage stage) throws Exception {
        stage.open();
        stage.attempt("no/such", Stage.params());
        stage.attempt("Thread/Start", Stage.params());
        stage.attempt("thread/read", Stage.params());
        stage.attempt("thread/read", Stage.params().put("threadId", 7));
        stage.attempt("thread/list", Stage.params().put("limit", "ten"));
        stage.attempt("thread/list", Stage.params().put("limit", -1));
        stage.attempt("thread/list", Stage.params().put("sortKey", "zzz"));
        stage.attempt("thread/start", Stage.params().put("sandbox", "Read-Only"));
        stage.attempt("thread/start", Stage.params().put("modelProvider", "zzz"));
        stage.attempt("thread/loaded/list", Stage.params().put("unknownMember", true));
        String thread = stage.startThread();
        stage.attempt("turn/start", Stage.on(thread));
        stage.attempt("turn/start", Stage.turn(thread, "x".repeat(1_048_577)));
    }

    private static void experimental(Stage stage, boolean optIn) throws Exception {
        stage.open(Stage.params().put("experimentalApi", optIn));
        stage.attempt("collaborationMode/list", Stage.params());
        ObjectNode tools = Stage.params();
        tools.putArray("dynamicTools");
        start(stage, tools);
        start(stage, Stage.params().put("historyMode", "paginated"));
        start(stage, Stage.params().putNull("dynamicTools"));
        start(stage, Stage.params().put("experimentalRawEvents", false));
        ObjectNode granular = Stage.params();
        granular.putObject("approvalPolicy")
                .putObject("granular")
                .put("mcp_elicitations", true)
                .put("rules", true)
                .put("sandbox_approval", true);
        start(stage, granular);
    }

    private static void start(Stage stage, ObjectNode params) throws Exception {
        if (stage.attempt("thread/start", params).has("result")) {
            stage.client().notification("thread/started");
        }
    }
}
