package dev.parlance.conformance.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptFileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"result\":{}}",
                " { \"id\" : 1 , \"id\" : 2.0e3 }  ",
                "{\"text\":\"Grüße 👋 \u2028 \\ud83d\"}",
                "{\"id\":9007199254740993}",
                "INFO listening",
                "",
                "[1,2]",
                "{\"a\":1}{\"b\":2}",
                "{\"a\":1}\r",
                "{\"unclosed\":",
                "\u0000\u0001\u001b[31m",
                "{\"a\":\"tab\there\"}"
            })
    void everyLineComesBackByteForByte(String line) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        List<TranscriptEvent> events = List.of(
                TranscriptEvent.line(1_234_567, Direction.TO_CLIENT, "main", bytes),
                TranscriptEvent.unended(1_234_568, Direction.TO_SERVER, "se\"cond", bytes));
        assertThat(read(written(events, 1 << 20))).isEqualTo(events);
    }

    @Test
    void bytesThatAreNoTextComeBack() throws IOException {
        List<TranscriptEvent> events = List.of(
                TranscriptEvent.line(0, Direction.TO_CLIENT, "main", new byte[] {'{', (byte) 0xc3, 0, '}'}),
                TranscriptEvent.note(5, "main", TranscriptEvent.CLOSED));
        assertThat(read(written(events, 1 << 20))).isEqualTo(events);
    }

    @Test
    void messagesAreReadableAsTheyStand() throws IOException {
        TranscriptEvent event = TranscriptEvent.line(
                1_500_000, Direction.TO_SERVER, "main", "{\"id\":1,\"method\":\"m\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(written(List.of(event), 1 << 20), StandardCharsets.UTF_8))
                .isEqualTo("{\"t\":1.500000,\"dir\":\"->\",\"conn\":\"main\",\"msg\":{\"id\":1,\"method\":\"m\"}}\n");
    }

    @Test
    void recordingStopsAtItsLimitAndSaysSo() throws IOException {
        TranscriptEvent event =
                TranscriptEvent.line(0, Direction.TO_SERVER, "main", "{\"id\":1}".getBytes(StandardCharsets.UTF_8));
        List<TranscriptEvent> read = read(written(java.util.Collections.nCopies(100, event), 1_000));
        assertThat(read).hasSizeBetween(5, 30);
        assertThat(read.get(read.size() - 1).note()).isEqualTo(TranscriptEvent.CUT);
        assertThat(read.subList(0, read.size() - 1)).containsOnly(event);
    }

    @Test
    void recorderKilledInTheMiddleOfALineLeavesTheRestReadable() throws IOException {
        List<TranscriptEvent> read =
                read("{\"t\":0,\"dir\":\"->\",\"msg\":{}}\n{\"t\":1,\"dir\":\"<".getBytes(StandardCharsets.UTF_8));
        assertThat(read)
                .containsExactly(
                        TranscriptEvent.line(0, Direction.TO_SERVER, "main", new byte[] {'{', '}'}),
                        TranscriptEvent.note(0, "", TranscriptEvent.CUT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|r:1: is not a JSON object; a recording holds one event a line, as tap and run write them",
                "{\"t\":0}|r:1: \"dir\" is missing",
                "{\"dir\":\"<>\"}|r:1: cannot be read: direction \"<>\" is none of ->, <-, --",
                "{\"dir\":\"->\"}|r:1: has none of \"msg\", \"raw\", \"note\"",
                "{\"dir\":\"->\",\"msg\":5}|r:1: \"msg\" is not an object; what is no message is told as \"raw\"",
                "{\"dir\":\"->\",\"t\":-1,\"raw\":\"\"}|r:1: \"t\" is not a time in seconds",
                "{\"dir\":\"<-\",\"encoding\":\"base64\",\"raw\":\"!!\"}|r:1: \"raw\" is not Base64 as \"encoding\" says"
                        + " (Illegal base64 character 21); mend it, or leave \"encoding\" out if it is plain text"
            })
    void problemNamesTheLine(String line, String message) {
        assertThatThrownBy(() -> read((line + "\n").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(TranscriptException.class)
                .hasMessage(message);
    }

    private static byte[] written(List<TranscriptEvent> events, long limit) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TranscriptWriter writer = new TranscriptWriter(out, limit)) {
            for (TranscriptEvent event : events) {
                writer.write(event);
            }
        }
        return out.toByteArray();
    }

    private static List<TranscriptEvent> read(byte[] file) throws IOException {
        List<TranscriptEvent> events = new ArrayList<>();
        new TranscriptReader("r").read(new ByteArrayInputStream(file), events::add);
        return events;
    }
}
