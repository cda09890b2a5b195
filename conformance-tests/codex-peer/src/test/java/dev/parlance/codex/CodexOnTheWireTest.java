package dev.parlance.codex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.scripted.Gate;
import dev.parlance.scripted.Outcome;
import dev.parlance.scripted.ScriptedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scenarios as JSON lines: what the wire really looks like, with and without the experimental API. */
class CodexOnTheWireTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void acceptedCommandsRunAndDeclinedOnesDoNot(boolean experimental) throws Exception {
        try (ScriptedModel model = ScriptedModel.start(Scripts.twoCommands())) {
            CodexHome home = CodexHome.create("commands", model.baseUrl());
            try (CodexProcess codex = CodexProcess.start(home, experimental)) {
                decide(codex, "item/commandExecution/requestApproval", "accept", "decline");
                String thread = startThread(codex, "workspace-write");
                int from = codex.received().size();
                JsonNode turn = runTurn(codex, thread, "make two files");

                assertThat(turn.path("status").asText()).isEqualTo("completed");
                assertThat(itemEvents(codex, from))
                        .containsExactly(
                                "started userMessage",
                                "completed userMessage",
                                "started reasoning",
                                "completed reasoning",
                                "started agentMessage",
                                "completed agentMessage",
                                "started commandExecution inProgress",
                                "item/commandExecution/requestApproval call_0_2",
                                "completed commandExecution completed",
                                "started agentMessage",
                                "completed agentMessage",
                                "started commandExecution inProgress",
                                "item/commandExecution/requestApproval call_1_1",
                                "completed commandExecution declined",
                                "started agentMessage",
                                "completed agentMessage");
                assertThat(statuses(codex, from))
                        .containsExactly(
                                "active []",
                                "active [\"waitingOnApproval\"]",
                                "active []",
                                "active [\"waitingOnApproval\"]",
                                "active []",
                                "idle ");
            }
            assertThat(files(home.work())).containsExactly("accepted.txt");
            assertThat(output(model, 1, "call_0_2")).contains("accepted");
            assertThat(output(model, 2, "call_1_1")).contains("rejected by user");
            assertThat(model.awaitRequest(0, SOON).offers("exec_command")).isTrue();
            assertThat(model.problems()).isEmpty();
            assertThat(model.repliesLeft()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void acceptedFileChangesAreAppliedAndDeclinedOnesAreNot(boolean experimental) throws Exception {
        try (ScriptedModel model = ScriptedModel.start(Scripts.twoFileChanges())) {
            CodexHome home = CodexHome.create("files", model.baseUrl());
            Files.writeString(home.work().resolve("poem.txt"), "one\ntwo\nthree\n");
            try (CodexProcess codex = CodexProcess.start(home, experimental)) {
                decide(codex, "item/fileChange/requestApproval", "accept", "decline");
                String thread = startThread(codex, "read-only");
                int from = codex.received().size();
                JsonNode turn = runTurn(codex, thread, "edit");

                assertThat(turn.path("status").asText()).isEqualTo("completed");
                assertThat(itemEvents(codex, from))
                        .containsExactly(
                                "started userMessage",
                                "completed userMessage",
                                "started agentMessage",
                                "completed agentMessage",
                                "started fileChange inProgress",
                                "item/fileChange/requestApproval call_0_1",
                                "completed fileChange completed",
                                "started fileChange inProgress",
                                "item/fileChange/requestApproval call_1_0",
                                "completed fileChange declined",
                                "started agentMessage",
                                "completed agentMessage");
            }
            assertThat(files(home.work())).containsExactly("notes.txt", "poem.txt");
            assertThat(home.work().resolve("poem.txt")).hasContent("one\nTWO\nthree\n");
            assertThat(output(model, 2, "call_1_0")).contains("rejected by user");
            assertThat(model.awaitRequest(0, SOON).offers("apply_patch")).isTrue();
            assertThat(model.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInterruptEndsTheTurnAndCutsTheModelOff(boolean experimental) throws Exception {
        Gate gate = new Gate("begun");
        try (ScriptedModel model = ScriptedModel.start(Scripts.longAnswer(gate))) {
            CodexHome home = CodexHome.create("interrupt", model.baseUrl());
            try (CodexProcess codex = CodexProcess.start(home, experimental)) {
                String thread = startThread(codex, "workspace-write");
                int from = codex.received().size();
                JsonNode started = startTurn(codex, thread, "talk").path("turn");
                codex.awaitNotification("item/agentMessage/delta", from);
                ObjectNode params = params().put("threadId", thread)
                        .put("turnId", started.path("id").asText());
                assertThat(codex.call("turn/interrupt", params)).isEqualTo(params());
                JsonNode ended = codex.awaitNotification("turn/completed", from).path("turn");

                assertThat(ended.path("status").asText()).isEqualTo("interrupted");
                assertThat(ended.path("items")).isEmpty();
                assertThat(itemEvents(codex, from))
                        .containsExactly("started userMessage", "completed userMessage", "started agentMessage");
                gate.release();
                assertThat(model.awaitRequest(0, SOON).awaitOutcome(SOON)).isEqualTo(Outcome.CLIENT_GONE);
                assertThat(runTurn(codex, thread, "and now?").path("status").asText())
                        .isEqualTo("completed");
            }
            assertThat(model.awaitRequest(1, SOON).body().toString()).contains("<turn_aborted>");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aThreadGoesOnAfterARestart(boolean experimental) throws Exception {
        try (ScriptedModel model = ScriptedModel.start(Scripts.memory())) {
            CodexHome home = CodexHome.create("resume", model.baseUrl());
            String thread;
            try (CodexProcess codex = CodexProcess.start(home, experimental)) {
                thread = startThread(codex, "workspace-write");
                runTurn(codex, thread, "remember the kestrel");
            }
            try (CodexProcess codex = CodexProcess.start(home, experimental)) {
                JsonNode early = codex.exchange("turn/start", turnParams(thread, "too early"));
                assertThat(early.path("error").path("message").asText()).isEqualTo("thread not found: " + thread);
                JsonNode resumed = codex.call("thread/resume", params().put("threadId", thread))
                        .path("thread");
                assertThat(resumed.path("turns")).hasSize(1);
                assertThat(resumed.path("turns").path(0).path("items"))
                        .extracting(item -> item.path("type").asText())
                        .containsExactly("userMessage", "agentMessage");
                assertThat(runTurn(codex, thread, "which bird?").path("status").asText())
                        .isEqualTo("completed");
            }
            assertThat(model.awaitRequest(1, SOON).lastUserText()).contains("which bird?");
            assertThat(model.awaitRequest(1, SOON).body().toString())
                    .contains("remember the kestrel")
                    .contains("I shall remember the kestrel.");
        }
    }

    private static void decide(CodexProcess codex, String method, String... decisions) {
        Iterator<String> next = List.of(decisions).iterator();
        codex.answer(method, request -> params().put("decision", next.next()));
    }

    private static String startThread(CodexProcess codex, String sandbox) throws Exception {
        ObjectNode params = params().put("approvalPolicy", "on-request").put("sandbox", sandbox);
        return codex.call("thread/start", params).path("thread").path("id").asText();
    }

    private static JsonNode startTurn(CodexProcess codex, String thread, String text) throws Exception {
        return codex.call("turn/start", turnParams(thread, text));
    }

    private static JsonNode runTurn(CodexProcess codex, String thread, String text) throws Exception {
        int from = codex.received().size();
        startTurn(codex, thread, text);
        return codex.awaitNotification("turn/completed", from).path("turn");
    }

    private static ObjectNode turnParams(String thread, String text) {
        ObjectNode params = params().put("threadId", thread);
        params.putArray("input").addObject().put("type", "text").put("text", text);
        return params;
    }

    /** Beginnings and ends of items, and the requests about them, in wire order. */
    private static List<String> itemEvents(CodexProcess codex, int from) {
        List<String> events = new ArrayList<>();
        for (JsonNode message : codex.received().subList(from, codex.received().size())) {
            String method = message.path("method").asText();
            JsonNode params = message.path("params");
            if (method.equals("item/started") || method.equals("item/completed")) {
                JsonNode item = params.path("item");
                String event = method.substring("item/".length()) + " "
                        + item.path("type").asText() + " " + item.path("status").asText();
                events.add(event.strip());
            } else if (message.has("id") && !method.isEmpty()) {
                events.add(method + " " + params.path("itemId").asText());
            }
        }
        return events;
    }

    private static List<String> statuses(CodexProcess codex, int from) {
        List<String> statuses = new ArrayList<>();
        for (JsonNode message : codex.received().subList(from, codex.received().size())) {
            if (message.path("method").asText().equals("thread/status/changed")) {
                JsonNode status = message.path("params").path("status");
                JsonNode flags = status.path("activeFlags");
                statuses.add(status.path("type").asText() + " " + (flags.isArray() ? flags.toString() : ""));
            }
        }
        return statuses;
    }

    private static String output(ScriptedModel model, int request, String callId) {
        return model.awaitRequest(request, SOON)
                .callOutput(callId)
                .map(JsonNode::toString)
                .orElse("");
    }

    private static List<String> files(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static ObjectNode params() {
        return CodexProcess.JSON.createObjectNode();
    }
}
