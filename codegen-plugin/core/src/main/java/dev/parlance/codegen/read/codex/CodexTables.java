package dev.parlance.codegen.read.codex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts about the server that its schema does not hold, checked against version 0.169.0: {@code codex-results.json} has
 * the methods whose result no rule finds, {@code codex-clears.json} the members whose descriptions tell null from absence.
 */
final class CodexTables {
    private final Map<String, String> results = new HashMap<>();
    private final Map<String, Set<String>> clears = new HashMap<>();

    CodexTables() {
        for (var row : load("codex-results.json").properties()) {
            results.put(row.getKey(), row.getValue().textValue());
        }
        for (var row : load("codex-clears.json").properties()) {
            Set<String> members = new HashSet<>();
            row.getValue().forEach(member -> members.add(member.textValue()));
            clears.put(row.getKey(), members);
        }
    }

    /** Name of the definition of a method's result; null for methods that the rules are right about. */
    @Nullable
    String result(String method) {
        return results.get(method);
    }

    boolean clears(String owner, String member) {
        return clears.getOrDefault(owner, Set.of()).contains(member);
    }

    private static JsonNode load(String name) {
        try (InputStream in = CodexTables.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing from the jar");
            }
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
