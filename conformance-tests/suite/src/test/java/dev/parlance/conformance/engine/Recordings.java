package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.transcript.TranscriptReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Recordings of right conversations, and edits that plant something into them. */
final class Recordings {
    static final Protocol PROTOCOL = Protocol.load();
    static final SchemaJudge SCHEMA = new SchemaJudge(PROTOCOL);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recordings() {}

    static byte[] bytes(String resource) {
        try (InputStream in = Objects.requireNonNull(Recordings.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> table(String resource) {
        try {
            List<JsonNode> rows = new ArrayList<>();
            JSON.readTree(bytes(resource)).forEach(rows::add);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Verdict> judge(String recording) {
        PassiveEngine engine = new PassiveEngine(PROTOCOL, SCHEMA, Dialect.STANDARD);
        try {
            new TranscriptReader("recording")
                    .read(new ByteArrayInputStream(recording.getBytes(StandardCharsets.UTF_8)), engine::accept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return engine.finish();
    }

    /** The recording that a row names, with the row's edits made. */
    static String edited(JsonNode row) {
        List<String> lines =
                new ArrayList<>(new String(bytes(row.get("recording").textValue()), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
        for (JsonNode edit : row.get("edits")) {
            List<String> words = new ArrayList<>();
            edit.forEach(word -> words.add(word.textValue()));
            apply(lines, words);
        }
        return String.join("\n", lines) + "\n";
    }

    private static void apply(List<String> lines, List<String> edit) {
        String match = edit.get(1);
        switch (edit.get(0)) {
            case "first" -> lines.add(0, line(match, "0.0"));
            case "replace-all" -> lines.replaceAll(line -> line.replace(match, edit.get(2)));
            case "replace-pattern" -> lines.replaceAll(line -> line.replaceAll(match, edit.get(2)));
            case "remove-all" -> {
                if (!lines.removeIf(line -> line.contains(match))) {
                    throw new IllegalArgumentException("nothing to remove: " + match);
                }
            }
            default -> applyAt(lines, find(lines, match), edit);
        }
    }

    private static void applyAt(List<String> lines, int at, List<String> edit) {
        String line = lines.get(at);
        switch (edit.get(0)) {
            case "replace" -> {
                if (!line.contains(edit.get(2))) {
                    throw new IllegalArgumentException(edit.get(2) + " is not in " + line);
                }
                lines.set(at, line.replace(edit.get(2), edit.get(3)));
            }
            case "remove" -> lines.remove(at);
            case "duplicate" -> lines.add(at + 1, line);
            case "move-after" -> {
                lines.remove(at);
                lines.add(find(lines, edit.get(2)) + 1, line);
            }
            case "before" -> lines.addAll(at, made(edit, line));
            case "after" -> lines.addAll(at + 1, made(edit, line));
            case "replace-line" -> {
                lines.remove(at);
                lines.addAll(at, made(edit, line));
            }
            default -> throw new IllegalArgumentException("unknown edit " + edit);
        }
    }

    private static List<String> made(List<String> edit, String neighbour) {
        String time = neighbour.substring("{\"t\":".length(), neighbour.indexOf(','));
        return edit.subList(2, edit.size()).stream()
                .map(text -> line(text, time))
                .toList();
    }

    /** {@code <-}, {@code ->} or {@code --}, then a connection, {@code raw} or {@code base64}, then the content. */
    private static String line(String text, String time) {
        int blank = text.indexOf(' ');
        String mark = text.substring(2, blank);
        String content = text.substring(blank + 1);
        boolean raw = mark.equals("raw") || mark.equals("base64");
        String connection = mark.isEmpty() || raw ? "main" : mark;
        String head = "{\"t\":" + time + ",\"dir\":\"" + text.substring(0, 2) + "\",\"conn\":\"" + connection + "\",";
        if (text.startsWith("--")) {
            return head + "\"note\":\"" + content + "\"}";
        }
        String encoding = mark.equals("base64") ? "\"encoding\":\"base64\"," : "";
        return head + encoding + (raw ? "\"raw\":" + JSON.getNodeFactory().textNode(content) : "\"msg\":" + content)
                + "}";
    }

    private static int find(List<String> lines, String match) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(match)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no line contains " + match);
    }
}
