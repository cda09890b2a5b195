package dev.parlance.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void linesAreTheSameWhateverTheChunks(int chunk) {
        LineSplitter splitter = new LineSplitter(100);
        assertThat(lines(splitter, "one\n\nzwölf 👋\r\nrest", chunk)).containsExactly("one", "", "zwölf 👋\r");
        assertThat(splitter.rest()).asString(StandardCharsets.UTF_8).isEqualTo("rest");
        assertThat(splitter.overflowed()).isFalse();
    }

    @Test
    void lineBeyondTheLimitIsLeftOutAndNoted() {
        LineSplitter splitter = new LineSplitter(4);
        assertThat(lines(splitter, "four\nfive5\nsix\n", 2)).containsExactly("four", "six");
        assertThat(splitter.overflowed()).isTrue();
    }

    private static List<String> lines(LineSplitter splitter, String text, int chunk) {
        List<String> lines = new ArrayList<>();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += chunk) {
            byte[] buffer = java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
            splitter.feed(buffer, buffer.length).forEach(line -> lines.add(new String(line, StandardCharsets.UTF_8)));
        }
        return lines;
    }
}
