package dev.parlance.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.scripted.Gate;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Script;
import dev.parlance.scripted.ScriptedModel;
import dev.parlance.scripted.Step;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest extends LiveTest {
    private static final int LONGEST_LINE = 64 << 20;

    @Test
    @Rule({"FRM-1", "FRM-8"})
    void messagesOfManyThreadsAreWholeLines() {
        List<String> turns = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            turns.add(client.startTurn(thread(), "count 200"));
        }
        for (int i = 0; i < 200; i++) {
            client.ask("model/list", "{}");
        }
        turns.forEach(client::completed);
        client.settle();

        assertThat(client.transcript().broken()).isEmpty();
        assertThat(client.received("item/agentMessage/delta")).hasSizeGreaterThan(1_000);
        TranscriptRules.all().assertKept(client);
    }

    @Test
    @Rule({"FRM-3", "STR-11"})
    void aDeltaIsSentBeforeTheModelSaysMore() {
        Gate gate = new Gate("more");
        try (ScriptedModel model = ScriptedModel.start(
                        Script.of(Reply.of(Step.text("first "), Step.hold(gate), Step.text("second"))));
                LiveServer scripted = LiveServer.scripted(folder.resolve("scripted"), model);
                LiveClient speaker = scripted.open()) {
            String turnId = speaker.startTurn(speaker.startThread("{}"), "hello");
            assertThat(speaker.awaitMethod("item/agentMessage/delta")
                            .at("/params/delta")
                            .asText())
                    .startsWith("first");
            assertThat(speaker.received("turn/completed")).isEmpty();
            model.gate("more").release();
            speaker.completed(turnId);
        }
    }

    @ParameterizedTest
    @Rule("FRM-4")
    @ValueSource(
            strings = {
                "🙂👩‍👩‍👧‍👦",
                "שלום עולם",
                "a\u2028b\u2029c",
                "e\u0301 n\u0303",
                "\ud800\udc00\udbff\udfff",
                "\u0001\u007f\u0085\ufeff\uffff",
                "\"\\/\b\f\t"
            })
    void everyCodePointSurvives(String text) {
        String threadId = thread();
        String json = Transcript.JSON.valueToTree("x" + text + "x").toString();
        client.request("thread/name/set", "{\"threadId\":\"" + threadId + "\",\"name\":" + json + "}");

        assertThat(client.awaitMethod("thread/name/updated")
                        .at("/params/threadName")
                        .asText())
                .isEqualTo("x" + text + "x");
        assertThat(client.request("thread/read", id(threadId))
                        .at("/thread/name")
                        .asText())
                .isEqualTo("x" + text + "x");
    }

    @Test
    @Rule("FRM-4")
    void escapedCodePointsAreTheirCharacters() {
        String threadId = thread();
        client.request("thread/name/set", "{\"threadId\":\"" + threadId + "\",\"name\":\"\\ud83d\\ude42\\u2028\"}");

        assertThat(client.awaitMethod("thread/name/updated")
                        .at("/params/threadName")
                        .asText())
                .startsWith("🙂");
    }

    static Stream<byte[]> badLines() {
        return Stream.of(
                        "",
                        "   ",
                        "\r",
                        "{",
                        "}",
                        "nonsense",
                        "{\"id\":",
                        "{\"id\":7}",
                        "{}",
                        "null",
                        "7",
                        "\"text\"",
                        "true",
                        "{\"id\":8,\"method\":5}",
                        "{\"id\":8,\"method\":null}",
                        "{\"method\":\"no/such\"}",
                        "{\"id\":9,\"method\":\"thread/loaded/list\",\"params\":{}} {}",
                        "{\"id\":9,\"method\":\"thread/loaded/list\",\"params\":{}",
                        "{\"id\":9,\"method\":\"thread/loaded/list\",\"params\":{\"limit\":1e999999999}",
                        "\0",
                        "{\"id\":9,\"method\":\"a\0b\"",
                        "{\"a\":".repeat(100_000),
                        "[".repeat(1_000_000),
                        "{\"id\":9,\"method\":\"model/list\",\"params\":" + "[".repeat(200) + "]".repeat(200) + "}",
                        "{\"method\":\"x\",\"params\":" + "1".repeat(100_000) + "}")
                .map(line -> line.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @Rule("FRM-5")
    @MethodSource("badLines")
    void aBadLineCostsItselfOnly(byte[] line) {
        client.sendBytes(line);
        client.sendBytes(new byte[] {'\n'});

        client.settle();
        assertThat(answersBesides()).isEmpty();
    }

    /** Answers to what this client has not asked with an id of its own counting. */
    private List<JsonNode> answersBesides() {
        return client.received().stream()
                .filter(message -> !message.has("method") && message.path("id").asLong(1) > 6)
                .toList();
    }

    @Test
    @Rule("FRM-5")
    void invalidUtf8CostsItsLineOnly() {
        for (int[] bytes :
                List.of(new int[] {0xff, 0xfe}, new int[] {0xc3, 0x28}, new int[] {0xed, 0xa0, 0x80}, new int[] {
                    0xf8, 0x88, 0x80, 0x80, 0x80
                })) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            line.writeBytes("{\"method\":\"initialized\",\"params\":{\"x\":\"".getBytes(StandardCharsets.UTF_8));
            for (int next : bytes) {
                line.write(next);
            }
            line.writeBytes("\"}}\n".getBytes(StandardCharsets.UTF_8));
            client.sendBytes(line.toByteArray());
            client.settle();
        }
    }

    @Test
    @Rule("FRM-5")
    void aByteOrderMarkAndCarriageReturnsDoNoHarm() {
        client.sendBytes("\ufeff{\"method\":\"initialized\"}\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        client.send(" {\"id\": 70 ,\t\"method\":\"thread/loaded/list\",\"params\":{ } }\r");

        assertThat(client.answer(70).at("/result/data").isArray()).isTrue();
    }

    @Test
    @Rule("FRM-5")
    void aLineMayComeInPieces() {
        String line = "{\"id\":71,\"method\":\"thread/loaded/list\",\"params\":{\"cursor\":null}}\n";
        client.transcript().sent(line);
        for (byte next : line.getBytes(StandardCharsets.UTF_8)) {
            client.sendBytes(new byte[] {next});
        }

        assertThat(client.answer(71).at("/result/data").isArray()).isTrue();
    }

    @Test
    @Rule("FRM-7")
    void aLineAboveTheLimitIsDroppedAndTheConnectionLives() {
        byte[] chunk = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        client.sendBytes("{\"method\":\"initialized\",\"params\":\"".getBytes(StandardCharsets.UTF_8));
        for (int sent = 0; sent <= LONGEST_LINE; sent += chunk.length) {
            client.sendBytes(chunk);
        }
        client.sendBytes("\"}\n".getBytes(StandardCharsets.UTF_8));

        client.settle();
    }

    @Test
    @Rule("FRM-7")
    void aLineBelowTheLimitIsServed() {
        String padding = "x".repeat(LONGEST_LINE / 4);
        client.request("thread/loaded/list", "{\"padding\":\"" + padding + "\"}");
    }
}
