package dev.parlance.conformance.transcript;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.parlance.conformance.wire.LineSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording event by event; nothing but the present line is held. A last line that breaks off, as a killed
 * recorder leaves it, becomes the note {@link TranscriptEvent#CUT}; with no whole event before it, it is no recording.
 *
 * <pre>{@code
 * try (InputStream in = Files.newInputStream(path)) {
 *     new TranscriptReader(path.toString()).read(in, engine::accept);
 * }
 * }</pre>
 */
public final class TranscriptReader {
    /** Bytes of a line that are taken at most: a message of 64 MiB, escaped. */
    private static final int MAX_LINE = 160 << 20;

    /** Of what a problem is told by, which may repeat a text of the file, that much is shown. */
    private static final int MAX_REASON = 200;

    private static final JsonFactory JSON = JsonFactory.builder()
            // Else a line with a zero byte in it is taken for UTF-16, and places in it are not those of its bytes.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_LINE)
                    .maxNestingDepth(10_000)
                    .maxNumberLength(MAX_LINE)
                    .build())
            .build();

    private final String name;
    private int number;
    private boolean any;

    /** A reader for one recording; the name is for messages about it. */
    public TranscriptReader(String name) {
        this.name = name;
    }

    /**
     * Hands over all events in order.
     *
     * @throws TranscriptException if a line is not an event, there is none, or the stream cannot be read
     */
    public void read(InputStream in, Consumer<TranscriptEvent> sink) throws TranscriptException {
        LineSplitter lines = new LineSplitter(MAX_LINE);
        byte[] buffer = new byte[1 << 16];
        int n = chunk(in, buffer);
        checkStart(buffer, n);
        for (; n > 0; n = chunk(in, buffer)) {
            for (byte[] line : lines.feed(buffer, n)) {
                number++;
                if (line.length > 0) {
                    sink.accept(event(line));
                    any = true;
                }
            }
            if (lines.overflowed()) {
                number++;
                throw problem("is longer than " + MAX_LINE + " bytes");
            }
        }
        byte[] rest = lines.rest();
        if (rest.length > 0) {
            number++;
            sink.accept(last(rest));
        } else if (!any) {
            throw new TranscriptException(name + ": holds no event, so there is nothing to judge; record it again");
        }
    }

    private int chunk(InputStream in, byte[] buffer) throws TranscriptException {
        try {
            return in.readNBytes(buffer, 0, buffer.length);
        } catch (IOException e) {
            throw number == 0
                    ? new TranscriptException(name + ": cannot be read: " + e.getMessage())
                    : problem("nothing can be read after this line: " + e.getMessage());
        }
    }

    private void checkStart(byte[] head, int length) throws TranscriptException {
        String problem = FileStart.problem(head, length);
        if (problem != null) {
            number = 1;
            throw problem(problem);
        }
    }

    private TranscriptEvent last(byte[] rest) throws TranscriptException {
        try {
            return event(rest);
        } catch (TranscriptException e) {
            if (!any) {
                throw e;
            }
            return TranscriptEvent.note(0, "", TranscriptEvent.CUT);
        }
    }

    private TranscriptEvent event(byte[] bytes) throws TranscriptException {
        Fields fields = new Fields();
        byte[] line = number == 1 ? FileStart.withoutMark(bytes) : bytes;
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw problem(FileStart.NO_OBJECT);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                fields.take(field, parser, line);
            }
        } catch (TranscriptException e) {
            throw e;
        } catch (JsonEOFException e) {
            throw problem("breaks off before its JSON object ends; leave the line out, or record it again");
        } catch (IOException | IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw problem("cannot be read: " + (why.length() > MAX_REASON ? why.substring(0, MAX_REASON) + "…" : why));
        }
        return fields.event();
    }

    private TranscriptException problem(String what) {
        return new TranscriptException(name + ":" + number + ": " + what);
    }

    /** The members of the line that is being read. */
    private final class Fields {
        private long micros;
        private @Nullable Direction direction;
        private String connection = "main";
        private boolean ended = true;
        private boolean base64;
        private byte @Nullable [] message;
        private @Nullable String raw;
        private @Nullable String note;

        void take(String field, JsonParser parser, byte[] line) throws IOException {
            switch (field) {
                case "t" -> micros = micros(parser);
                case "dir" -> direction = Direction.of(parser.getText());
                case "conn" -> connection = parser.getText();
                case "lf" -> ended = parser.getBooleanValue();
                case "encoding" -> base64 = parser.getText().equals("base64");
                case "raw" -> raw = parser.getText();
                case "note" -> note = parser.getText();
                case "msg" -> message = slice(parser, line);
                default -> parser.skipChildren();
            }
        }

        private long micros(JsonParser parser) throws IOException {
            BigDecimal seconds = parser.getDecimalValue();
            if (seconds.signum() < 0 || seconds.precision() - seconds.scale() > 12) {
                throw problem("\"t\" is not a time in seconds");
            }
            return seconds.movePointRight(6).longValue();
        }

        private byte[] slice(JsonParser parser, byte[] line) throws IOException {
            if (!parser.isExpectedStartObjectToken()) {
                throw problem("\"msg\" is not an object; what is no message is told as \"raw\"");
            }
            int from = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            return Arrays.copyOfRange(line, from, (int) parser.currentLocation().getByteOffset());
        }

        TranscriptEvent event() throws TranscriptException {
            Direction way = direction;
            if (way == null) {
                throw problem("\"dir\" is missing");
            }
            if (way == Direction.ASIDE) {
                return TranscriptEvent.note(micros, connection, note == null ? "" : note);
            }
            byte[] bytes = message != null ? message : rawBytes();
            return ended
                    ? TranscriptEvent.line(micros, way, connection, bytes)
                    : TranscriptEvent.unended(micros, way, connection, bytes);
        }

        private byte[] rawBytes() throws TranscriptException {
            if (raw == null) {
                throw problem("has none of \"msg\", \"raw\", \"note\"");
            }
            try {
                return base64 ? Base64.getDecoder().decode(raw) : raw.getBytes(StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw problem("\"raw\" is not Base64 as \"encoding\" says (" + e.getMessage()
                        + "); mend it, or leave \"encoding\" out if it is plain text");
            }
        }
    }
}
