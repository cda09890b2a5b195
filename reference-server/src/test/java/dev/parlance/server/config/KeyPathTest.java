package dev.parlance.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPathTest {
    @Test
    void partsAreSplitAtDotsOutsideQuotes() {
        assertThat(KeyPath.parse("projects.\"/home/u/x.y\\\"\\\\\".trust_level"))
                .containsExactly("projects", "/home/u/x.y\"\\", "trust_level");
    }

    @Test
    void whatIsFormattedIsParsedBack() {
        List<List<String>> paths = List.of(
                List.of("a"),
                List.of("a", "b c", "d.e"),
                List.of("\"", "\\", ".\\\"."),
                List.of(" leading", "trailing "),
                List.of("ü", "\n", "\uD83D\uDE00"));
        assertThat(paths.stream().map(KeyPath::format).map(KeyPath::parse)).isEqualTo(paths);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|keyPath must not be empty",
                "` `|keyPath must not be empty",
                "a..b|keyPath segments must not be empty",
                ".a|keyPath segments must not be empty",
                "a.|keyPath segments must not be empty",
                "a.\"\"|keyPath segments must not be empty",
                "a.\"|unterminated quoted keyPath segment",
                "a.\"b|unterminated quoted keyPath segment",
                "\"a\"b|keyPath has text after a quoted segment",
                "a\"b|keyPath has a quotation mark inside a segment; quote it whole",
                "\"\\n\"|keyPath knows the escapes \\\" and \\\\ only"
            })
    void brokenPathsAreRefused(String path, String message) {
        assertThatThrownBy(() -> KeyPath.parse(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void depthIsBounded() {
        assertThat(KeyPath.parse("a" + ".a".repeat(31))).hasSize(32);
        assertThatThrownBy(() -> KeyPath.parse("a" + ".a".repeat(32))).hasMessageContaining("more than 32");
    }
}
