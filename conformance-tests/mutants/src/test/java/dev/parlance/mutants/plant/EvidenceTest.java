package dev.parlance.mutants.plant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    @Test
    void linesAreFoundInTheirOrderAlone() throws IOException {
        Evidence evidence = evidence("[{method: a}, {method: b}]");
        assertThat(evidence.in(recording("<{\"method\":\"a\"}", "<{\"method\":\"x\"}", "<{\"method\":\"b\"}")))
                .isTrue();
        assertThat(evidence.in(recording("<{\"method\":\"b\"}", "<{\"method\":\"a\"}")))
                .isFalse();
    }

    @Test
    void oneLineDoesNotStandForTwo() throws IOException {
        Evidence evidence = evidence("[{kind: notification}, {method: a}]");
        assertThat(evidence.in(recording("<{\"method\":\"a\"}"))).isFalse();
        assertThat(evidence.in(recording("<{\"method\":\"a\"}", "<{\"method\":\"a\"}")))
                .isTrue();
    }

    @Test
    void answersAreKnownByTheirRequests() throws IOException {
        Evidence evidence = evidence("[{from: client, method: a}, {answer: a, kind: error}]");
        assertThat(evidence.in(recording(">{\"id\":1,\"method\":\"a\"}", "<{\"id\":1,\"error\":{}}")))
                .isTrue();
        assertThat(evidence.in(recording(">{\"id\":1,\"method\":\"a\"}", "<{\"id\":2,\"error\":{}}")))
                .isFalse();
    }

    @Test
    void whereNothingIsAskedForAnyRecordingWillDo() {
        assertThat(Evidence.NONE.in(List.of())).isTrue();
    }

    private static Evidence evidence(String seen) throws IOException {
        String variant = "[{id: X, title: t, steps: [{do: [drop]}], seen: " + seen + "}]";
        return new FaultReader("test")
                .read(new ByteArrayInputStream(variant.getBytes(StandardCharsets.UTF_8)))
                .get(0)
                .evidence();
    }

    private static List<TranscriptEvent> recording(String... lines) {
        List<TranscriptEvent> events = new ArrayList<>();
        for (String line : lines) {
            Direction direction = line.startsWith(">") ? Direction.TO_SERVER : Direction.TO_CLIENT;
            byte[] bytes = line.substring(1).getBytes(StandardCharsets.UTF_8);
            events.add(TranscriptEvent.line(events.size(), direction, "main", bytes));
        }
        return events;
    }
}
