package dev.parlance.server.live.turns;

import static dev.parlance.server.live.turns.Stage.LIMIT;
import static dev.parlance.server.live.turns.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.scripted.Gate;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Step;
import dev.parlance.scripted.Usage;
import dev.parlance.server.live.LiveClient;
import dev.parlance.server.live.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the model is shown of a thread: compaction, injected items. */
final class ContextTest {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    @Rule({"LIF-3", "LIF-8", "LIF-13", "HIS-1"})
    void aCompactionIsATurnOfItsOwn() {
        LiveClient client = stage.play(
                Reply.of(Step.text("A long answer.")), Reply.of(Step.text("The gist.")), Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        client.runTurn(thread, "the question");
        int before = Wire.story(client).size();
        client.request("thread/compact/start", json("threadId", thread));
        client.awaitMethod("turn/completed", 1);

        assertThat(Wire.story(client).subList(before, Wire.story(client).size()))
                .containsExactly(
                        "status active[]",
                        "turn/started",
                        "item/started contextCompaction",
                        "item/completed contextCompaction",
                        "status idle",
                        "turn/completed completed");
        client.runTurn(thread, "next question");
        String sent = stage.model().awaitRequest(2, LIMIT).body().toString();
        assertThat(sent).contains("the question", "The gist.", "next question").doesNotContain("A long answer.");
        assertThat(Wire.listed(client, thread)).isEqualTo(Wire.announced(client, thread));
    }

    @Test
    @Rule({"LIF-9", "LIF-11"})
    void aCompactionThatFailsLeavesTheContextAsItWas() {
        LiveClient client = stage.play(
                Reply.of(Step.text("An answer.")),
                Reply.of(Step.fail("insufficient_quota", "no")),
                Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        client.runTurn(thread, "a question");
        client.request("thread/compact/start", json("threadId", thread));

        assertThat(Wire.statusOf(client.awaitMethod("turn/completed", 1))).isEqualTo("failed");
        client.runTurn(thread, "more");
        assertThat(stage.model().awaitRequest(2, LIMIT).body().toString()).contains("An answer.");
    }

    @Test
    @Rule({"LIF-14", "INT-1"})
    void aCompactionInterruptsTheTurnThatRunsAndIsNotSteerable() {
        Gate half = new Gate("half");
        Gate summary = new Gate("summary");
        LiveClient client = stage.problemsExpected()
                .play(
                        Reply.of(Step.text("half ").unfinished(), Step.hold(half)),
                        Reply.of(Step.hold(summary), Step.text("Gist.")));
        String thread = stage.thread();
        String turn = client.startTurn(thread, "one");
        client.awaitMethod("item/agentMessage/delta");
        client.request("thread/compact/start", json("threadId", thread));
        assertThat(Wire.statusOf(client.completed(turn))).isEqualTo("interrupted");
        summary.awaitReached(LIMIT);
        String compaction =
                client.awaitMethod("turn/started", 1).at("/params/turn/id").asText();

        JsonNode steer = client.refused(
                "turn/steer",
                json("threadId", thread, "expectedTurnId", compaction, "input", TurnSettingsTest.input("x")));
        assertThat(steer.get("message").asText()).isEqualTo("cannot steer a compact turn");
        assertThat(steer.at("/data/codexErrorInfo/activeTurnNotSteerable/turnKind")
                        .asText())
                .isEqualTo("compact");
        client.refused("turn/start", LiveClient.turn(thread, "x"));
        summary.release();
        half.release();
        assertThat(Wire.statusOf(client.completed(compaction))).isEqualTo("completed");
    }

    @Test
    @Rule({"LIF-9", "LIF-15"})
    void aContextAtItsLimitIsCompactedBeforeTheNextRequest() {
        LiveClient client = stage.settings("model_auto_compact_token_limit = 1000")
                .play(
                        Reply.of(Step.text("Much.")).usage(Usage.of(1_500, 10)),
                        Reply.of(Step.text("The gist.")).usage(Usage.of(1_600, 10)),
                        Reply.of(Step.text("Ok.")).usage(Usage.of(200, 10)),
                        Reply.of(Step.text("Still ok.")));
        String thread = stage.thread();
        client.runTurn(thread, "one");
        client.runTurn(thread, "two");
        client.runTurn(thread, "three");

        assertThat(Wire.completed(client, "contextCompaction")).hasSize(1);
        assertThat(stage.model().requestCount()).isEqualTo(4);
        assertThat(stage.model().awaitRequest(2, LIMIT).body().toString())
                .contains("The gist.", "two")
                .doesNotContain("Much.");
    }

    @Test
    void theUsersOwnWordsAskForTheSummary() {
        LiveClient client = stage.settings("compact_prompt = \"In one word, please.\"")
                .play(Reply.of(Step.text("Much.")), Reply.of(Step.text("Gist.")));
        String thread = stage.thread();
        client.runTurn(thread, "one");
        client.request("thread/compact/start", json("threadId", thread));
        client.awaitMethod("turn/completed", 1);

        assertThat(stage.model().awaitRequest(1, LIMIT).body().toString())
                .contains("In one word, please.")
                .doesNotContain("Summarise the conversation");
    }

    @Test
    @Rule({"HIS-1"})
    void theConfiguredWindowIsToldDuringTheTurnAndAfterARestart() {
        LiveClient client = stage.settings("model_context_window = 12345")
                .play(Reply.of(Step.text("Ok.")).usage(Usage.of(100, 10)));
        String thread = stage.thread();
        client.runTurn(thread, "one");
        assertThat(window(client)).isEqualTo(12_345);

        LiveClient again = stage.restart();
        again.request("thread/resume", json("threadId", thread));
        assertThat(window(again)).isEqualTo(12_345);
    }

    private static long window(LiveClient client) {
        return client.awaitMethod("thread/tokenUsage/updated")
                .at("/params/tokenUsage/modelContextWindow")
                .asLong();
    }

    @Test
    @Rule({"HIS-2"})
    void aMessageIsRememberedOnDiskFromWhenItIsAnnounced() {
        LiveClient client = stage.play(
                Reply.of(
                        Step.text("A whole message."),
                        Step.text("half ").unfinished(),
                        Step.hold(new Gate("the answer never ends"))),
                Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        client.startTurn(thread, "the question");
        client.await(message -> Wire.deltas(client, "item/agentMessage/delta").endsWith("half "));

        // A copy is made from what is on disk, as a server that comes after a crash finds it.
        String copy = client.request("thread/fork", json("threadId", thread, "excludeTurns", true))
                .at("/thread/id")
                .asText();
        client.runTurn(copy, "next");

        assertThat(stage.model().awaitRequest(1, LIMIT).body().toString())
                .contains("the question", "A whole message.", "next");
    }

    @Test
    @Rule({"HIS-1", "HIS-2"})
    void theCompactedContextOutlivesTheServer() {
        LiveClient client = stage.play(
                Reply.of(Step.text("A long answer.")), Reply.of(Step.text("The gist.")), Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        client.runTurn(thread, "the question");
        client.request("thread/compact/start", json("threadId", thread));
        client.awaitMethod("turn/completed", 1);

        LiveClient next = stage.restart();
        next.request("thread/resume", json("threadId", thread));
        next.runTurn(thread, "next");

        assertThat(stage.model().awaitRequest(2, LIMIT).body().toString())
                .contains("The gist.")
                .doesNotContain("A long answer.");
        assertThat(Wire.listed(next, thread))
                .extracting(item -> item.get("type").asText())
                .containsExactly("userMessage", "agentMessage", "contextCompaction", "userMessage", "agentMessage");
    }

    @Test
    @Rule({"HIS-1", "LIF-17"})
    void injectedItemsReachTheModelAndAreNoItems() {
        LiveClient client = stage.always(Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        JsonNode items = Stage.tree(
                "[{'type':'message','role':'user','content':[{'type':'input_text','text':'injected words'}]}]");
        client.request("thread/inject_items", json("threadId", thread, "items", items));
        LiveClient next = stage.restart();
        next.request("thread/resume", json("threadId", thread));
        next.runTurn(thread, "go");

        String sent = stage.model().awaitRequest(0, LIMIT).body().toString();
        assertThat(sent).contains("injected words");
        assertThat(Wire.listed(next, thread)).hasSize(2);
    }

    @Test
    @Rule({"HIS-9"})
    void whatCannotBeInjectedIsRefused() {
        LiveClient client = stage.play();
        String thread = stage.thread();
        for (Object items :
                List.of(List.of(), List.of(1), List.of(Stage.map("x", 1)), Stage.tree("[{'type':'message'}]"))) {
            client.refused("thread/inject_items", json("threadId", thread, "items", items));
        }
        assertThat(client.refused("thread/inject_items", json("threadId", thread, "items", List.of()))
                        .get("message")
                        .asText())
                .isEqualTo("items must not be empty");
    }
}
