package dev.parlance.mutants.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.wire.Frames;
import dev.parlance.mutants.plant.Piece;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameCutterTest {
    @Test
    void fragmentsStayApartHoweverTheBytesCome() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(Frames.frame(false, Frames.TEXT, bytes("be"), true));
        stream.writeBytes(Frames.ping(bytes("p"), true));
        stream.writeBytes(Frames.continuation(true, bytes("gun"), true));
        stream.writeBytes(Frames.text(bytes("x".repeat(70_000)), true));
        FrameCutter cutter = new FrameCutter(true);
        List<String> kinds = new ArrayList<>();
        byte[] all = stream.toByteArray();
        for (byte one : all) {
            cutter.feed(new byte[] {one}, 1).forEach(piece -> kinds.add(text(piece)));
        }
        assertThat(kinds).containsExactly("BEGUN be", "PING p", "CONTINUED gun", "MESSAGE 70000");
        assertThat(cutter.strange()).isFalse();
    }

    @Test
    void frameThatIsWrongGoesOnAsItIs() {
        byte[] unmasked = Frames.text(bytes("no mask"), false);
        FrameCutter cutter = new FrameCutter(true);
        assertThat(cutter.feed(unmasked, unmasked.length)).isEmpty();
        assertThat(cutter.strange()).isTrue();
        assertThat(cutter.rest()).isEqualTo(unmasked);
        assertThat(cutter.rest()).isEmpty();
    }

    private static String text(Piece piece) {
        String content = new String(piece.bytes(), StandardCharsets.UTF_8);
        return piece.kind() + " " + (content.length() > 9 ? content.length() : content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
