package dev.parlance.codex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.scripted.ModelRequest;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Script;
import dev.parlance.scripted.ScriptedModel;
import dev.parlance.scripted.Step;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A command that goes on after its call returned, and is written to by a later call. */
class TerminalTest {
    private static final Pattern SESSION = Pattern.compile("session ID (\\d+)");

    @Test
    void whatTheModelTypesIsShownAndReachesTheCommand() throws Exception {
        Script script = Script.builder()
                .reply(Step.call(
                                "exec_command",
                                Map.of("cmd", "read line; echo got $line", "tty", true, "yield_time_ms", 250))
                        .id("terminal"))
                .replyTo(TerminalTest::type)
                .reply(Step.text("Typed."))
                .build();
        try (ScriptedModel model = ScriptedModel.start(script)) {
            CodexHome home = CodexHome.create("terminal", model.baseUrl());
            try (CodexProcess codex = CodexProcess.start(home, false)) {
                ObjectNode params = CodexProcess.JSON.createObjectNode();
                String thread = codex.call("thread/start", params)
                        .path("thread")
                        .path("id")
                        .asText();
                params.put("threadId", thread);
                params.putArray("input").addObject().put("type", "text").put("text", "type");
                codex.call("turn/start", params);

                JsonNode typed = codex.awaitNotification("item/commandExecution/terminalInteraction", 0);
                assertThat(typed.path("itemId").asText()).isEqualTo("terminal");
                assertThat(typed.path("stdin").asText()).isEqualTo("kestrel\n");
                assertThat(codex.awaitNotification("turn/completed", 0)
                                .path("turn")
                                .path("status")
                                .asText())
                        .isEqualTo("completed");
                assertThat(codex.awaitCompleted("commandExecution")
                                .path("aggregatedOutput")
                                .asText())
                        .contains("got kestrel");
            }
            assertThat(model.problems()).isEmpty();
        }
    }

    private static Reply type(ModelRequest request) {
        String output = request.callOutput("terminal").orElseThrow().asText();
        Matcher session = SESSION.matcher(output);
        if (!session.find()) {
            throw new IllegalStateException("no session in: " + output);
        }
        int number = Integer.parseInt(session.group(1));
        return Reply.of(
                Step.call("write_stdin", Map.of("session_id", number, "chars", "kestrel\n", "yield_time_ms", 5_000)));
    }
}
