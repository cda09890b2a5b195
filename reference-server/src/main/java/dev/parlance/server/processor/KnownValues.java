package dev.parlance.server.processor;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.ResponseItem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Refuses params with what the protocol does not define. The generated types keep an unknown value of an open enum, or an
 * unknown alternative of an open union, since readers must survive them; but what a server does not understand it must not
 * act upon, see {@link GivenMembers} too. Entries of the model's own protocol are passed on as they are.
 */
final class KnownValues {
    /** Kinds of member that there is nothing to look for in. */
    private static final Set<Class<?>> PLAIN =
            Set.of(String.class, Boolean.class, Integer.class, Double.class, Object.class, ResponseItem.class);

    private static final String LIMIT = "limit";
    private static final long UINT32_MAX = 0xffff_ffffL;
    private static final Map<Class<?>, Looks> LOOKS = new ConcurrentHashMap<>();

    private KnownValues() {}

    /** Looks at params and all that is in them. */
    static void check(@Nullable Object params) {
        check(params, "");
    }

    /** As {@link #check(Object)}; {@code path} is where the value stands in its params, empty for the params themselves. */
    static void check(@Nullable Object value, String path) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                check(list.get(i), path + '[' + i + ']');
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> check(each, member(path, String.valueOf(name))));
        } else if (value instanceof Record && !(value instanceof ResponseItem)) {
            record(value, path);
        }
    }

    private static void record(Object value, String path) {
        Class<?> type = value.getClass();
        if (type.getSimpleName().equals("Unknown")) {
            throw refusal(path, "an unknown value or type");
        }
        if (value instanceof AbsolutePathBuf folder && !folder.value().startsWith("/")) {
            throw refusal(path, "expected an absolute path");
        }
        Looks looks = LOOKS.computeIfAbsent(type, KnownValues::looks);
        if (looks.given() != null) {
            looks.given().check(value, path);
        }
        for (Look look : looks.members()) {
            Object member = read(value, look.accessor());
            if (look.accessor().getName().equals("isKnown")) {
                if (Boolean.FALSE.equals(member)) {
                    throw refusal(path, "an unknown value");
                }
            } else if (member instanceof Long number) {
                if (number < 0 || number > UINT32_MAX) {
                    throw refusal(member(path, look.wire()), "expected an integer from 0 to " + UINT32_MAX);
                }
            } else {
                check(member, member(path, look.wire()));
            }
        }
    }

    /** What there is to look for in the values of a type. */
    private record Looks(List<Look> members, @Nullable GivenMembers given) {}

    /**
     * One member.
     *
     * @param wire its name in JSON; empty where it stands for the whole value
     */
    private record Look(Method accessor, String wire) {}

    /** What is worth a look; {@code isKnown} of an open enum alone. */
    private static Looks looks(Class<?> type) {
        try {
            return new Looks(List.of(new Look(type.getMethod("isKnown"), "")), null);
        } catch (NoSuchMethodException e) {
            List<Look> members = Arrays.stream(type.getRecordComponents())
                    .filter(member -> !member.getName().equals("more") && isLookedAt(member))
                    .map(member -> new Look(member.getAccessor(), wire(member.getAccessor())))
                    .toList();
            return new Looks(members, GivenMembers.of(type));
        }
    }

    static String wire(Method accessor) {
        JsonProperty property = accessor.getAnnotation(JsonProperty.class);
        return property != null
                ? property.value()
                : accessor.isAnnotationPresent(JsonValue.class) ? "" : accessor.getName();
    }

    private static boolean isLookedAt(RecordComponent member) {
        Class<?> type = member.getType();
        return type == Long.class ? member.getName().equals(LIMIT) : !type.isPrimitive() && !PLAIN.contains(type);
    }

    static @Nullable Object read(Object value, Method accessor) {
        try {
            return accessor.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("accessors of protocol records are public and throw nothing", e);
        }
    }

    static String member(String path, String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + '.' + name;
    }

    static RuntimeException refusal(String path, String what) {
        return AgentErrors.invalidRequest("invalid params: " + (path.isEmpty() ? "" : path + ": ") + what);
    }
}
