package dev.parlance.codex.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The written list of what may differ and which rule asks for it: {@code scenario-differences.json}.
 *
 * <ul>
 *   <li>{@code orders}: pairs of lines that come in either order, seen on the real server itself
 *   <li>{@code optional}: lines that are left out, because the real server itself writes them or not
 *   <li>{@code onlyReal}, {@code onlyOurs}: lines that one server alone writes, in whatever scenario
 *   <li>{@code differences}: in one scenario, what ours says in place of what the real one says
 * </ul>
 *
 * <p>An entry that covers nothing any more is an error, see {@link #stale}.
 */
final class ListedDifferences {
    private final JsonNode list;
    private final Set<JsonNode> used = new LinkedHashSet<>();

    ListedDifferences(JsonNode list) {
        this.list = list;
        for (String kind : List.of("orders", "optional", "onlyReal", "onlyOurs", "differences")) {
            boolean ofTheRealServer = kind.equals("orders") || kind.equals("optional");
            for (JsonNode entry : list.path(kind)) {
                if (entry.path("why").asText().isBlank()
                        || (!ofTheRealServer && entry.path("rule").asText().isBlank())) {
                    throw new IllegalArgumentException("scenario-differences.json: no why or no rule in " + entry);
                }
            }
        }
    }

    /** The transcript as it is compared with another run of the same server. */
    List<String> canonical(Scenario scenario, Transcript transcript) {
        return ordered(scenario, without("optional", scenario, transcript.lines()));
    }

    private List<String> ordered(Scenario scenario, List<String> lines) {
        PartialOrder order = new PartialOrder();
        for (JsonNode entry : list.path("orders")) {
            if (concerns(entry, scenario)) {
                order.commute(entry.path("first").asText(), entry.path("second").asText());
            }
        }
        return order.canonical(lines);
    }

    /** What nobody gave a reason for, as entries that lack the rule and the reason. */
    List<String> unexplained(Scenario scenario, Transcript real, Transcript ours) {
        // What one server alone writes is taken out first: it must not hold apart what may change places.
        List<String> realLines =
                ordered(scenario, without("onlyReal", scenario, without("optional", scenario, real.lines())));
        List<String> ourLines =
                ordered(scenario, without("onlyOurs", scenario, without("optional", scenario, ours.lines())));
        List<String> unexplained = new ArrayList<>();
        for (Hunk hunk : Hunk.between(realLines, ourLines)) {
            if (!explained(scenario, hunk)) {
                ObjectNode entry = WireClient.JSON.createObjectNode().put("scenario", scenario.name());
                entry.set("real", WireClient.JSON.valueToTree(hunk.real()));
                entry.set("ours", WireClient.JSON.valueToTree(hunk.ours()));
                unexplained.add(entry.toPrettyString());
            }
        }
        return unexplained;
    }

    /** Entries that covered nothing, once every scenario was compared: delete them. */
    List<String> stale() {
        List<String> stale = new ArrayList<>();
        for (String kind : List.of("onlyReal", "onlyOurs", "differences")) {
            for (JsonNode entry : list.path(kind)) {
                if (!used.contains(entry)) {
                    stale.add(entry.toString());
                }
            }
        }
        return stale;
    }

    private List<String> without(String kind, Scenario scenario, List<String> lines) {
        List<String> left = new ArrayList<>(lines);
        for (JsonNode entry : list.path(kind)) {
            Pattern pattern = Pattern.compile(entry.path("line").asText());
            if (concerns(entry, scenario)
                    && left.removeIf(line -> pattern.matcher(line).find())) {
                used.add(entry);
            }
        }
        return left;
    }

    private boolean explained(Scenario scenario, Hunk hunk) {
        for (JsonNode entry : list.path("differences")) {
            if (entry.path("scenario").asText().equals(scenario.name())
                    && entry.path("real").equals(WireClient.JSON.valueToTree(hunk.real()))
                    && entry.path("ours").equals(WireClient.JSON.valueToTree(hunk.ours()))) {
                used.add(entry);
                return true;
            }
        }
        return false;
    }

    private static boolean concerns(JsonNode entry, Scenario scenario) {
        return !entry.has("scenario") || Pattern.matches(entry.path("scenario").asText(), scenario.name());
    }
}
