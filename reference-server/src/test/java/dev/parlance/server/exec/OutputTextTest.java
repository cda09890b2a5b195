package dev.parlance.server.exec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTextTest {
    private static final int CAP = 1 << 15;
    private final List<String> deltas = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8191, 8192})
    void splittingReadsAnywhereChangesNothing(int size) {
        String text = "aé€😀\n".repeat(1000);
        assertThat(feed(text.getBytes(UTF_8), size).text()).isEqualTo(text);
        assertThat(String.join("", deltas)).isEqualTo(text);
        assertThat(deltas)
                .allSatisfy(delta -> assertThat(delta.getBytes(UTF_8).length).isBetween(1, 8192))
                .noneMatch(delta -> delta.contains("\uFFFD"));
    }

    @Test
    void bytesThatAreNoUtf8BecomeReplacementCharacters() {
        byte[] bytes = {'a', (byte) 0xff, 'b', (byte) 0xc3, 'c', (byte) 0xf0, (byte) 0x9f};
        assertThat(feed(bytes, 1).text()).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
        assertThat(String.join("", deltas)).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
    }

    @Test
    void invalidBytesDoNotMakeDeltasLongerThanAllowed() {
        byte[] bytes = new byte[8192];
        Arrays.fill(bytes, (byte) 0xff);
        feed(bytes, 8192);
        assertThat(deltas)
                .allSatisfy(delta -> assertThat(delta.getBytes(UTF_8).length).isLessThanOrEqualTo(8192));
        assertThat(String.join("", deltas)).isEqualTo("\uFFFD".repeat(8192));
    }

    @Test
    void outputOfExactlyTheCapIsWhole() {
        String text = "x".repeat(CAP);
        OutputText output = feed(text.getBytes(UTF_8), 8192);
        assertThat(output.text()).isEqualTo(text);
        assertThat(output.omittedBytes()).isZero();
        assertThat(String.join("", deltas)).isEqualTo(text);
    }

    @Test
    void overTheCapHeadAndTailStayAndBothFormsSaySo() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append("€\n");
        }
        byte[] bytes = text.toString().getBytes(UTF_8);
        OutputText output = feed(bytes, 4096);
        String kept = output.text();
        String mark = "\n[… " + output.omittedBytes() + " bytes left out …]\n";
        assertThat(kept).contains(mark).doesNotContain("\uFFFD");
        String head = kept.substring(0, kept.indexOf(mark));
        String tail = kept.substring(kept.indexOf(mark) + mark.length());
        assertThat(text.toString()).startsWith(head).endsWith(tail);
        assertThat(head.getBytes(UTF_8).length + tail.getBytes(UTF_8).length + output.omittedBytes())
                .isEqualTo(bytes.length);
        assertThat(deltas.get(deltas.size() - 1)).contains("more than " + CAP + " bytes");
        String sent = String.join("", deltas.subList(0, deltas.size() - 1));
        assertThat(text.toString()).startsWith(sent);
        assertThat(sent.getBytes(UTF_8).length).isBetween(CAP - 3, CAP);
    }

    @Test
    void randomSplitsNeverDamageTheTail() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            String text = "😀é".repeat(random.nextInt(20_000));
            OutputText output = feed(text.getBytes(UTF_8), 1 + random.nextInt(8192));
            assertThat(output.text()).doesNotContain("\uFFFD");
        }
    }

    @Test
    void aFailingReceiverDoesNotStopTheReading() {
        OutputText output = new OutputText(CAP, delta -> {
            throw new IllegalStateException("gone");
        });
        output.accept("one".getBytes(UTF_8), 3);
        output.accept("two".getBytes(UTF_8), 3);
        output.end();
        assertThat(output.text()).isEqualTo("onetwo");
    }

    @Test
    void nothingIsTakenAfterTheEnd() {
        OutputText output = feed(new byte[] {'a'}, 1);
        output.accept(new byte[] {'b'}, 1);
        assertThat(output.text()).isEqualTo("a");
        assertThat(deltas).containsExactly("a");
    }

    @Test
    void excerptsForModelsAreBounded() {
        assertThat(Excerpt.of("short", 100)).isEqualTo("short");
        assertThat(Excerpt.of("é".repeat(10_000), 1000).getBytes(UTF_8).length).isBetween(1000, 1050);
    }

    private OutputText feed(byte[] bytes, int size) {
        deltas.clear();
        OutputText output = new OutputText(CAP, deltas::add);
        for (int from = 0; from < bytes.length; from += size) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
            output.accept(part, part.length);
        }
        output.end();
        return output;
    }
}
