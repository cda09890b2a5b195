package dev.parlance.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseParserTest {
    private static final String STREAM = "\uFEFFevent: first\ndata: {\"a\":\"ü\uD83D\uDE00\u2028\"}\n\n"
            + ": a comment\r\ndata: one\r\ndata:two\r\ndata:  three\r\n\r\n"
            + "data\rdata:\r\r"
            + "event: no data\n\n"
            + "id: 7\nretry: 10\nunknown: x\ndata: x:y\n\n"
            + "data: cut off\n";

    private static final List<String> EVENTS =
            List.of("first|{\"a\":\"ü\uD83D\uDE00\u2028\"}", "|one\ntwo\n three", "|\n", "|x:y");

    @Test
    void readsEventsInOneChunk() throws Exception {
        assertThat(parse(STREAM.length() * 4)).isEqualTo(EVENTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 11, 16, 31})
    void chunkBordersChangeNothing(int size) throws Exception {
        assertThat(parse(size)).isEqualTo(EVENTS);
    }

    @Test
    void randomChunksChangeNothing() throws Exception {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<String> events = new ArrayList<>();
            SseParser parser = new SseParser(1_000);
            int at = 0;
            while (at < bytes.length) {
                int length = Math.min(random.nextInt(20), bytes.length - at);
                feed(parser, bytes, at, length, events);
                at += length;
            }
            assertThat(events).as("seed %d", seed).isEqualTo(EVENTS);
        }
    }

    @Test
    void handsAnEventOnWithItsLastByte() throws Exception {
        List<String> events = new ArrayList<>();
        SseParser parser = new SseParser(100);
        byte[] bytes = "data: x\r\n\r".getBytes(StandardCharsets.UTF_8);
        feed(parser, bytes, 0, bytes.length, events);
        assertThat(events).containsExactly("|x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: 0123456789abcdef", "data: 01234\ndata: 01234\ndata: 01234\n"})
    void refusesLinesAndEventsOverTheLimit(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> feed(new SseParser(16), bytes, 0, bytes.length, new ArrayList<>()))
                .isInstanceOf(ModelException.class)
                .hasMessage("the model sent an event of more than 16 bytes");
    }

    private static List<String> parse(int chunk) throws Exception {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        List<String> events = new ArrayList<>();
        SseParser parser = new SseParser(1_000);
        for (int at = 0; at < bytes.length; at += chunk) {
            feed(parser, bytes, at, Math.min(chunk, bytes.length - at), events);
        }
        return events;
    }

    private static void feed(SseParser parser, byte[] bytes, int at, int length, List<String> into) throws Exception {
        parser.feed(
                ByteBuffer.wrap(bytes, at, length),
                (name, data, size) -> into.add(name + "|" + new String(data, 0, size, StandardCharsets.UTF_8)));
    }
}
