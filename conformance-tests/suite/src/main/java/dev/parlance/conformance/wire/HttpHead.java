package dev.parlance.conformance.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * First line and headers of an HTTP request or answer, in their order and spelling.
 *
 * <pre>{@code
 * HttpHead head = HttpHead.read(in);
 * head.header("Authorization")
 * }</pre>
 *
 * @param first request line or status line
 * @param headers the headers, each as name and value
 */
public record HttpHead(String first, List<Header> headers) {
    private static final int MAX_HEAD = 64 << 10;

    /** Copies the list. */
    public HttpHead {
        headers = List.copyOf(headers);
    }

    /**
     * One header.
     *
     * @param name as it was written; two names that differ in case are the same
     * @param value without the blanks around it
     */
    public record Header(String name, String value) {}

    /**
     * Reads up to and including the empty line.
     *
     * @throws IOException if the stream ends before it, if the head is larger than 64 KiB or is no HTTP
     */
    public static HttpHead read(InputStream in) throws IOException {
        return read(in, OutputStream.nullOutputStream());
    }

    /**
     * The same, with every byte that was read copied.
     *
     * @throws IOException as above; what was read until then is in the copy
     */
    public static HttpHead read(InputStream in, OutputStream copy) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        List<String> lines = new ArrayList<>();
        for (int total = 0; total < MAX_HEAD; total++) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the connection ended within the HTTP head");
            }
            copy.write(b);
            if (b != '\n') {
                line.write(b);
                continue;
            }
            String text = line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            line.reset();
            if (text.isEmpty()) {
                return of(lines);
            }
            lines.add(text);
        }
        throw new IOException("the HTTP head is larger than " + MAX_HEAD + " bytes");
    }

    private static HttpHead of(List<String> lines) throws IOException {
        if (lines.isEmpty() || !lines.get(0).contains("HTTP/1.")) {
            throw new IOException("no HTTP/1.1 but " + (lines.isEmpty() ? "an empty line" : lines.get(0)));
        }
        List<Header> headers = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("no HTTP header: " + line);
            }
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return new HttpHead(lines.get(0), headers);
    }

    /** The first header of that name, in any case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** Whether a header of that name lists that word, in any case. */
    public boolean lists(String name, String word) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .flatMap(header ->
                        List.of(header.value().toLowerCase(Locale.ROOT).split(",", -1)).stream())
                .anyMatch(one -> one.strip().equals(word));
    }

    /** The status of an answer; -1 if the first line has none. */
    public int status() {
        String[] words = first.split(" ", 3);
        return words.length > 1 && words[1].matches("[1-9][0-9]{2}") ? Integer.parseInt(words[1]) : -1;
    }

    /** What a request asks for, path and query; empty if the first line is no request line. */
    public String target() {
        String[] words = first.split(" ", -1);
        return words.length == 3 && words[2].startsWith("HTTP/") ? words[1] : "";
    }

    /** The bytes, with the empty line at the end. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(first).append("\r\n");
        headers.forEach(header ->
                text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
