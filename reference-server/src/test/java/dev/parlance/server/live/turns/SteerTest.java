package dev.parlance.server.live.turns;

import static dev.parlance.server.live.turns.Stage.LIMIT;
import static dev.parlance.server.live.turns.Stage.json;
import static dev.parlance.server.live.turns.TurnSettingsTest.input;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.scripted.Gate;
import dev.parlance.scripted.ModelRequest;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Step;
import dev.parlance.scripted.Usage;
import dev.parlance.server.live.LiveClient;
import dev.parlance.server.live.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SteerTest {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    @Rule({"INT-7", "INT-8", "LIF-3", "LIF-18", "STR-3"})
    void steeringCutsTheStreamAndReachesTheModelInTheSameTurn() {
        Gate gate = new Gate("half");
        LiveClient client = stage.problemsExpected()
                .play(Reply.of(Step.text("half ").unfinished(), Step.hold(gate)), Reply.of(Step.text("Turned.")));
        String thread = stage.thread();
        String turn = client.startTurn(thread, "one");
        client.awaitMethod("item/agentMessage/delta");

        JsonNode answer = client.request(
                "turn/steer",
                json(
                        "threadId",
                        thread,
                        "expectedTurnId",
                        turn,
                        "input",
                        input("rather this"),
                        "clientUserMessageId",
                        "m2"));
        client.completed(turn);
        gate.release();

        assertThat(answer.get("turnId").asText()).isEqualTo(turn);
        assertThat(client.received("turn/started")).hasSize(1);
        assertThat(client.received("turn/completed")).hasSize(1);
        assertThat(Wire.completed(client, "agentMessage"))
                .extracting(item -> item.get("text").asText())
                .containsExactly("half ", "Turned.");
        assertThat(Wire.completed(client, "userMessage").get(1).get("clientId").asText())
                .isEqualTo("m2");
        assertThat(stage.model().awaitRequest(1, LIMIT).lastUserText()).contains("rather this");
        assertThat(Wire.listed(client, thread)).isEqualTo(Wire.announced(client, thread));
    }

    @Test
    @Rule({"INT-7", "INT-8"})
    void steeringWhileACommandRunsWaitsForItsEnd() {
        LiveClient client = stage.play(
                Reply.of(Step.call(
                                "exec_command",
                                Map.of("cmd", "echo up; while [ ! -e go ]; do sleep 0.02; done; echo down"))
                        .id("call-1")),
                Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        String turn = client.startTurn(thread, "one");
        client.awaitMethod("item/commandExecution/outputDelta");
        client.request("turn/steer", json("threadId", thread, "expectedTurnId", turn, "input", input("and that")));
        client.request("thread/shellCommand", json("threadId", thread, "command", "echo user"));
        assertThat(Wire.completed(client, "userMessage")).hasSize(1);
        write("go");
        client.completed(turn);

        ModelRequest second = stage.model().awaitRequest(1, LIMIT);
        assertThat(second.callOutput("call-1").orElseThrow().asText()).contains("down");
        assertThat(second.body().toString()).contains("and that").contains("<user_shell_command>");
        assertThat(Wire.completed(client, "commandExecution"))
                .extracting(item -> item.get("source").asText())
                .containsExactly("unifiedExecStartup", "userShell");
        assertThat(client.received("turn/started")).hasSize(1);
    }

    @Test
    @Rule({"INT-6", "INT-2", "HIS-9"})
    void whatCannotBeSteeredIsRefused() {
        Gate gate = new Gate("half");
        LiveClient client = stage.play(Reply.of(Step.text("half ").unfinished(), Step.hold(gate)));
        String thread = stage.thread();
        String stale = UUID.randomUUID().toString();

        assertThat(refusal(client, thread, stale, input("x"))).isEqualTo("no active turn to steer");
        String turn = client.startTurn(thread, "one");
        gate.awaitReached(LIMIT);
        assertThat(refusal(client, thread, stale, input("x")))
                .isEqualTo("expected active turn id `" + stale + "` but found `" + turn + "`");
        assertThat(refusal(client, thread, turn, List.of())).isEqualTo("input must not be empty");
        assertThat(refusal(client, thread, "", input("x"))).isEqualTo("expectedTurnId must not be empty");
        gate.release();
        client.completed(turn);
        assertThat(refusal(client, thread, turn, input("late"))).isEqualTo("no active turn to steer");
        assertThat(Wire.completed(client, "userMessage")).hasSize(1);
    }

    @Test
    @Rule({"LIF-14", "INT-8"})
    void aSecondStartSteersTheTurnThatRuns() {
        Gate gate = new Gate("half");
        LiveClient client = stage.problemsExpected()
                .play(
                        Reply.of(Step.text("half ").unfinished(), Step.hold(gate)),
                        Reply.of(Step.text("Both.")),
                        Reply.of(Step.text("Next.")));
        String thread = stage.thread();
        String first = client.startTurn(thread, "one");
        client.awaitMethod("item/agentMessage/delta");
        String second = client.request("turn/start", json("threadId", thread, "input", input("two"), "model", "mock-2"))
                .at("/turn/id")
                .asText();
        client.completed(first);
        client.runTurn(thread, "three");
        gate.release();

        assertThat(second).isEqualTo(first);
        assertThat(client.received("turn/completed")).hasSize(2);
        assertThat(stage.model().awaitRequest(1, LIMIT).lastUserText()).contains("two");
        assertThat(stage.model().awaitRequest(1, LIMIT).body().get("model").asText())
                .isEqualTo("mock");
        assertThat(stage.model().awaitRequest(2, LIMIT).body().get("model").asText())
                .isEqualTo("mock-2");
    }

    @Test
    @Rule({"LIF-14"})
    void aTurnStartedTheMomentAnotherEndsIsNotLost() {
        LiveClient client = stage.always(Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        for (int i = 0; i < 50; i++) {
            int message = i;
            String turn = client.startTurn(thread, "message " + i);
            client.await(it -> it.path("method").asText().equals("item/completed")
                    && it.at("/params/item/type").asText().equals("agentMessage")
                    && it.at("/params/turnId").asText().equals(turn));
            // It races with the end of the turn on purpose: it steers, or begins a turn of its own.
            String next = client.startTurn(thread, "second " + message);
            client.completed(next);
        }
        assertThat(Wire.completed(client, "userMessage")).hasSize(100);
        assertThat(Wire.listed(client, thread)).isEqualTo(Wire.announced(client, thread));
        ModelRequest last =
                stage.model().requests().get(stage.model().requests().size() - 1);
        assertThat(last.lastUserText()).contains("second 49");
    }

    @Test
    @Rule({"INT-8"})
    void steeringWhileTheContextIsCompactedLosesNothing() {
        Gate gate = new Gate("summary");
        LiveClient client = stage.settings("model_auto_compact_token_limit = 100")
                .play(
                        Reply.of(Step.text("First.")),
                        Reply.of(Step.text("The sum").unfinished(), Step.hold(gate), Step.text("mary.")),
                        Reply.of(Step.text("Ok.")).usage(Usage.of(10, 1)),
                        Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        client.runTurn(thread, "first words");
        String turn = client.startTurn(thread, "second words");
        gate.awaitReached(LIMIT);
        client.request("turn/steer", json("threadId", thread, "expectedTurnId", turn, "input", input("third words")));
        gate.release();
        client.completed(turn);

        String sent = stage.model().awaitRequest(2, LIMIT).body().toString();
        assertThat(sent).contains("mary.").contains("first words").contains("second words");
        assertThat(client.received("turn/completed")).hasSize(2);
    }

    private void write(String name) {
        try {
            Files.createFile(stage.work().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String refusal(LiveClient client, String thread, String turn, List<?> input) {
        return client.refused("turn/steer", json("threadId", thread, "expectedTurnId", turn, "input", input))
                .get("message")
                .asText();
    }
}
