package dev.parlance.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.transcript.TranscriptReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTranscriptTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] JUNK = {
        "null",
        "true",
        "-1",
        "1e400",
        "9223372036854775808",
        "0.5",
        "\"\"",
        "\"\\ud800\"",
        "[]",
        "{}",
        "[[null]]",
        "{\"id\":{}}",
        "\"inProgress\"",
        "\"turn-1\""
    };

    /** Any value of any message of a right conversation replaced by anything: the judge judges, he does not stumble. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noMessageMakesTheJudgeFail(long seed) throws IOException {
        List<TranscriptEvent> session = new ArrayList<>();
        new TranscriptReader("session.jsonl")
                .read(new ByteArrayInputStream(Recordings.bytes("session.jsonl")), session::add);
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            PassiveEngine engine = new PassiveEngine(Recordings.PROTOCOL, Recordings.SCHEMA, Dialect.STANDARD);
            for (TranscriptEvent event : session) {
                boolean keep = event.note() != null || random.nextInt(4) > 0;
                engine.accept(keep ? event : damaged(event, random));
            }
            assertThat(engine.finish()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000})
    void depthIsNoDanger(int depth) {
        PassiveEngine engine = new PassiveEngine(Recordings.PROTOCOL, Recordings.SCHEMA, Dialect.STANDARD);
        String nested = "{\"method\":\"x\",\"params\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
        engine.accept(line(nested));
        assertThat(engine.finish()).isNotEmpty();
    }

    @Test
    void endlessNoiseIsCountedNotKept() {
        PassiveEngine engine = new PassiveEngine(Recordings.PROTOCOL, Recordings.SCHEMA, Dialect.STANDARD);
        for (int i = 0; i < 50_000; i++) {
            engine.accept(line("noise " + i));
        }
        Verdict verdict = engine.finish().stream()
                .filter(each -> each.rule().id().equals("FRM-2"))
                .findFirst()
                .orElseThrow();
        assertThat(verdict.failureCount()).isEqualTo(50_000);
        assertThat(verdict.failures()).hasSize(100);
    }

    private static TranscriptEvent damaged(TranscriptEvent event, Random random) throws IOException {
        JsonNode message = JSON.readTree(event.bytes());
        List<JsonNode> holders = new ArrayList<>();
        holders(message, holders);
        JsonNode holder = holders.get(random.nextInt(holders.size()));
        JsonNode junk = JSON.readTree(JUNK[random.nextInt(JUNK.length)]);
        if (holder instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            object.set(names.get(random.nextInt(names.size())), junk);
        } else if (holder instanceof ArrayNode array) {
            array.add(junk);
        }
        byte[] bytes = message.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(5) == 0) {
            bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        return TranscriptEvent.line(event.micros(), event.direction(), event.connection(), bytes);
    }

    private static void holders(JsonNode node, List<JsonNode> into) {
        if (node.isContainerNode()) {
            into.add(node);
            node.forEach(child -> holders(child, into));
        }
    }

    private static TranscriptEvent line(String text) {
        return TranscriptEvent.line(0, Direction.TO_CLIENT, "main", text.getBytes(StandardCharsets.UTF_8));
    }
}
