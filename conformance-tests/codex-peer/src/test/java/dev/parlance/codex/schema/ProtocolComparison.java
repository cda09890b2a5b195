package dev.parlance.codex.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Compares the canonical protocol with both editions of the real schema, method by method: all of ours with the
 * experimental one, and what we do not mark experimental with the stable one, which so proves the marks too.
 */
final class ProtocolComparison {
    private final Differences differences = new Differences();
    private final Set<String> reached = new TreeSet<>();
    private final Set<String> uncovered = new TreeSet<>();
    private final Set<String> covered;

    ProtocolComparison(JsonNode ours, JsonNode stable, JsonNode experimental) {
        covered = OurMethods.of(new SchemaDocument(ours, true)).keySet();
        edition("experimental", new SchemaDocument(ours, true), new SchemaDocument(experimental, true));
        edition("stable", new SchemaDocument(ours, false), new SchemaDocument(stable, true));
    }

    /** Every difference, once. */
    Collection<Difference> differences() {
        return differences.all();
    }

    /** Definitions of ours that were compared with something. */
    Set<String> reached() {
        return reached;
    }

    /** Methods of the real server, in either edition, that our table has not. */
    Set<String> uncovered() {
        return uncovered;
    }

    /** The methods of our table. */
    Set<String> covered() {
        return covered;
    }

    private void edition(String name, SchemaDocument ours, SchemaDocument real) {
        SortedMap<String, ProtocolMethod> realMethods = RealMethods.of(real);
        Set<String> unknown = new TreeSet<>(realMethods.keySet());
        unknown.removeAll(covered);
        uncovered.addAll(unknown);
        ShapeComparison shapes = new ShapeComparison(ours, real, differences);
        for (Map.Entry<String, ProtocolMethod> entry : OurMethods.of(ours).entrySet()) {
            String method = entry.getKey();
            String edition = name + " edition";
            ProtocolMethod mine = entry.getValue();
            Optional<ProtocolMethod> theirs = Optional.ofNullable(realMethods.get(method));
            boolean expected = ours.withExperimental() || !mine.experimental();
            differences.compare(method, edition, present(expected), present(theirs.isPresent()), edition);
            if (expected && theirs.isPresent()) {
                method(method, mine, theirs.get(), shapes, edition);
            }
        }
        RealMethods.UNIONS.forEach(union -> envelope(union, ours.root(), real.root(), name));
        reached.addAll(shapes.reached());
    }

    /** What all messages of a union share beside method and params. */
    private void envelope(String union, JsonNode ours, JsonNode real, String edition) {
        differences.comparePresence(
                union,
                shared(ours.path("$defs").path(union)),
                shared(real.path("definitions").path(union)),
                edition);
    }

    private static Set<String> shared(JsonNode union) {
        Set<String> members = new TreeSet<>();
        union.path("properties").fieldNames().forEachRemaining(name -> members.add("/" + name));
        return members;
    }

    private static String present(boolean said) {
        return said ? "present" : "absent";
    }

    private void method(String name, ProtocolMethod ours, ProtocolMethod real, ShapeComparison shapes, String edition) {
        differences.compare(name, "sender", ours.sender(), real.sender(), edition);
        differences.compare(name, "kind", ours.kind(), real.kind(), edition);
        differences.compare(name, "params", ours.presence(), real.presence(), edition);
        differences.compare(
                name,
                "result",
                present(ours.result().isPresent()),
                present(real.result().isPresent()),
                edition);
        messages(name + " params", ours.params(), real.params(), shapes, edition);
        messages(name + " result", ours.result(), real.result(), shapes, edition);
    }

    private static void messages(
            String at, Optional<JsonNode> ours, Optional<JsonNode> real, ShapeComparison shapes, String edition) {
        if (ours.isPresent() && real.isPresent()) {
            shapes.compare(at, ours.get(), real.get(), at + ", " + edition);
        }
    }
}
