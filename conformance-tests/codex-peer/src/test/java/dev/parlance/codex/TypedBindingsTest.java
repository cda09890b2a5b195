package dev.parlance.codex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.scripted.Gate;
import dev.parlance.scripted.Outcome;
import dev.parlance.scripted.ScriptedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scenarios through bindings generated from the schema that this very server prints. */
class TypedBindingsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource(names = {"STABLE", "EXPERIMENTAL"})
    void acceptedCommandsRunAndDeclinedOnesDoNot(Bindings bindings) throws Exception {
        try (ScriptedModel model = ScriptedModel.start(Scripts.twoCommands())) {
            CodexHome home = CodexHome.create("typed-commands", model.baseUrl());
            try (TypedCodex codex = start(bindings, home)) {
                decide(codex, "accept", "decline");
                runTurn(codex, codex.startThread("workspace-write"), "make two files", 1);
                assertThat(codex.events().beginningWith("started", "completed", "asked", "turn", "unknown"))
                        .containsExactly(
                                "started userMessage",
                                "completed userMessage",
                                "started reasoning",
                                "completed reasoning",
                                "started agentMessage",
                                "completed agentMessage",
                                "started commandExecution inProgress",
                                "asked call_0_2",
                                "completed commandExecution completed",
                                "started agentMessage",
                                "completed agentMessage",
                                "started commandExecution inProgress",
                                "asked call_1_1",
                                "completed commandExecution declined",
                                "started agentMessage",
                                "completed agentMessage",
                                "turn completed 1");
                assertThat(String.join("", codex.events().deltas()))
                        .isEqualTo("I will make the first file.Now the second one."
                                + "The first file exists, the second was refused.");
            }
            assertThat(files(home.work())).containsExactly("accepted.txt");
            assertThat(output(model, 1, "call_0_2")).contains("accepted");
            assertThat(output(model, 2, "call_1_1")).contains("rejected by user");
            assertThat(model.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STABLE", "EXPERIMENTAL"})
    void acceptedFileChangesAreAppliedAndDeclinedOnesAreNot(Bindings bindings) throws Exception {
        try (ScriptedModel model = ScriptedModel.start(Scripts.twoFileChanges())) {
            CodexHome home = CodexHome.create("typed-files", model.baseUrl());
            Files.writeString(home.work().resolve("poem.txt"), "one\ntwo\nthree\n");
            try (TypedCodex codex = start(bindings, home)) {
                decide(codex, "accept", "decline");
                runTurn(codex, codex.startThread("read-only"), "edit", 1);
                assertThat(codex.events().beginningWith("started", "completed", "asked", "turn", "unknown"))
                        .containsExactly(
                                "started userMessage",
                                "completed userMessage",
                                "started agentMessage",
                                "completed agentMessage",
                                "started fileChange inProgress",
                                "asked call_0_1",
                                "completed fileChange completed",
                                "started fileChange inProgress",
                                "asked call_1_0",
                                "completed fileChange declined",
                                "started agentMessage",
                                "completed agentMessage",
                                "turn completed 1");
            }
            assertThat(files(home.work())).containsExactly("notes.txt", "poem.txt");
            assertThat(home.work().resolve("poem.txt")).hasContent("one\nTWO\nthree\n");
            assertThat(output(model, 2, "call_1_0")).contains("rejected by user");
            assertThat(model.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STABLE", "EXPERIMENTAL"})
    void anInterruptEndsTheTurnAndCutsTheModelOff(Bindings bindings) throws Exception {
        Gate gate = new Gate("begun");
        try (ScriptedModel model = ScriptedModel.start(Scripts.longAnswer(gate))) {
            CodexHome home = CodexHome.create("typed-interrupt", model.baseUrl());
            try (TypedCodex codex = start(bindings, home)) {
                String thread = codex.startThread("workspace-write");
                String turn = codex.startTurn(thread, "talk");
                codex.events().await("delta", 1);
                codex.interrupt(thread, turn);
                codex.events().await("turn", 1);
                assertThat(codex.events().beginningWith("started", "completed", "turn", "unknown"))
                        .containsExactly(
                                "started userMessage",
                                "completed userMessage",
                                "started agentMessage",
                                "turn interrupted 0");
                gate.release();
                assertThat(model.awaitRequest(0, SOON).awaitOutcome(SOON)).isEqualTo(Outcome.CLIENT_GONE);
                runTurn(codex, thread, "and now?", 2);
                assertThat(codex.events().all()).last().isEqualTo("turn completed 1");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STABLE", "EXPERIMENTAL"})
    void aThreadGoesOnAfterARestart(Bindings bindings) throws Exception {
        try (ScriptedModel model = ScriptedModel.start(Scripts.memory())) {
            CodexHome home = CodexHome.create("typed-resume", model.baseUrl());
            String thread;
            try (TypedCodex codex = start(bindings, home)) {
                thread = codex.startThread("workspace-write");
                runTurn(codex, thread, "remember the kestrel", 1);
            }
            try (TypedCodex codex = start(bindings, home)) {
                assertThat(codex.resume(thread)).containsExactly("userMessage", "agentMessage");
                runTurn(codex, thread, "which bird?", 1);
                assertThat(codex.events().all()).last().isEqualTo("turn completed 1");
            }
            assertThat(model.awaitRequest(1, SOON).body().toString())
                    .contains("remember the kestrel")
                    .contains("I shall remember the kestrel.");
        }
    }

    private static TypedCodex start(Bindings bindings, CodexHome home) throws Exception {
        return bindings.experimental() ? ExperimentalCodex.start(home) : StableCodex.start(home);
    }

    private static void decide(TypedCodex codex, String... decisions) {
        Iterator<String> next = List.of(decisions).iterator();
        codex.decide(next::next);
    }

    private static void runTurn(TypedCodex codex, String thread, String text, int turns) throws Exception {
        codex.startTurn(thread, text);
        codex.events().await("turn", turns);
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
}
