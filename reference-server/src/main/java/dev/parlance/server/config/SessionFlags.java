package dev.parlance.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Settings given beside the files: on the command line, or by a client for one thread. */
final class SessionFlags {
    /** Far more than anyone sets for a thread. */
    static final int MAX_KEYS = 1000;

    /** Texts that mean the same to the parser and to {@link #value}. */
    private static final class Simple {
        static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
        static final Pattern TEXT = Pattern.compile("\"[^\"\\\\\\p{Cntrl}]*\"");
        static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_/-]*");

        private Simple() {}
    }

    private SessionFlags() {}

    /** Refuses flags that are no {@code key=value}, without reading the values. */
    static void requireKeys(List<String> flags) {
        for (String flag : flags) {
            key(flag);
        }
    }

    /** The layer of the flags. */
    static Layer ofFlags(List<String> flags) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String flag : flags) {
            String text = flag.substring(flag.indexOf('=') + 1).strip();
            values = set(values, key(flag), value(text), "-c " + flag.substring(0, flag.indexOf('=')));
        }
        return Layer.ofSession("session flags", values);
    }

    private static List<String> key(String flag) {
        int equals = flag.indexOf('=');
        if (equals < 0) {
            throw new ConfigException("Invalid override (missing '='): " + ConfigValues.clip(flag));
        }
        try {
            return KeyPath.parse(flag.substring(0, equals).strip());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("-c " + ConfigValues.clip(flag.substring(0, equals)) + ": " + e.getMessage());
        }
    }

    /** As TOML, or else as the text it is. The common forms are read here: loading the parser costs a start-up. */
    private static Object value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (Simple.INTEGER.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        if (Simple.TEXT.matcher(text).matches()) {
            return text.substring(1, text.length() - 1);
        }
        if (Simple.WORD.matcher(text).matches() && !text.equals("inf") && !text.equals("nan")) {
            return text;
        }
        Object value = TomlDocument.value(text);
        return value == null ? text : value;
    }

    /** The layer of a client's settings for a thread: keys dotted or tables nested; null means not set. */
    static Layer ofThread(Map<String, ? extends @Nullable Object> overrides) {
        if (overrides.size() > MAX_KEYS) {
            throw new ConfigException("config has more than " + MAX_KEYS + " keys");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, ? extends @Nullable Object> entry : overrides.entrySet()) {
            String place = "config `" + ConfigValues.clip(entry.getKey()) + "`";
            if (entry.getValue() == null) {
                continue;
            }
            try {
                Object value = ConfigValues.fromJson(withoutNulls(entry.getValue(), 0));
                values = set(values, KeyPath.parse(entry.getKey()), value, place);
            } catch (IllegalArgumentException e) {
                throw new ConfigException(place + ": " + e.getMessage());
            }
        }
        return Layer.ofSession("config of the request", values);
    }

    private static Object withoutNulls(Object value, int depth) {
        if (!(value instanceof Map<?, ?> map) || depth > ConfigValues.MAX_DEPTH) {
            return value;
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        map.forEach((key, member) -> {
            if (member != null) {
                kept.put(String.valueOf(key), withoutNulls(member, depth + 1));
            }
        });
        return kept;
    }

    private static Map<String, Object> set(Map<String, Object> root, List<String> path, Object value, String place) {
        Map<String, Object> nested = new LinkedHashMap<>();
        Map<String, Object> inner = nested;
        List<String> way = new ArrayList<>(path.subList(0, path.size() - 1));
        for (String part : way) {
            Map<String, Object> next = new LinkedHashMap<>();
            inner.put(part, next);
            inner = next;
        }
        inner.put(path.get(path.size() - 1), value);
        for (int i = 1; i < path.size(); i++) {
            Object present = ConfigValues.get(root, path.subList(0, i));
            if (present != null && ConfigValues.table(present) == null) {
                throw new ConfigException(place + ": cannot set value on non-table parent");
            }
        }
        return ConfigValues.merge(root, nested);
    }
}
