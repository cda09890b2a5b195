package dev.parlance.conformance.tap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.engine.Status;
import dev.parlance.conformance.report.JudgedTranscript;
import dev.parlance.conformance.transcript.Direction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TapRecorderTest {
    @Test
    void linesArePutTogetherFromChunksAndAnUnendedOneIsToldApart() throws InterruptedException {
        ByteArrayOutputStream recording = new ByteArrayOutputStream();
        TapRecorder recorder = new TapRecorder(recording, 1 << 20);
        recorder.start();
        Tape tape = recorder.open("main", false);
        saw(tape, Direction.TO_SERVER, "{\"id\":1,\"method\":\"initialize\",");
        saw(tape, Direction.TO_SERVER, "\"params\":{}}\n{\"method\"");
        saw(tape, Direction.TO_CLIENT, "{\"id\":1,\"result\":{}}");
        tape.ended(Direction.TO_CLIENT);
        JudgedTranscript judged = recorder.finish();
        assertThat(recording.toString(StandardCharsets.UTF_8).replaceAll("\"t\":[0-9.]+,", ""))
                .isEqualTo("""
                        {"dir":"->","conn":"main","msg":{"id":1,"method":"initialize","params":{}}}
                        {"dir":"<-","conn":"main","lf":false,"msg":{"id":1,"result":{}}}
                        {"dir":"--","conn":"main","note":"closed"}
                        """);
        assertThat(judged.verdicts())
                .filteredOn(verdict -> verdict.status() == Status.FAIL)
                .extracting(verdict -> verdict.rule().id())
                .contains("FRM-1");
        assertThat(recorder.trouble()).isEmpty();
    }

    @Test
    void fullDiskEndsTheRecordingAndNothingElse() throws InterruptedException {
        TapRecorder recorder = new TapRecorder(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("no space left");
                    }
                },
                1 << 20);
        recorder.start();
        Tape tape = recorder.open("main", false);
        saw(tape, Direction.TO_SERVER, "{\"method\":\"x\"}\n");
        JudgedTranscript judged = recorder.finish();
        assertThat(judged.cut()).isTrue();
        assertThat(judged.verdicts()).isEmpty();
        assertThat(recorder.trouble()).hasValueSatisfying(why -> assertThat(why).contains("no space left"));
    }

    private static void saw(Tape tape, Direction direction, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        tape.saw(direction, bytes, bytes.length);
    }
}
