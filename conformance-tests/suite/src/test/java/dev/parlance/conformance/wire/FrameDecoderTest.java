package dev.parlance.conformance.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 300_000})
    void everyLengthIsReadBackWhateverTheChunks(int length) {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        for (boolean masked : new boolean[] {true, false}) {
            for (int chunk : new int[] {1, 7, 4096, Integer.MAX_VALUE}) {
                List<Frame> frames = decode(new FrameDecoder(1 << 20), Frames.text(payload, masked), chunk);
                assertThat(frames).hasSize(1);
                assertThat(frames.get(0).payload()).isEqualTo(payload);
                assertThat(frames.get(0).masked()).isEqualTo(masked);
            }
        }
    }

    /** The examples of RFC 6455, section 5.7. */
    @ParameterizedTest
    @CsvSource({
        "810548656c6c6f, 1 Hello",
        "818537fa213d7f9f4d5158, 1 Hello",
        "010348656c80026c6f, 1 Hello",
        "890548656c6c6f, 9 Hello",
        "8a8537fa213d7f9f4d5158, 10 Hello"
    })
    void examplesOfTheStandardAreRead(String hex, String expected) {
        assertThat(decode(new FrameDecoder(100), HexFormat.of().parseHex(hex), 1))
                .extracting(FrameDecoderTest::told)
                .containsExactly(expected);
    }

    @Test
    void framesAreBuiltAsInTheStandard() {
        assertThat(HexFormat.of().formatHex(Frames.text("Hello".getBytes(UTF_8), false)))
                .isEqualTo("810548656c6c6f");
        assertThat(HexFormat.of().formatHex(Frames.close(1000, "", false))).isEqualTo("880203e8");
        assertThat(HexFormat.of().formatHex(Frames.binary(new byte[256], false)))
                .startsWith("827e0100");
        assertThat(HexFormat.of().formatHex(Frames.binary(new byte[65_536], false)))
                .startsWith("827f0000000000010000");
    }

    @Test
    void controlFramesComeBetweenFragments() {
        byte[] bytes = join(
                Frames.frame(false, Frames.TEXT, "on".getBytes(UTF_8), true),
                Frames.ping("p".getBytes(UTF_8), true),
                Frames.continuation(false, "e me".getBytes(UTF_8), true),
                Frames.close(1001, "bye", true),
                Frames.continuation(true, "ssage".getBytes(UTF_8), true));
        FrameDecoder decoder = new FrameDecoder(100);
        List<Frame> frames = decode(decoder, bytes, 3);
        assertThat(frames).extracting(Frame::opcode).containsExactly(Frames.PING, Frames.CLOSE, Frames.TEXT);
        assertThat(frames.get(1).closeCode()).isEqualTo(1001);
        assertThat(frames.get(2).text()).isEqualTo("one message");
        assertThat(decoder.withinMessage()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "c100, a frame with reserved bits",
        "8300, a frame with the reserved opcode 3",
        "8b00, a frame with the reserved opcode 11",
        "0900, a control frame that is a fragment",
        "89fe0100, a control frame that is longer than 125 bytes",
        "8000, a fragment of a message that did not begin",
        "01008100, a message within the fragments of another",
        "817e0401, a message above 1024 bytes",
        "817f7fffffffffffffff, a message above 1024 bytes",
        "817fffffffffffffffff, a message above 1024 bytes"
    })
    void whatCannotBeReadEndsTheStreamWithAReason(String hex, String reason) {
        FrameDecoder decoder = new FrameDecoder(1024);
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(decode(decoder, join(Frames.text("first".getBytes(UTF_8), true), bytes, new byte[8]), 5))
                .extracting(Frame::text)
                .containsExactly("first");
        assertThat(decoder.problem())
                .hasValueSatisfying(problem -> assertThat(problem).startsWith(reason));
        assertThat(decoder.feed(Frames.text("more".getBytes(UTF_8), true), 6)).isEmpty();
    }

    @Test
    void fragmentsTogetherMayNotBeLargerThanAMessage() {
        FrameDecoder decoder = new FrameDecoder(100);
        byte[] sixty = new byte[60];
        assertThat(decode(
                        decoder,
                        join(Frames.frame(false, Frames.TEXT, sixty, true), Frames.continuation(true, sixty, true)),
                        9))
                .isEmpty();
        assertThat(decoder.problem()).contains("a message above 100 bytes");
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String told(Frame frame) {
        return frame.opcode() + " " + frame.text();
    }

    private static List<Frame> decode(FrameDecoder decoder, byte[] bytes, int chunk) {
        List<Frame> frames = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += Math.min(chunk, bytes.length)) {
            byte[] part = Arrays.copyOfRange(bytes, at, (int) Math.min(bytes.length, (long) at + chunk));
            frames.addAll(decoder.feed(part, part.length));
        }
        return frames;
    }
}
