package dev.parlance.server.processor;

import dev.parlance.agent.protocol.MemberRules;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Refuses members that are null where they may only be absent, and objects that have none of several members of which
 * one has to be there. Reading lets both pass, the generated types note them.
 */
final class GivenMembers {
    private final List<String> notNull;
    private final List<List<String>> oneOf;
    private final Map<String, Method> accessors = new HashMap<>();
    /** Of the members that are not declared, and of the declared ones that came as null. */
    private final Method more;

    private GivenMembers(Class<?> type, MemberRules rules) {
        notNull = List.of(rules.notNull());
        oneOf = Arrays.stream(rules.oneOf())
                .map(group -> List.of(group.value()))
                .toList();
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            accessors.put(KnownValues.wire(component.getAccessor()), component.getAccessor());
        }
        more = components[components.length - 1].getAccessor();
    }

    /** The rules of a type of params, or of what is in them; null where it has none. */
    static @Nullable GivenMembers of(Class<?> type) {
        MemberRules rules = type.getAnnotation(MemberRules.class);
        return rules == null ? null : new GivenMembers(type, rules);
    }

    /** Refuses the value, which stands at that place of its params, if it breaks one. */
    void check(Object value, String path) {
        if (KnownValues.read(value, more) instanceof Map<?, ?> noted && !noted.isEmpty()) {
            for (String name : notNull) {
                if (noted.containsKey(name)) {
                    throw KnownValues.refusal(
                            KnownValues.member(path, name), "null is not allowed; leave the member out");
                }
            }
        }
        if (!oneOf.isEmpty() && oneOf.stream().noneMatch(group -> isGiven(value, group))) {
            String groups =
                    oneOf.stream().map(group -> String.join(" and ", group)).collect(Collectors.joining(" or "));
            throw KnownValues.refusal(path, "expected the member " + groups);
        }
    }

    private boolean isGiven(Object value, List<String> group) {
        return group.stream().allMatch(name -> {
            Method accessor = accessors.get(name);
            return accessor != null && KnownValues.read(value, accessor) != null;
        });
    }
}
