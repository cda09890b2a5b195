package dev.parlance.server.live.turns;

import static dev.parlance.server.live.turns.Stage.LIMIT;
import static dev.parlance.server.live.turns.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.scripted.ModelRequest;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Step;
import dev.parlance.scripted.Usage;
import dev.parlance.server.live.LiveClient;
import dev.parlance.server.live.Rule;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a turn is told beside its input, and what it counts. */
final class TurnSettingsTest {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    @Rule({"LIF-15"})
    void tokensAddUpOverTheThread() {
        LiveClient client = stage.play(
                Reply.of(Step.text("a")).usage(new Usage(100, 40, 20, 5)),
                Reply.of(Step.text("b")).usage(new Usage(300, 0, 7, 0)));
        String thread = stage.thread();
        String first = client.startTurn(thread, "one");
        client.completed(first);
        String second = client.startTurn(thread, "two");
        client.completed(second);

        List<JsonNode> usages = client.received("thread/tokenUsage/updated");
        assertThat(usages)
                .extracting(usage -> usage.at("/params/turnId").asText())
                .containsExactly(first, second);
        assertThat(usages)
                .extracting(usage ->
                        usage.at("/params/tokenUsage/total/totalTokens").asLong())
                .containsExactly(120L, 427L);
        assertThat(usages.get(1)
                        .at("/params/tokenUsage/total/cachedInputTokens")
                        .asLong())
                .isEqualTo(40);
        assertThat(usages.get(1).at("/params/tokenUsage/last/totalTokens").asLong())
                .isEqualTo(307);
        assertThat(usages.get(1).at("/params/tokenUsage/modelContextWindow").asLong())
                .isEqualTo(258_400);
    }

    @Test
    @Rule({"LIF-15", "HIS-6"})
    void tokenTotalsGoOnAfterARestart() {
        LiveClient client = stage.always(Reply.of(Step.text("a")));
        String thread = stage.thread();
        client.runTurn(thread, "one");
        LiveClient next = stage.restart();
        next.request("thread/resume", json("threadId", thread));

        next.runTurn(thread, "two");

        List<JsonNode> usages = next.received("thread/tokenUsage/updated");
        assertThat(usages.get(usages.size() - 1)
                        .at("/params/tokenUsage/total/totalTokens")
                        .asLong())
                .isEqualTo(240);
    }

    @Test
    @Rule({"LIF-14"})
    void anOutputSchemaHoldsForItsTurnAlone() {
        LiveClient client = stage.always(Reply.of(Step.text("{\"a\":1}")));
        String thread = stage.thread();
        JsonNode schema = Stage.tree("{'type':'object','properties':{'a':{'type':'integer'}}}");

        String turn = client.request(
                        "turn/start", json("threadId", thread, "input", input("one"), "outputSchema", schema))
                .at("/turn/id")
                .asText();
        client.completed(turn);
        client.runTurn(thread, "two");

        ModelRequest first = stage.model().awaitRequest(0, LIMIT);
        assertThat(first.body().at("/text/format/type").asText()).isEqualTo("json_schema");
        assertThat(first.body().at("/text/format/schema")).isEqualTo(schema);
        assertThat(stage.model().awaitRequest(1, LIMIT).wantsStructuredOutput()).isFalse();
    }

    @Test
    @Rule({"HIS-6"})
    void overridesStickAlsoAfterARestart() throws Exception {
        LiveClient client = stage.always(Reply.of(Step.text("a")));
        String thread = stage.thread();
        String other = Files.createDirectories(stage.work().resolve("other")).toString();
        String turn = client.request(
                        "turn/start",
                        json(
                                "threadId",
                                thread,
                                "input",
                                input("one"),
                                "model",
                                "mock-2",
                                "effort",
                                "high",
                                "cwd",
                                other))
                .at("/turn/id")
                .asText();
        client.completed(turn);
        client.runTurn(thread, "two");

        LiveClient next = stage.restart();
        JsonNode resumed = next.request("thread/resume", json("threadId", thread));
        next.runTurn(thread, "three");

        for (int i = 0; i < 3; i++) {
            JsonNode body = stage.model().awaitRequest(i, LIMIT).body();
            assertThat(body.get("model").asText()).isEqualTo("mock-2");
            assertThat(body.at("/reasoning/effort").asText()).isEqualTo("high");
        }
        assertThat(resumed.get("model").asText()).isEqualTo("mock-2");
        assertThat(resumed.get("reasoningEffort").asText()).isEqualTo("high");
        assertThat(resumed.get("cwd").asText()).isEqualTo(other);
    }

    @Test
    @Rule({"LIF-9"})
    void aLocalImageThatIsMissingDoesNotEndTheTurn() {
        LiveClient client = stage.play(Reply.of(Step.text("I see none.")));

        String turn = client.request(
                        "turn/start",
                        json(
                                "threadId",
                                stage.thread(),
                                "input",
                                List.of(Map.of("type", "localImage", "path", "/nowhere/at/all.png"))))
                .at("/turn/id")
                .asText();

        assertThat(Wire.statusOf(client.completed(turn))).isEqualTo("completed");
    }

    @Test
    @Rule({"HIS-9"})
    void remoteImagesAreRefusedAndNoTurnBegins() {
        LiveClient client = stage.play();
        String thread = stage.thread();

        for (String url : List.of("https://example.org/a.png", "HTTP://example.org/a.png")) {
            JsonNode error = client.refused(
                    "turn/start", json("threadId", thread, "input", List.of(Map.of("type", "image", "url", url))));
            assertThat(error.get("code").asInt()).isEqualTo(-32600);
        }
        assertThat(client.methods()).doesNotContain("turn/started");
        assertThat(stage.model().requestCount()).isZero();
    }

    static List<Map<String, Object>> input(String text) {
        return List.of(Map.of("type", "text", "text", text));
    }
}
