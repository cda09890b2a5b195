package dev.parlance.conformance.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.protocol.ProtocolDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All rules of the protocol in the order of the document.
 *
 * <pre>{@code
 * RuleBook.load().find("LIF-2").orElseThrow().text()
 * }</pre>
 */
public final class RuleBook {
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, String> families = new LinkedHashMap<>();
    private final List<String> harmless = new ArrayList<>();

    private RuleBook(JsonNode document) {
        document.get("rules").forEach(row -> {
            Rule rule = rule(row);
            rules.put(rule.id(), rule);
        });
        document.get("families")
                .properties()
                .forEach(e -> families.put(e.getKey(), e.getValue().textValue()));
        document.get("harmless").forEach(text -> harmless.add(text.textValue()));
    }

    /** Reads the rules that this suite carries. */
    public static RuleBook load() {
        return new RuleBook(Documents.read(ProtocolDocument.RULES));
    }

    /** All rules. */
    public Collection<Rule> all() {
        return rules.values();
    }

    /** The rule with that id. */
    public Optional<Rule> find(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    /**
     * The rule with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Rule get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no rule " + id));
    }

    /** Family names with what they are about. */
    public Map<String, String> families() {
        return Map.copyOf(families);
    }

    /** What implementations may do differently without breaking a rule. */
    public List<String> harmless() {
        return List.copyOf(harmless);
    }

    private static Rule rule(JsonNode row) {
        Set<Party> duties = EnumSet.noneOf(Party.class);
        row.get("duty").forEach(duty -> duties.add(Party.of(duty.textValue())));
        return new Rule(
                row.get("id").textValue(),
                duties,
                row.get("level").textValue(),
                row.path("judged").asText(""),
                row.path("profile").asText(""),
                row.get("text").textValue());
    }
}
