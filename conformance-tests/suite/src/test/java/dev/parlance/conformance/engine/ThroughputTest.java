package dev.parlance.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.transcript.TranscriptReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ThroughputTest {
    private static final int ROUNDS = 700;

    /** By processor time, so that a busy machine does not matter; the first rounds warm the compiler. */
    @Test
    void judgesFiftyThousandMessagesASecond() throws IOException {
        List<TranscriptEvent> session = new ArrayList<>();
        new TranscriptReader("session.jsonl")
                .read(new ByteArrayInputStream(Recordings.bytes("session.jsonl")), session::add);
        List<TranscriptEvent> all = repeated(session);
        judge(all);
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long begin = clock.getCurrentThreadCpuTime();
        List<Verdict> verdicts = judge(all);
        double seconds = (clock.getCurrentThreadCpuTime() - begin) / 1e9;
        double rate = all.size() / seconds;
        System.out.printf(
                Locale.ROOT, "passive rules: %,d messages, %,.0f a second of processor time%n", all.size(), rate);
        assertThat(verdicts).noneMatch(verdict -> verdict.status() == Status.FAIL);
        assertThat(rate).isGreaterThan(50_000);
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
