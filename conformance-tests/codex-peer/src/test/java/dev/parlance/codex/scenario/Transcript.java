package dev.parlance.codex.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.codex.CodexHome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server said in a scenario, one line a message, in the order of the wire, and the same for every run that behaves
 * the same: ids and folders have names, and the deltas of a text that follow each other are one.
 *
 * @param lines the messages; a line {@code restart} between two processes
 */
record Transcript(List<String> lines) {
    private static final Set<String> SNAPSHOTS = Set.of("turn/diff/updated", "thread/status/changed");

    static Transcript of(List<List<WireClient.Said>> processes, CodexHome home) {
        Projection projection = new Projection(new Names(home));
        List<String> lines = new ArrayList<>();
        for (int process = 0; process < processes.size(); process++) {
            if (process > 0) {
                lines.add("restart");
            }
            Map<String, String> snapshots = new HashMap<>();
            for (WireClient.Said said : joined(processes.get(process))) {
                String line = projection.line(String.valueOf(process), said);
                // A snapshot that says the same again says nothing; the real server repeats some by chance.
                String snapshot = snapshotOf(said.message());
                if (snapshot == null || !line.equals(snapshots.put(snapshot, line))) {
                    lines.add(line);
                }
            }
        }
        // The last answer is the stage's own question, which only marks the end.
        lines.remove(lines.size() - 1);
        return new Transcript(List.copyOf(lines));
    }

    private static List<WireClient.Said> joined(List<WireClient.Said> said) {
        List<WireClient.Said> out = new ArrayList<>();
        String last = null;
        for (WireClient.Said next : said) {
            String text = textOf(next.message());
            if (text != null && text.equals(last)) {
                ObjectNode before =
                        (ObjectNode) out.get(out.size() - 1).message().path("params");
                String more = next.message().at("/params/delta").asText();
                before.put("delta", before.path("delta").asText() + more);
            } else {
                out.add(new WireClient.Said(next.answers(), next.message().deepCopy()));
            }
            last = text;
        }
        return out;
    }

    /** Names what a snapshot is of; null for what is no snapshot. */
    private static @Nullable String snapshotOf(JsonNode message) {
        String method = message.path("method").asText();
        return SNAPSHOTS.contains(method) ? method + message.at("/params/threadId") : null;
    }

    /** Names the text that a delta adds to; null for what is no delta. */
    private static @Nullable String textOf(JsonNode message) {
        JsonNode params = message.path("params");
        if (!params.path("delta").isTextual()) {
            return null;
        }
        return String.join(
                " ",
                message.path("method").asText(),
                Objects.toString(params.get("itemId")),
                Objects.toString(params.get("summaryIndex")),
                Objects.toString(params.get("contentIndex")));
    }
}
