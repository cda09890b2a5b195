package dev.parlance.server.live.turns;

import static dev.parlance.server.live.turns.Stage.LIMIT;
import static dev.parlance.server.live.turns.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.scripted.Gate;
import dev.parlance.scripted.ModelRequest;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Step;
import dev.parlance.server.live.LiveClient;
import dev.parlance.server.live.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Forks, reverts, archive and deletion. */
final class ThreadLifeTest {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    @Rule({"HIS-3"})
    void aForkGoesItsOwnWayAndItsSourceStaysAsItWas() {
        LiveClient client = stage.always(Reply.of(Step.text("Ok.")));
        String source = stage.thread();
        String first = client.startTurn(source, "one");
        client.completed(first);
        client.runTurn(source, "two");
        JsonNode before = whole(client, source);

        JsonNode fork = client.request("thread/fork", json("threadId", source));
        JsonNode cut = client.request("thread/fork", json("threadId", source, "lastTurnId", first));
        String forkId = fork.at("/thread/id").asText();
        String cutId = cut.at("/thread/id").asText();
        client.runTurn(forkId, "in the fork");
        client.runTurn(cutId, "in the cut fork");

        assertThat(fork.at("/thread/forkedFromId").asText()).isEqualTo(source);
        assertThat(whole(client, source)).isEqualTo(before);
        assertThat(texts(client, forkId)).containsExactly("one", "two", "in the fork");
        assertThat(texts(client, cutId)).containsExactly("one", "in the cut fork");
        List<ModelRequest> requests = stage.model().requests();
        assertThat(requests.get(2).body().toString()).contains("two", "in the fork");
        assertThat(requests.get(3).body().toString())
                .contains("one", "in the cut fork")
                .doesNotContain("\"two\"");
        client.runTurn(source, "three");
        assertThat(texts(client, forkId)).containsExactly("one", "two", "in the fork");
    }

    @Test
    @Rule({"HIS-3", "LIF-9"})
    void aForkOfARunningThreadHasItsTurnInterruptedAndTheSourceRunsOn() {
        Gate gate = new Gate("half");
        LiveClient client = stage.play(
                Reply.of(Step.text("Whole."), Step.text("half ").unfinished(), Step.hold(gate)),
                Reply.of(Step.text("Ok.")));
        String source = stage.thread();
        String turn = client.startTurn(source, "one");
        client.await(message -> Wire.deltas(client, "item/agentMessage/delta").endsWith("half "));

        JsonNode fork = client.request("thread/fork", json("threadId", source));
        gate.release();

        assertThat(fork.at("/thread/turns/0/status").asText()).isEqualTo("interrupted");
        assertThat(Wire.statusOf(client.completed(turn))).isNotEqualTo("interrupted");
        assertThat(Wire.statusOf(client.runTurn(fork.at("/thread/id").asText(), "on")))
                .isEqualTo("completed");
    }

    @Test
    @Rule({"HIS-3", "HIS-7"})
    void anEphemeralForkKnowsTheContextAndIsNotKept() {
        LiveClient client = stage.always(Reply.of(Step.text("Ok.")));
        String source = stage.thread();
        client.runTurn(source, "one");
        JsonNode before = whole(client, source);
        client.refused("thread/fork", json("threadId", source, "ephemeral", true));
        String fork = client.request("thread/fork", json("threadId", source, "ephemeral", true, "excludeTurns", true))
                .at("/thread/id")
                .asText();
        client.runTurn(fork, "two");

        assertThat(stage.model().awaitRequest(1, LIMIT).body().toString()).contains("one", "two");
        assertThat(HistoryTest.ids(client.request("thread/list", "{}"))).containsExactly(source);
        assertThat(whole(client, source)).isEqualTo(before);
    }

    @Test
    @Rule({"HIS-8"})
    void whatIsRevertedIsGoneFromEveryView() {
        LiveClient client = stage.always(Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        client.runTurn(thread, "one");
        String second = client.startTurn(thread, "two");
        client.completed(second);
        client.runTurn(thread, "three");

        JsonNode reverted = client.request("thread/revert", json("threadId", thread, "beforeTurnId", second));

        assertThat(reverted.at("/thread/id").asText()).isEqualTo(thread);
        assertThat(client.awaitMethod("thread/reverted").at("/params/threadId").asText())
                .isEqualTo(thread);
        for (boolean restarted : new boolean[] {false, true}) {
            LiveClient reader = restarted ? stage.restart() : client;
            assertThat(texts(reader, thread)).containsExactly("one");
            assertThat(whole(reader, thread).at("/turns")).hasSize(1);
            assertThat(reader.request("thread/turns/list", json("threadId", thread))
                            .get("data"))
                    .hasSize(1);
        }
        LiveClient next = stage.join();
        next.request("thread/resume", json("threadId", thread));
        next.refused("thread/revert", json("threadId", thread, "beforeTurnId", second));
        next.runTurn(thread, "instead");
        assertThat(stage.model().awaitRequest(3, LIMIT).body().toString())
                .contains("one", "instead")
                .doesNotContain("\"two\"")
                .doesNotContain("\"three\"");
        assertThat(texts(next, thread)).containsExactly("one", "instead");
    }

    @Test
    @Rule({"HIS-8", "INT-1"})
    void aRevertInterruptsTheTurnThatRuns() {
        Gate gate = new Gate("half");
        LiveClient client =
                stage.problemsExpected().play(Reply.of(Step.text("half ").unfinished(), Step.hold(gate)));
        String thread = stage.thread();
        String turn = client.startTurn(thread, "one");
        client.awaitMethod("item/agentMessage/delta");
        client.request("thread/revert", json("threadId", thread, "beforeTurnId", turn));

        assertThat(Wire.statusOf(client.completed(turn))).isEqualTo("interrupted");
        assertThat(Wire.listed(client, thread)).isEmpty();
        gate.release();
    }

    @Test
    @Rule({"HIS-5", "HIS-9"})
    void anArchivedThreadIsHiddenAndComesBackWhole() {
        LiveClient client = stage.always(Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        client.runTurn(thread, "one");
        client.request("thread/name/set", json("threadId", thread, "name", "kept"));
        List<JsonNode> items = Wire.listed(client, thread);

        client.request("thread/archive", json("threadId", thread));
        client.awaitMethod("thread/archived");
        assertThat(HistoryTest.ids(client.request("thread/list", "{}"))).isEmpty();
        assertThat(HistoryTest.ids(client.request("thread/list", "{\"archived\":true}")))
                .containsExactly(thread);
        assertThat(Wire.listed(client, thread)).isEqualTo(items);
        assertThat(client.refused("thread/resume", json("threadId", thread))
                        .get("message")
                        .asText())
                .contains("archived");
        client.refused("thread/archive", json("threadId", thread));
        client.refused("thread/name/set", json("threadId", thread, "name", "x"));

        LiveClient next = stage.restart();
        next.request("thread/unarchive", json("threadId", thread));
        next.awaitMethod("thread/unarchived");
        next.refused("thread/unarchive", json("threadId", thread));
        assertThat(HistoryTest.ids(next.request("thread/list", "{}"))).containsExactly(thread);
        JsonNode resumed = next.request("thread/resume", json("threadId", thread));
        assertThat(HistoryTest.items(resumed.get("thread"))).isEqualTo(items);
        assertThat(resumed.at("/thread/name").asText()).isEqualTo("kept");
        assertThat(Wire.statusOf(next.runTurn(thread, "two"))).isEqualTo("completed");
    }

    @Test
    @Rule({"HIS-5", "INT-1", "LIF-9"})
    void archivingInterruptsTheTurnThatRuns() {
        LiveClient client =
                stage.play(Reply.of(Step.call("exec_command", java.util.Map.of("cmd", "echo up; sleep 300"))));
        String thread = stage.thread();
        String turn = client.startTurn(thread, "one");
        client.awaitMethod("item/commandExecution/outputDelta");
        client.request("thread/archive", json("threadId", thread));

        assertThat(Wire.statusOf(client.completed(turn))).isEqualTo("interrupted");
        assertThat(client.refused("turn/start", LiveClient.turn(thread, "x"))
                        .get("message")
                        .asText())
                .isEqualTo("thread not found: " + thread);
        assertThat(Wire.listed(client, thread)).hasSize(2);
    }

    @Test
    @Rule({"HIS-9"})
    void aDeletedThreadIsGone() {
        LiveClient client = stage.always(Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        client.runTurn(thread, "one");
        client.request("thread/delete", json("threadId", thread));
        client.awaitMethod("thread/deleted");

        client.refused("thread/delete", json("threadId", thread));
        client.refused("thread/read", json("threadId", thread));
        client.refused("thread/resume", json("threadId", thread));
        client.refused("thread/items/list", json("threadId", thread));
        assertThat(HistoryTest.ids(client.request("thread/list", "{}"))).isEmpty();
        assertThat(HistoryTest.ids(client.request("thread/list", "{\"archived\":true}")))
                .isEmpty();
    }

    private static JsonNode whole(LiveClient client, String thread) {
        return client.request("thread/read", json("threadId", thread, "includeTurns", true))
                .get("thread");
    }

    /** What the user said in it. */
    private static List<String> texts(LiveClient client, String thread) {
        return Wire.listed(client, thread).stream()
                .filter(item -> item.get("type").asText().equals("userMessage"))
                .map(item -> item.at("/content/0/text").asText())
                .toList();
    }
}
