package dev.parlance.golden;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * What the generated types share; of no use otherwise.
 */
@Generated("dev.parlance.codegen")
public final class DemoMembers {
    private DemoMembers() {
    }

    /**
     * An unmodifiable copy of a list without nulls.
     */
    public static <T> List<T> list(List<T> values, String name) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                throw new NullPointerException(name + "[" + i + "]");
            }
        }
        return List.copyOf(values);
    }

    /**
     * An unmodifiable copy of a list that may hold nulls.
     */
    public static <T extends @Nullable Object> List<T> copy(List<T> values) {
        return Collections.unmodifiableList(new ArrayList<>(values));
    }

    /**
     * An unmodifiable copy of a map without null values, in its order.
     */
    public static <T> Map<String, T> map(Map<String, T> values, String name) {
        for (Map.Entry<String, T> entry : values.entrySet()) {
            if (entry.getValue() == null) {
                throw new NullPointerException(name + "." + entry.getKey());
            }
        }
        return copy(values);
    }

    /**
     * An unmodifiable copy of a map that may hold nulls, in its order.
     */
    public static <T extends @Nullable Object> Map<String, T> copy(Map<String, T> values) {
        return values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * An unmodifiable copy of members that are not declared. Of declared ones only the explicit null of an optional one
     * that is not set may be among them.
     *
     * @param required names that never may
     * @param optional names of the others, each followed by its value
     */
    public static <T extends @Nullable Object> Map<String, T> more(
            Map<String, T> more, List<String> required, @Nullable Object... optional) {
        Map<String, T> kept = new LinkedHashMap<>(more);
        for (String name : required) {
            undeclared(kept, name);
            kept.remove(name);
        }
        for (int i = 0; i < optional.length; i += 2) {
            undeclared(kept, String.valueOf(optional[i]));
            if (optional[i + 1] != null) {
                kept.remove(optional[i]);
            }
        }
        return Collections.unmodifiableMap(kept);
    }

    private static void undeclared(Map<String, ?> more, String name) {
        if (more.get(name) != null) {
            throw new IllegalArgumentException("the member " + name + " is declared and has a component of its own");
        }
    }

    /**
     * The name, unless it is declared.
     */
    public static String undeclared(String name, String... declared) {
        if (Arrays.asList(declared).contains(name)) {
            throw new IllegalArgumentException("the member " + name + " is declared and has a method of its own");
        }
        return name;
    }

    /**
     * The map, or an empty one.
     */
    public static <T extends @Nullable Object> Map<String, T> orEmpty(@Nullable Map<String, T> more) {
        return more == null ? Map.of() : more;
    }

    /**
     * Notes a member that is not declared.
     */
    public static <T extends @Nullable Object> Map<String, T> put(
            @Nullable Map<String, T> more, String name, T value) {
        Map<String, T> noted = more == null ? new LinkedHashMap<>() : more;
        noted.put(name, value);
        return noted;
    }

    /**
     * Notes an explicit null of a declared member, or that it was another value after all.
     */
    public static <T extends @Nullable Object> @Nullable Map<String, T> note(
            @Nullable Map<String, T> more, String name, @Nullable Object value) {
        if (value == null) {
            Map<String, T> noted = more == null ? new LinkedHashMap<>() : more;
            noted.put(name, null);
            return noted;
        }
        if (more != null) {
            more.remove(name);
        }
        return more;
    }

    /**
     * Whether a member was there, as a value or an explicit null.
     */
    public static boolean has(@Nullable Object value, @Nullable Map<String, ?> more, String name) {
        return value != null || more != null && more.containsKey(name);
    }

    /**
     * The value of a required member that may be anything, null as well.
     *
     * @throws NullPointerException if the member was not there
     */
    public static @Nullable Object given(@Nullable Object value, @Nullable Map<String, ?> more, String name) {
        if (!has(value, more, name)) {
            throw new NullPointerException(name);
        }
        return value;
    }

    /**
     * The undeclared members together with those that belong to other alternatives.
     *
     * @param others names, each followed by its value
     */
    public static Map<String, @Nullable Object> with(
            @Nullable Map<String, @Nullable Object> more, @Nullable Object... others) {
        Map<String, @Nullable Object> all = more == null ? new LinkedHashMap<>() : more;
        for (int i = 0; i < others.length; i += 2) {
            if (others[i + 1] != null) {
                all.put(String.valueOf(others[i]), others[i + 1]);
            }
        }
        return all;
    }

    /**
     * Refuses a value that lacks required members.
     *
     * @param members names, each followed by its value
     */
    public static void required(String type, @Nullable Object... members) {
        List<Object> missing = new ArrayList<>();
        for (int i = 0; i < members.length; i += 2) {
            if (members[i + 1] == null) {
                missing.add(members[i]);
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(type + " needs " + missing + "; set them before build()");
        }
    }

    /**
     * Refuses a value that has not exactly one of several groups of members.
     *
     * @param members names, each followed by its value
     */
    public static void oneChoice(
            String type, List<List<String>> choices, Map<String, ?> more, @Nullable Object... members) {
        List<String> set = new ArrayList<>(more.keySet());
        for (int i = 0; i < members.length; i += 2) {
            if (members[i + 1] != null) {
                set.add(String.valueOf(members[i]));
            }
        }
        long complete = choices.stream().filter(choice -> !choice.isEmpty() && set.containsAll(choice)).count();
        boolean noneAllowed = choices.stream().anyMatch(List::isEmpty);
        if (complete > 1 || complete == 0 && !noneAllowed) {
            throw new IllegalStateException(type + " needs exactly one of " + choices + " but has " + complete + " of them");
        }
    }
}
