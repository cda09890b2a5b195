package dev.parlance.mutants.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.mutants.plant.Piece;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
    @Test
    void bytesComeInTheOrderInWhichTheyWerePut() throws IOException {
        Inbox inbox = new Inbox();
        inbox.put(bytes("ab"));
        inbox.put(bytes(""));
        inbox.put(bytes("cde"));
        inbox.end();
        assertThat(inbox.read()).isEqualTo('a');
        assertThat(inbox.readAllBytes()).isEqualTo(bytes("bcde"));
        assertThat(inbox.read()).isEqualTo(-1);
        assertThat(inbox.read()).isEqualTo(-1);
    }

    @Test
    void linesAreCutAtLineFeedsAndTheRestIsUnended() {
        List<String> pieces = new ArrayList<>();
        Lines lines = new Lines(piece -> pieces.add(text(piece)));
        byte[] first = bytes("xx{\"a\":1}\n\n{\"b");
        lines.feed(first, 2, first.length - 2);
        lines.feed(bytes("\":2}\nrest"), 0, 9);
        lines.end();
        lines.end();
        assertThat(pieces).containsExactly("{\"a\":1}$", "$", "{\"b\":2}$", "rest");
    }

    private static String text(Piece piece) {
        return new String(piece.bytes(), StandardCharsets.UTF_8) + (piece.ended() ? "$" : "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
