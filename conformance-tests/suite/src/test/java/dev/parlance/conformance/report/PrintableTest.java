package dev.parlance.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void whatIsObeyedOrForbiddenBecomesAnEscape() {
        assertThat(Printable.line("a\u001b[0m\u0000\n\t\u202e\u2028\ufeff\ud800\ufffe\ud83f\udfffé😀\udb40\udc01"))
                .isEqualTo(
                        "a\\u001b[0m\\u0000\\u000a\\u0009\\u202e\\u2028\\ufeff\\ud800\\ufffe\\u{1ffff}é😀\\u{e0001}");
    }

    @Test
    void blockKeepsLinesAndTabs() {
        assertThat(Printable.block("a\n\tb\r")).isEqualTo("a\n\tb\\u000d");
    }

    @Test
    void longTextIsCutInItsMiddle() {
        assertThat(Printable.line("a".repeat(5_000) + "z", 9)).isEqualTo("aaaaaa […4,992 characters…] aaz");
        assertThat(Printable.line("short", 5)).isEqualTo("short");
    }

    @Test
    void surrogatePairsAreNotCutApart() {
        assertThat(Printable.cut("😀".repeat(10), 9)).isEqualTo("😀😀😀 […10 characters…] 😀😀");
    }

    @Test
    void bytesAreCutBetweenCharacters() {
        byte[] bytes = "é".repeat(20).getBytes(StandardCharsets.UTF_8);
        assertThat(Printable.line(bytes, 15)).isEqualTo("ééééé […24 bytes…] ééé");
    }

    @Test
    void bytesThatAreNoTextAreShownNevertheless() {
        byte[] bytes = new byte[100];
        Arrays.fill(bytes, (byte) 0x80);
        assertThat(Printable.line(bytes, 9)).isEqualTo("\ufffd".repeat(3) + " […91 bytes…] " + "\ufffd".repeat(6));
    }

    @Test
    void tailKeepsTheEnd() {
        assertThat(Printable.tail("first\nlast\n", 5)).isEqualTo("[…6 characters…]\nlast\n");
    }
}
