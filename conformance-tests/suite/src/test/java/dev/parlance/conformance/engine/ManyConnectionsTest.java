package dev.parlance.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.transcript.TranscriptReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ManyConnectionsTest {
    private static final int ROUNDS = 700;

    @Test
    void hundredsOfConnectionsInOneRecordingAreJudgedApart() throws IOException {
        List<TranscriptEvent> session = new ArrayList<>();
        new TranscriptReader("session.jsonl")
                .read(new ByteArrayInputStream(Recordings.bytes("session.jsonl")), session::add);
        List<Verdict> verdicts = judge(repeated(session));
        assertThat(verdicts)
                .anyMatch(verdict -> verdict.status() == Status.PASS)
                .noneMatch(verdict -> verdict.status() == Status.FAIL);
    }

    private static List<Verdict> judge(List<TranscriptEvent> events) {
        PassiveEngine engine = new PassiveEngine(Recordings.PROTOCOL, Recordings.SCHEMA, Dialect.STANDARD);
        events.forEach(engine::accept);
        return engine.finish();
    }

    /** The conversation over and over, each time on a connection and a thread of its own. */
    private static List<TranscriptEvent> repeated(List<TranscriptEvent> session) {
        List<TranscriptEvent> all = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String thread = String.format(Locale.ROOT, "0199a2c4-6f10-7d31-9a55-%012d", round);
            for (TranscriptEvent event : session) {
                if (event.note() == null) {
                    String text = new String(event.bytes(), StandardCharsets.UTF_8)
                            .replace("0199a2c4-6f10-7d31-9a55-2f6a1c9d0b01", thread);
                    all.add(TranscriptEvent.line(
                            event.micros(),
                            event.direction(),
                            "connection " + round,
                            text.getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        return all;
    }
}
