package dev.parlance.conformance.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.engine.Status;
import dev.parlance.conformance.engine.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes verdicts for programs.
 *
 * <pre>{@code
 * JsonReport.write(List.of(judged), Path.of("report.json"));
 * }</pre>
 */
public final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    /**
     * Writes the file, over an older one.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(List<JudgedTranscript> all, Path file) throws IOException {
        write(all, List.of(), file);
    }

    /**
     * The same, and what could not be judged.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(List<JudgedTranscript> all, List<UnjudgedTranscript> unjudged, Path file)
            throws IOException {
        ObjectNode root = tree(all);
        // Only if there are any: who reads strictly by an older schema knows no such member.
        if (!unjudged.isEmpty()) {
            ArrayNode nodes = root.putArray("unjudged");
            unjudged.forEach(one -> nodes.addObject().put("name", one.name()).put("reason", one.reason()));
        }
        // Not writeString: half a surrogate pair, which a peer may well send, would stop it.
        Files.write(file, (JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The report as a tree. */
    public static ObjectNode tree(List<JudgedTranscript> all) {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", 1);
        ArrayNode transcripts = root.putArray("transcripts");
        for (JudgedTranscript judged : all) {
            ObjectNode transcript = transcripts.addObject();
            transcript.put("name", judged.name());
            transcript.put("events", judged.events());
            transcript.put("cut", judged.cut());
            for (Status status : Status.values()) {
                transcript.put(status.word(), judged.count(status));
            }
            ArrayNode verdicts = transcript.putArray("verdicts");
            judged.verdicts().forEach(verdict -> verdict(verdicts.addObject(), verdict));
        }
        return root;
    }

    private static void verdict(ObjectNode node, Verdict verdict) {
        node.put("rule", verdict.rule().id());
        node.put("party", verdict.party().word());
        node.put("level", verdict.rule().level());
        node.put("profile", verdict.rule().profile());
        node.put("status", verdict.status().word());
        node.put("evidence", verdict.evidence());
        node.put("failureCount", verdict.failureCount());
        RunJson.failures(node.putArray("failures"), verdict.failures());
    }
}
