package dev.parlance.server.live.turns;

import static dev.parlance.server.live.turns.Stage.LIMIT;
import static dev.parlance.server.live.turns.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.scripted.Chunking;
import dev.parlance.scripted.Gate;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Step;
import dev.parlance.server.live.LiveClient;
import dev.parlance.server.live.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PlainTurnTest {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    @Rule({"LIF-1", "LIF-2", "LIF-3", "LIF-8", "LIF-9", "LIF-10", "LIF-11", "LIF-13", "LIF-18", "STR-1", "STR-2"})
    void aPlainTurnRunsInTheOrderOfTheProtocol() {
        LiveClient client = stage.play(Reply.of(Step.reasoning("One.", "Two."), Step.text("Hello you.")));
        String thread = stage.thread();

        String turn = client.startTurn(thread, "hi");
        client.completed(turn);

        assertThat(Wire.story(client))
                .containsExactly(
                        "status active[]",
                        "turn/started",
                        "item/started userMessage",
                        "item/completed userMessage",
                        "item/started reasoning",
                        "item/reasoning/summaryPartAdded",
                        "item/reasoning/summaryTextDelta",
                        "item/reasoning/summaryPartAdded",
                        "item/reasoning/summaryTextDelta",
                        "item/completed reasoning",
                        "item/started agentMessage",
                        "item/agentMessage/delta",
                        "item/completed agentMessage",
                        "status idle",
                        "turn/completed completed");
        List<JsonNode> all = client.received();
        JsonNode answer = client.await(message -> message.at("/result/turn").isObject());
        assertThat(all.indexOf(answer)).isLessThan(all.indexOf(client.awaitMethod("turn/started")));
        assertThat(client.awaitMethod("turn/started").at("/params/turn/id").asText())
                .isEqualTo(turn);
    }

    @Test
    @Rule({"LIF-1"})
    void aThreadIsAnnouncedAfterTheAnswerThatNamesIt() {
        LiveClient client = stage.play();
        String thread = stage.thread();

        JsonNode started = client.awaitMethod("thread/started");

        JsonNode answer = client.await(message -> message.at("/result/thread").isObject());
        assertThat(client.received().indexOf(answer))
                .isLessThan(client.received().indexOf(started));
        assertThat(started.at("/params/thread/id").asText()).isEqualTo(thread);
    }

    @Test
    @Rule({"STR-3", "STR-5", "STR-6", "LIF-5", "LIF-7"})
    void deltasAddUpToWhatTheItemsEndWith() {
        LiveClient client =
                stage.play(Reply.of(Step.reasoning("Think of this.", "And that."), Step.text("All is well.")));
        String thread = stage.thread();

        String turn = client.startTurn(thread, "hi");
        client.completed(turn);

        JsonNode reasoning = Wire.awaitCompleted(client, "reasoning");
        assertThat(reasoning.get("summary")).isEqualTo(Stage.tree("['Think of this.','And that.']"));
        assertThat(Wire.deltas(client, "item/reasoning/summaryTextDelta")).isEqualTo("Think of this.And that.");
        assertThat(client.received("item/reasoning/summaryPartAdded").stream()
                        .map(part -> part.at("/params/summaryIndex").asInt()))
                .containsExactly(0, 1);
        JsonNode message = Wire.awaitCompleted(client, "agentMessage");
        assertThat(message.get("text").asText()).isEqualTo("All is well.");
        assertThat(Wire.deltas(client, "item/agentMessage/delta")).isEqualTo("All is well.");
        assertThat(client.received("item/agentMessage/delta")).allSatisfy(delta -> {
            assertThat(delta.at("/params/itemId")).isEqualTo(message.get("id"));
            assertThat(delta.at("/params/turnId").asText()).isEqualTo(turn);
            assertThat(delta.at("/params/threadId").asText()).isEqualTo(thread);
        });
    }

    @Test
    @Rule({"STR-3", "STR-5"})
    void rawThoughtsAreStreamedByContentIndex() {
        LiveClient client = stage.play(Reply.of(Step.rawReasoning("Raw one.", "Raw two."), Step.text("Yes.")));

        client.runTurn(stage.thread(), "hi");

        assertThat(Wire.awaitCompleted(client, "reasoning").get("content"))
                .isEqualTo(Stage.tree("['Raw one.','Raw two.']"));
        assertThat(Wire.deltas(client, "item/reasoning/textDelta")).isEqualTo("Raw one.Raw two.");
    }

    @Test
    @Rule({"STR-4"})
    void noCharacterIsSplitOrReplaced() {
        String text = "👩‍👩‍👧 \u202eabc\u202c é e\u0301 \u2028 \u0000 𝕏 日本";
        LiveClient client = stage.play(Reply.of(Step.text(text).by(Chunking.CHARACTERS)));

        client.runTurn(stage.thread(), text);

        assertThat(Wire.awaitCompleted(client, "agentMessage").get("text").asText())
                .isEqualTo(text);
        assertThat(Wire.deltas(client, "item/agentMessage/delta")).isEqualTo(text);
        assertThat(Wire.awaitCompleted(client, "userMessage")
                        .at("/content/0/text")
                        .asText())
                .isEqualTo(text);
        assertThat(stage.model().awaitRequest(0, LIMIT).lastUserText()).contains(text);
    }

    @Test
    @Rule({"STR-11"})
    void aDeltaIsForwardedBeforeTheModelSaysMore() {
        Gate gate = new Gate("after the first half");
        LiveClient client =
                stage.play(Reply.of(Step.text("first ").unfinished(), Step.hold(gate), Step.text("second")));
        String turn = client.startTurn(stage.thread(), "hi");

        JsonNode delta = client.awaitMethod("item/agentMessage/delta");

        assertThat(delta.at("/params/delta").asText()).isEqualTo("first ");
        assertThat(gate.isReleased()).isFalse();
        gate.release();
        client.completed(turn);
    }

    @Test
    @Rule({"LIF-4", "LIF-17"})
    void severalMessagesAreItemsOfTheirOwnWithTheirPhases() {
        LiveClient client = stage.play(Reply.of(
                Step.text("Looking.").phase("commentary"), Step.text("Found.").phase("final_answer")));
        String thread = stage.thread();

        JsonNode completed = client.runTurn(thread, "hi");

        List<JsonNode> messages = Wire.completed(client, "agentMessage");
        assertThat(messages).extracting(item -> item.get("text").asText()).containsExactly("Looking.", "Found.");
        assertThat(messages)
                .extracting(item -> item.get("phase").asText())
                .containsExactly("commentary", "final_answer");
        assertThat(messages).extracting(item -> item.get("id").asText()).doesNotHaveDuplicates();
        assertThat(completed.at("/params/turn/items")).hasSize(1);
        assertThat(completed.at("/params/turn/items/0/text").asText()).isEqualTo("Found.");
        assertThat(Wire.listed(client, thread)).isEqualTo(Wire.announced(client, thread));
    }

    @Test
    @Rule({"LIF-9", "LIF-11"})
    void aModelThatSaysNothingEndsTheTurnAllTheSame() {
        LiveClient client = stage.play(Reply.of());

        JsonNode turn = client.runTurn(stage.thread(), "hi").at("/params/turn");

        assertThat(turn.get("status").asText()).isEqualTo("completed");
        assertThat(turn.get("items")).isEmpty();
        assertThat(turn.get("itemsView").asText()).isEqualTo("notLoaded");
        assertThat(turn.path("error").isObject()).isFalse();
    }

    @Test
    @Rule({"LIF-16"})
    void timesDoNotRunBackwards() {
        LiveClient client = stage.play(Reply.of(Step.text("one")), Reply.of(Step.text("two")));
        String thread = stage.thread();
        client.runTurn(thread, "first");
        client.runTurn(thread, "second");

        for (JsonNode item : Wire.announced(client, thread)) {
            assertThat(item.get("completedAtMs").asLong())
                    .isGreaterThanOrEqualTo(item.get("startedAtMs").asLong());
        }
        assertThat(client.received().stream()
                        .filter(message -> message.has("emittedAtMs"))
                        .map(message -> message.get("emittedAtMs").asLong()))
                .isSorted()
                .isNotEmpty();
    }

    @Test
    @Rule({"LIF-4", "LIF-7"})
    void aModelThatRepeatsAnIdDoesNotGiveTwoItemsOneId() {
        LiveClient client = stage.always(
                Reply.of(
                        Step.item(
                                Stage.tree(
                                        "{'type':'message','id':'msg_same','role':'assistant','content':[{'type':'output_text','text':'again'}]}"))));
        String thread = stage.thread();
        client.runTurn(thread, "one");
        client.runTurn(thread, "two");

        assertThat(Wire.listed(client, thread))
                .hasSize(4)
                .extracting(item -> item.get("id").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    @Rule({"LIF-18"})
    void theUsersMessageCarriesTheClientsIdAndEveryPart() {
        LiveClient client = stage.play(Reply.of(Step.text("Nice.")));
        String thread = stage.thread();
        String input = "[{'type':'text','text':'look'},{'type':'image','url':'data:image/png;base64,iVBORw0KGgo='}]";

        String turn = client.request(
                        "turn/start",
                        json("threadId", thread, "input", Stage.tree(input), "clientUserMessageId", "mine-1"))
                .at("/turn/id")
                .asText();
        client.completed(turn);

        JsonNode item = Wire.awaitCompleted(client, "userMessage");
        assertThat(item.get("clientId").asText()).isEqualTo("mine-1");
        assertThat(item.at("/content/0/text").asText()).isEqualTo("look");
        assertThat(item.at("/content/1/url").asText()).startsWith("data:image/png");
        assertThat(stage.model().awaitRequest(0, LIMIT).body().toString())
                .contains("data:image/png;base64,iVBORw0KGgo=");
    }

    @Test
    @Rule({"LIF-9"})
    void emptyInputRunsATurnWithoutAUserMessage() {
        LiveClient client = stage.play(Reply.of(Step.text("Hm.")));

        String turn = client.request("turn/start", json("threadId", stage.thread(), "input", List.of()))
                .at("/turn/id")
                .asText();

        assertThat(Wire.statusOf(client.completed(turn))).isEqualTo("completed");
        assertThat(Wire.completed(client, "userMessage")).isEmpty();
    }
}
