package dev.parlance.server.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Configuration as plain values: texts, {@link Long}, {@link Double}, {@link Boolean}, dates and times, lists, and maps
 * in the order of their keys. Nothing here changes what it is given.
 */
final class ConfigValues {
    /** Nesting of a value that a client hands in. */
    static final int MAX_DEPTH = 32;

    private ConfigValues() {}

    /**
     * Takes over a value of JSON.
     *
     * @throws IllegalArgumentException with a text for the caller if it has no place in a configuration file
     */
    static Object fromJson(@Nullable Object value) {
        return fromJson(value, 0);
    }

    private static Object fromJson(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("value is nested more than " + MAX_DEPTH + " deep");
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, member) -> copy.put(text(String.valueOf(key)), fromJson(member, depth + 1)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(fromJson(element, depth + 1)));
            return copy;
        }
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        throw new IllegalArgumentException("value must not contain null: a configuration file has no such value");
    }

    /** JSON lets half of a surrogate pair pass; a file cannot hold it. */
    static String text(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("value has half of a surrogate pair, which is no text");
        }
        return text;
    }

    private static Object number(Number value) {
        if (value instanceof BigDecimal || value instanceof Double || value instanceof Float) {
            double number = value.doubleValue();
            if (Double.isInfinite(number) || Double.isNaN(number)) {
                throw new IllegalArgumentException("value has a number beyond the range of a double");
            }
            return number;
        }
        if (value instanceof BigInteger big && big.bitLength() > 63) {
            throw new IllegalArgumentException("value has a whole number beyond 64 bits");
        }
        return value.longValue();
    }

    /** The values as JSON has them: dates and times as text. */
    static Object toJson(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, member) -> copy.put((String) key, toJson(member)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ConfigValues::toJson).toList();
        }
        return value instanceof Temporal ? value.toString() : value;
    }

    /** Both, member by member; where they meet in anything but two tables, {@code over} counts. */
    static Map<String, Object> merge(Map<String, Object> base, Map<String, Object> over) {
        Map<String, Object> merged = new LinkedHashMap<>(base);
        over.forEach((key, value) -> {
            Map<String, Object> below = table(merged.get(key));
            Map<String, Object> above = table(value);
            merged.put(key, below == null || above == null ? value : merge(below, above));
        });
        return merged;
    }

    /** The value at a path; null if there is none. */
    static @Nullable Object get(Map<String, Object> root, List<String> path) {
        Object value = root;
        for (String part : path) {
            Map<String, Object> table = table(value);
            value = table == null ? null : table.get(part);
            if (value == null) {
                return null;
            }
        }
        return value;
    }

    /**
     * A copy with one value set; tables on the way are made.
     *
     * @param value null to remove
     * @throws IllegalArgumentException with a text for the caller if something on the way is no table
     */
    static Map<String, Object> with(Map<String, Object> root, List<String> path, @Nullable Object value) {
        String key = path.get(0);
        Map<String, Object> copy = new LinkedHashMap<>(root);
        if (path.size() == 1) {
            if (value == null) {
                copy.remove(key);
            } else {
                copy.put(key, value);
            }
            return copy;
        }
        Object below = root.get(key);
        Map<String, Object> table = below == null ? Map.of() : table(below);
        if (table == null) {
            throw new IllegalArgumentException("cannot set value on non-table parent `" + clip(key) + "`");
        }
        if (below == null && value == null) {
            return copy;
        }
        copy.put(key, with(table, path.subList(1, path.size()), value));
        return copy;
    }

    /** The value as a table; null if it is none. */
    @SuppressWarnings("unchecked")
    static @Nullable Map<String, Object> table(@Nullable Object value) {
        return value instanceof Map ? (Map<String, Object>) value : null;
    }

    /** The value at a path as a table; empty if there is none. */
    static Map<String, Object> tableAt(Map<String, Object> root, List<String> path) {
        Map<String, Object> table = table(get(root, path));
        return table == null ? Collections.emptyMap() : table;
    }

    /** What kind of value it is, for people; of a text no more than its kind, since it may be a secret. */
    static String describe(Object value) {
        if (value instanceof String) {
            return "text";
        }
        if (value instanceof Map) {
            return "a table";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value instanceof Temporal) {
            return "a date or time";
        }
        return (value instanceof Number ? "the number " : "") + value;
    }

    /** A name short enough for a message. */
    static String clip(String name) {
        return name.length() <= 80 ? name : name.substring(0, 80) + "…";
    }
}
