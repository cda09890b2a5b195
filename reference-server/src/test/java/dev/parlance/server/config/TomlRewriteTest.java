package dev.parlance.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random edits on random commented files: what is read back is what was wanted, and all else keeps its bytes. */
class TomlRewriteTest {
    private static final int FILES = 3000;

    @Test
    void randomEditsAreReadBackAndLeaveOtherLinesAlone() {
        for (int seed = 0; seed < FILES; seed++) {
            Random random = new Random(seed);
            RandomToml file = new RandomToml(random);
            String text = file.text();
            TomlDocument document = TomlDocument.parse(null, text);
            List<List<String>> touched = new ArrayList<>();
            Map<String, Object> wanted = deepCopy(document.values());
            for (int edit = 0; edit <= random.nextInt(4); edit++) {
                List<String> path = file.pathToEdit();
                if (edit(wanted, path, random.nextInt(4) == 0 ? null : file.value(0))) {
                    touched.add(path);
                }
            }
            String written = document.rewrite(wanted);
            assertThat(TomlDocument.parse(null, written).values())
                    .as("seed %d:\n%s\n→\n%s", seed, text, written)
                    .isEqualTo(wanted);
            assertThat(missing(file.linesWithout(touched), written.lines().toList()))
                    .as("seed %d, touched %s:\n%s\n→\n%s", seed, touched, text, written)
                    .isEmpty();
        }
    }

    @Test
    void aFileWithoutChangeKeepsEveryByte() {
        for (int seed = 0; seed < FILES; seed++) {
            String text = new RandomToml(new Random(seed)).text();
            TomlDocument document = TomlDocument.parse(null, text);
            assertThat(document.rewrite(deepCopy(document.values()))).isEqualTo(text);
        }
    }

    /** The expected lines that are not found in the order they had. */
    private static List<String> missing(List<String> expected, List<String> lines) {
        List<String> missing = new ArrayList<>();
        int at = 0;
        for (String line : expected) {
            int found = lines.subList(at, lines.size()).indexOf(line);
            if (found < 0) {
                missing.add(line);
            } else {
                at += found + 1;
            }
        }
        return missing;
    }

    /** The model of an edit: false if something on the way is no table. */
    private static boolean edit(Map<String, Object> root, List<String> path, Object value) {
        Map<String, Object> table = root;
        for (String part : path.subList(0, path.size() - 1)) {
            Object next = table.get(part);
            if (next == null && value == null) {
                return false;
            }
            if (next != null && !(next instanceof Map)) {
                return false;
            }
            table = ConfigValues.table(next == null ? table.computeIfAbsent(part, k -> new LinkedHashMap<>()) : next);
        }
        if (value == null) {
            return table.remove(path.get(path.size() - 1)) != null;
        }
        table.put(path.get(path.size() - 1), value);
        return true;
    }

    private static Map<String, Object> deepCopy(Map<String, Object> table) {
        Map<String, Object> copy = new LinkedHashMap<>();
        table.forEach(
                (key, value) -> copy.put(key, value instanceof Map ? deepCopy(ConfigValues.table(value)) : value));
        return copy;
    }

    @Test
    void aChangedValueKeepsItsCommentAndItsNeighbours() {
        TomlDocument document = TomlDocument.parse(null, """
                # top
                model = "old" # why

                [sandbox_workspace_write]   # tail
                writable_roots = [ # r
                  "/a", # one
                  "/b",
                ]
                network_access = true
                """);
        Map<String, Object> wanted = ConfigValues.with(document.values(), List.of("model"), "new");
        wanted = ConfigValues.with(
                wanted, List.of("sandbox_workspace_write", "writable_roots"), List.of("/a", "/c", "/d"));
        wanted = ConfigValues.with(wanted, List.of("sandbox_workspace_write", "network_access"), null);
        assertThat(document.rewrite(wanted)).isEqualTo("""
                # top
                model = "new" # why

                [sandbox_workspace_write]   # tail
                writable_roots = [ # r
                  "/a", # one
                  "/c",
                  "/d",
                ]
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"",
                "'",
                "\"\"\"",
                "'''",
                "\\",
                "\\u0041",
                "a\nb",
                "\r\n",
                "\t",
                "\u0000\u0001\u001b\u007f",
                "# no comment",
                "]\n[evil]\nx = 1",
                "\uD83D\uDE00 \u2028 e\u0301",
                "${HOME}",
                "1979-05-27"
            })
    void hostileTextIsWrittenAsValueAndAsKey(String hostile) {
        TomlDocument document = TomlDocument.parse(null, "a = 1 # one\n[t]\nb = 2\n");
        Map<String, Object> wanted = ConfigValues.with(document.values(), List.of("t", "value"), hostile);
        wanted = ConfigValues.with(wanted, List.of("t", hostile + "k"), List.of(hostile, Map.of(hostile, hostile)));
        String written = document.rewrite(wanted);
        assertThat(TomlDocument.parse(null, written).values()).isEqualTo(wanted);
        assertThat(written).startsWith("a = 1 # one\n[t]\nb = 2\n");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsStay() {
        String text = "\uFEFFa = 1 # one\r\n\r\n[t]\r\nb = 2\r\n";
        TomlDocument document = TomlDocument.parse(null, text);
        String written = document.rewrite(ConfigValues.with(document.values(), List.of("t", "c"), 3L));
        assertThat(written).isEqualTo(text + "c = 3\r\n");
    }

    @Test
    void deepNestingIsRefusedNotFatal() {
        String text = "a = " + "[".repeat(100_000) + "]".repeat(100_000);
        assertThatThrownBy(() -> TomlDocument.parse(null, text)).isInstanceOf(ConfigException.class);
    }
}
