package dev.parlance.conformance.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** One judgement under way: where it is, what it found, which rules it has had occasion to test. */
final class Walk {
    private static final int MAX_PROBLEMS = 50;
    private static final int MAX_SEEN = 200;

    private final Deque<Object> path = new ArrayDeque<>();
    private final List<SchemaProblem> problems = new ArrayList<>();
    private final EnumSet<SchemaRule> exercised = EnumSet.noneOf(SchemaRule.class);
    private final boolean experimentalAllowed;
    private final boolean closedWorld;
    private boolean failed;

    Walk(boolean experimentalAllowed, boolean closedWorld) {
        this.experimentalAllowed = experimentalAllowed;
        this.closedWorld = closedWorld;
    }

    /** Whether a shape takes a value, found out aside. */
    static boolean fits(Shape shape, JsonNode value) {
        Walk probe = new Walk(true, false);
        shape.judge(value, probe);
        return !probe.failed;
    }

    boolean experimentalAllowed() {
        return experimentalAllowed;
    }

    boolean closedWorld() {
        return closedWorld;
    }

    void enter(Object step) {
        path.addLast(step);
    }

    void leave() {
        path.removeLast();
    }

    void exercise(SchemaRule rule) {
        exercised.add(rule);
    }

    /** A value that is not what it should be; null is a matter of its own. */
    void mismatch(SchemaRule rule, String expected, JsonNode seen) {
        problem(seen.isNull() ? SchemaRule.NULLNESS : rule, expected, seen);
    }

    void problem(SchemaRule rule, String expected, JsonNode seen) {
        failed = true;
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new SchemaProblem(rule, pointer(), expected, shortened(seen)));
        }
    }

    Set<SchemaRule> exercised() {
        return exercised;
    }

    List<SchemaProblem> problems() {
        return problems;
    }

    private String pointer() {
        StringBuilder text = new StringBuilder();
        for (Iterator<Object> steps = path.iterator(); steps.hasNext(); ) {
            text.append('/').append(steps.next().toString().replace("~", "~0").replace("/", "~1"));
        }
        return text.toString();
    }

    private static String shortened(JsonNode seen) {
        if (seen instanceof MissingNode) {
            return "absent";
        }
        String text = seen.toString();
        return text.length() <= MAX_SEEN ? text : text.substring(0, MAX_SEEN) + "…";
    }
}
