package dev.parlance.conformance.transcript;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * Writes a recording, one JSON object a line. A line of the wire that is one JSON object stands there byte for byte as
 * {@code msg}; any other as {@code raw}, in Base64 ({@code "encoding":"base64"}) where it is not UTF-8. A line whose LF
 * never came bears {@code "lf":false}. Not for several threads at once.
 *
 * <pre>{@code
 * try (TranscriptWriter writer = new TranscriptWriter(Files.newOutputStream(path), 1 << 30)) {
 *     writer.write(event);
 * }
 * }</pre>
 */
public final class TranscriptWriter implements Closeable {
    private static final JsonFactory JSON = new JsonFactory();

    private final OutputStream out;
    private final long maxBytes;
    private long written;
    private boolean full;

    /** Writes to a stream that is closed with this writer, at most about {@code maxBytes} bytes. */
    public TranscriptWriter(OutputStream out, long maxBytes) {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.maxBytes = maxBytes;
    }

    /** Whether the limit was reached; from then on nothing more is written. */
    public boolean full() {
        return full;
    }

    /**
     * Appends one event. An event that does not fit any more is replaced by a last note that says so.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(TranscriptEvent event) throws IOException {
        if (full) {
            return;
        }
        if (written + event.bytes().length > maxBytes) {
            full = true;
            put(head(TranscriptEvent.note(event.micros(), event.connection(), TranscriptEvent.CUT)) + "\"note\":\""
                    + TranscriptEvent.CUT + "\"}\n");
            return;
        }
        put(head(event));
        String note = event.note();
        if (note != null) {
            put("\"note\":" + quoted(note));
        } else if (isOneObject(event.bytes())) {
            put("\"msg\":");
            put(event.bytes());
        } else {
            putRaw(event.bytes());
        }
        put("}\n");
    }

    /** Hands everything written so far to the operating system. */
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static String head(TranscriptEvent event) {
        String time = String.format(Locale.ROOT, "%d.%06d", event.micros() / 1_000_000, event.micros() % 1_000_000);
        return "{\"t\":" + time + ",\"dir\":\"" + event.direction().sign() + "\",\"conn\":" + quoted(event.connection())
                + "," + (event.ended() ? "" : "\"lf\":false,");
    }

    private void putRaw(byte[] bytes) throws IOException {
        String text = Utf8.decode(bytes);
        if (text == null) {
            put("\"encoding\":\"base64\",\"raw\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"");
        } else {
            put("\"raw\":" + quoted(text));
        }
    }

    /** Blanks around the value count as well: what is read back has to be what was seen. */
    private static boolean isOneObject(byte[] bytes) {
        int last = bytes.length - 1;
        if (last < 1 || bytes[0] != '{' || bytes[last] != '}' || hasLineBreak(bytes) || Utf8.decode(bytes) == null) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasLineBreak(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    private void put(String text) throws IOException {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }
}
