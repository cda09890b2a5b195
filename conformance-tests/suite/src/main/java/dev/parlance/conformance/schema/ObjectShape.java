package dev.parlance.conformance.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object with declared members. */
final class ObjectShape implements Shape {
    private final Map<String, Member> members;
    private final List<Member> required;
    private final List<List<String>> exclusive;
    private final boolean closed;
    private final @Nullable Shape others;
    private final Map<String, String> spellings = new HashMap<>();
    private final boolean hasExperimental;

    /**
     * @param exclusive sets of members, exactly one of which has to be there; empty if the object has no such choice
     * @param closed whether undeclared members are forbidden
     * @param others what undeclared members have to be; null if they are not described
     */
    ObjectShape(Map<String, Member> members, List<List<String>> exclusive, boolean closed, @Nullable Shape others) {
        this.members = members;
        this.required = members.values().stream().filter(Member::required).toList();
        this.exclusive = exclusive;
        this.closed = closed;
        this.others = others;
        this.hasExperimental = members.values().stream().anyMatch(Member::experimental);
        members.keySet().forEach(name -> spellings.put(spelling(name), name));
    }

    /** A declared member. */
    record Member(String name, Shape shape, boolean required, boolean nullable, boolean experimental) {}

    /** Whether nothing is declared that could be said. */
    boolean empty() {
        return members.isEmpty() && others == null;
    }

    Set<String> requiredNames() {
        Set<String> names = new HashSet<>();
        required.forEach(member -> names.add(member.name()));
        return names;
    }

    boolean declares(String name) {
        return members.containsKey(name);
    }

    @Override
    public void judge(JsonNode value, Walk walk) {
        if (!value.isObject()) {
            walk.mismatch(SchemaRule.REQUIRED, "an object", value);
            return;
        }
        walk.exercise(SchemaRule.NULLNESS);
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            Member member = members.get(entry.getKey());
            walk.enter(entry.getKey());
            if (member == null) {
                undeclared(entry.getKey(), entry.getValue(), walk);
            } else {
                declared(member, entry.getValue(), walk);
            }
            walk.leave();
        }
        requiredMembers(value, walk);
        exclusiveMembers(value, walk);
        if (closed) {
            walk.exercise(SchemaRule.CLOSED);
        }
        if (!members.isEmpty() && others == null) {
            walk.exercise(SchemaRule.MISSPELT);
        }
        if (hasExperimental) {
            walk.exercise(SchemaRule.EXPERIMENTAL);
        }
    }

    private static void declared(Member member, JsonNode value, Walk walk) {
        if (member.experimental() && !walk.experimentalAllowed()) {
            walk.problem(SchemaRule.EXPERIMENTAL, "absent: experimental, and the client did not opt in", value);
        }
        member.shape().judge(value, walk);
    }

    private void undeclared(String name, JsonNode value, Walk walk) {
        if (others != null) {
            others.judge(value, walk);
            return;
        }
        String twin = spellings.get(spelling(name));
        if (twin != null) {
            walk.problem(SchemaRule.MISSPELT, "the declared spelling " + twin, value);
        }
        if (closed) {
            walk.problem(SchemaRule.CLOSED, "no member but " + String.join(", ", members.keySet()), value);
        } else if (walk.closedWorld() && !members.isEmpty()) {
            walk.problem(SchemaRule.UNDECLARED, "a declared member", value);
        }
    }

    private void requiredMembers(JsonNode value, Walk walk) {
        if (required.isEmpty()) {
            return;
        }
        walk.exercise(SchemaRule.REQUIRED);
        for (Member member : required) {
            if (!value.has(member.name())) {
                walk.enter(member.name());
                if (member.nullable()) {
                    walk.problem(SchemaRule.NULLNESS, "the member, be it null", MissingNode.getInstance());
                }
                walk.problem(SchemaRule.REQUIRED, "the required member", MissingNode.getInstance());
                walk.leave();
            }
        }
    }

    private void exclusiveMembers(JsonNode value, Walk walk) {
        if (exclusive.isEmpty()) {
            return;
        }
        walk.exercise(SchemaRule.EXCLUSIVE);
        List<String> there = new ArrayList<>();
        for (List<String> names : exclusive) {
            if (names.stream().allMatch(value::hasNonNull)) {
                there.add(String.join("+", names));
            }
        }
        if (there.size() != 1) {
            walk.problem(SchemaRule.EXCLUSIVE, "exactly one of " + exclusive, value);
        }
    }

    private static String spelling(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }
}
