package dev.parlance.conformance.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no recordings say what they are. */
class WrongFileTest {
    private static final String EVENT = "{\"t\":0,\"dir\":\"->\",\"msg\":{}}";
    private static final String NO_OBJECT =
            "is not a JSON object; a recording holds one event a line, as tap and run write them";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void otherEncodingIsNamed(String charset) {
        assertProblem(
                (EVENT + "\n" + EVENT + "\n").getBytes(Charset.forName(charset)),
                "r:1: is UTF-16, and a recording is UTF-8; convert it first, say with iconv -f UTF-16 -t UTF-8");
    }

    @Test
    void otherEncodingFurtherDownIsAFaultOfThatLine() {
        byte[] line = ("\n" + EVENT + "\n").getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> read(joined(EVENT.getBytes(StandardCharsets.UTF_8), line)))
                .isInstanceOf(TranscriptException.class)
                .hasMessageStartingWith("r:2: cannot be read: Illegal character");
    }

    @Test
    void byteOrderMarkOfUtf8IsNoPartOfTheFirstEvent() throws IOException {
        assertThat(read(("\ufeff" + EVENT + "\n").getBytes(StandardCharsets.UTF_8)))
                .containsExactly(TranscriptEvent.line(0, Direction.TO_SERVER, "main", new byte[] {'{', '}'}));
    }

    @Test
    void gzipIsToBeUnpackedFirst() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(EVENT.getBytes(StandardCharsets.UTF_8));
        }
        assertProblem(packed.toByteArray(), "r:1: is compressed with gzip; unpack it first (gunzip)");
    }

    @ParameterizedTest
    @CsvSource({
        "504b03040a, r:1: is compressed with zip; unpack it first (unzip)",
        "28b52ffd0a, r:1: is compressed with zstd; unpack it first (unzstd)",
        "fd377a585a000a, r:1: is compressed with xz; unpack it first (unxz)",
        "425a68390a, r:1: is compressed with bzip2; unpack it first (bunzip2)"
    })
    void compressedFileIsToBeUnpackedFirst(String hex, String message) {
        assertProblem(HexFormat.of().parseHex(hex), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzz", "zzz\n", "hello\nworld\n", "5", "\u0000\u0000\u0000\n"})
    void otherTextIsNoRecordingWithAndWithoutLineEnd(String text) {
        assertProblem(text.getBytes(StandardCharsets.UTF_8), "r:1: " + NO_OBJECT);
    }

    @Test
    void garbageIsRefusedByItsBeginning() {
        InputStream endless = new BreaksDown(new byte[1 << 16]);
        assertThatThrownBy(() -> new TranscriptReader("r").read(endless, event -> {}))
                .isInstanceOf(TranscriptException.class)
                .hasMessage("r:1: " + NO_OBJECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\n\n\n"})
    void fileWithoutAnEventIsNoRecording(String text) {
        assertProblem(
                text.getBytes(StandardCharsets.UTF_8),
                "r: holds no event, so there is nothing to judge; record it again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"t\":0,\"di", "{", "{\"t\":0,\"dir\":\"->\",\"msg\":{}", "\n\n{\"dir\":\"->\",\"raw\":\"zzzzz"
            })
    void fileThatBreaksOffInItsFirstEventIsNoRecording(String text) {
        assertProblem(
                text.getBytes(StandardCharsets.UTF_8),
                "r:" + (text.startsWith("\n") ? 3 : 1)
                        + ": breaks off before its JSON object ends; leave the line out, or record it again");
    }

    @Test
    void wholeEventWithoutLineEndIsARecording() throws IOException {
        assertThat(read(EVENT.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(TranscriptEvent.line(0, Direction.TO_SERVER, "main", new byte[] {'{', '}'}));
    }

    @Test
    void troubleInTheMidstOfReadingNamesFileAndLine() {
        byte[] begun = (EVENT + "\n").repeat(3_000).getBytes(StandardCharsets.UTF_8);
        InputStream broken = new BreaksDown(Arrays.copyOf(begun, 1 << 16));
        List<TranscriptEvent> events = new ArrayList<>();
        assertThatThrownBy(() -> new TranscriptReader("r").read(broken, events::add))
                .isInstanceOf(TranscriptException.class)
                .hasMessage("r:" + events.size() + ": nothing can be read after this line: Input/output error");
        assertThat(events).hasSizeGreaterThan(1_000);
    }

    @Test
    void longTextOfTheFileIsNotRepeatedWhole() {
        String line = "{\"dir\":\"" + "z".repeat(100_000) + "\"}\n";
        assertThatThrownBy(() -> read(line.getBytes(StandardCharsets.UTF_8)))
                .hasMessage("r:1: cannot be read: direction \"" + "z".repeat(189) + "…");
    }

    /** A disk that gives some bytes and then an error. */
    private static final class BreaksDown extends FilterInputStream {
        BreaksDown(byte[] first) {
            super(new ByteArrayInputStream(first));
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int n = super.read(buffer, from, length);
            if (n < 0) {
                throw new IOException("Input/output error");
            }
            return n;
        }
    }

    private static void assertProblem(byte[] file, String message) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(TranscriptException.class)
                .hasMessage(message);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }

    private static List<TranscriptEvent> read(byte[] file) throws IOException {
        List<TranscriptEvent> events = new ArrayList<>();
        new TranscriptReader("r").read(new ByteArrayInputStream(file), events::add);
        return events;
    }
}
