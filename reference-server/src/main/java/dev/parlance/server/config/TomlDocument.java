package dev.parlance.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.MutableTomlArray;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;
import org.tomlj.TomlWriteOptions;

/**
 * A TOML text with its values and their places, which can be rewritten so that everything a change does not concern
 * keeps its bytes: comments, order, blank lines, notation. The parser is loaded with the first text that is not empty.
 */
final class TomlDocument {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String text;
    private final Map<String, Object> values;
    private final @Nullable TomlTable positions;

    private TomlDocument(String text, Map<String, Object> values, @Nullable TomlTable positions) {
        this.text = text;
        this.values = values;
        this.positions = positions;
    }

    /**
     * Reads a text.
     *
     * @param file where it is from, for the message of an error; null for none
     * @throws ConfigException if it is no TOML
     */
    static TomlDocument parse(@Nullable Path file, String text) {
        String body = body(text);
        if (body.isBlank()) {
            return new TomlDocument(text, Map.of(), null);
        }
        TomlParseResult result = read(body);
        if (result.hasErrors()) {
            TomlParseError error = result.errors().get(0);
            String what = String.valueOf(error.getMessage());
            throw new ConfigException(
                    file,
                    error.position().line(),
                    error.position().column(),
                    what.length() > 300 ? what.substring(0, 300) + "…" : what);
        }
        return new TomlDocument(text, plainTable(result), result);
    }

    /** A single value, as on the right of an equals sign; null if the text is none. */
    static @Nullable Object value(String text) {
        TomlParseResult result = read("v = " + text);
        return result.hasErrors() || result.size() != 1
                ? null
                : plainTable(result).get("v");
    }

    private static TomlParseResult read(String body) {
        try {
            return Toml.parse(body);
        } catch (StackOverflowError e) {
            throw new ConfigException("values are nested too deep");
        }
    }

    Map<String, Object> values() {
        return values;
    }

    String text() {
        return text;
    }

    /** Where a key stands: line and column from 1; null if unknown. */
    int @Nullable [] position(List<String> path) {
        if (positions == null) {
            return null;
        }
        TomlPosition position = positions.inputPositionOf(path);
        return position == null ? null : new int[] {position.line(), position.column()};
    }

    /**
     * The text that holds the wanted values, with as much of this one as possible.
     *
     * @throws IllegalArgumentException if they cannot be written so that they are read back the same
     */
    String rewrite(Map<String, Object> wanted) {
        if (wanted.equals(values)) {
            return text;
        }
        String written = edited(wanted);
        TomlParseResult again = Toml.parse(written);
        if (again.hasErrors() || !plainTable(again).equals(wanted)) {
            throw unwritable(null);
        }
        return (text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "") + written;
    }

    private String edited(Map<String, Object> wanted) {
        String body = body(text);
        try {
            TomlParseResult copy = Toml.parse(body);
            apply(copy, List.of(), values, wanted);
            return copy.toToml(TomlWriteOptions.defaults()
                    .keep(TomlWriteOptions.Keep.LAYOUT)
                    .withVersion(TomlVersion.V1_0_0)
                    .withLineSeparator(body.contains("\r\n") ? "\r\n" : "\n"));
        } catch (RuntimeException e) {
            // Whatever the library objects to: the file stays as it is.
            throw unwritable(e);
        }
    }

    private static IllegalArgumentException unwritable(@Nullable RuntimeException cause) {
        return new IllegalArgumentException("the value cannot be written into this file; edit it by hand", cause);
    }

    private static String body(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static void apply(
            TomlParseResult root, List<String> path, Map<String, Object> old, Map<String, Object> wanted) {
        for (String key : old.keySet()) {
            if (!wanted.containsKey(key)) {
                root.remove(child(path, key));
            }
        }
        wanted.forEach((key, value) -> {
            Object before = old.get(key);
            if (!value.equals(before)) {
                change(root, child(path, key), before, value);
            }
        });
    }

    private static void change(TomlParseResult root, List<String> path, @Nullable Object old, Object wanted) {
        Map<String, Object> oldTable = ConfigValues.table(old);
        Map<String, Object> newTable = ConfigValues.table(wanted);
        if (oldTable != null && newTable != null) {
            apply(root, path, oldTable, newTable);
        } else if (old instanceof List<?> before && wanted instanceof List<?> after && plain(before) && plain(after)) {
            changeElements(root.getArray(path), before, after);
        } else {
            root.set(path, wanted);
        }
    }

    /** One by one, so that comments beside the others stay. */
    private static void changeElements(@Nullable MutableTomlArray array, List<?> old, List<?> wanted) {
        if (array == null) {
            throw new IllegalStateException("a list without its place in the file");
        }
        for (int i = old.size() - 1; i >= wanted.size(); i--) {
            array.remove(i);
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (i >= old.size()) {
                array.add(wanted.get(i));
            } else if (!wanted.get(i).equals(old.get(i))) {
                array.set(i, wanted.get(i));
            }
        }
    }

    private static boolean plain(List<?> list) {
        return list.stream().noneMatch(element -> element instanceof List || element instanceof Map);
    }

    private static List<String> child(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    private static Map<String, Object> plainTable(TomlTable table) {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : table.entrySet()) {
            plain.put(entry.getKey(), plainValue(entry.getValue()));
        }
        return plain;
    }

    private static Object plainValue(Object value) {
        if (value instanceof TomlTable table) {
            return plainTable(table);
        }
        if (value instanceof TomlArray array) {
            return array.toList().stream().map(TomlDocument::plainValue).toList();
        }
        return value;
    }
}
