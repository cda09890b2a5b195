package dev.parlance.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A random configuration file that knows which key each of its lines belongs to. */
final class RandomToml {
    private static final List<String> KEYS =
            List.of("a", "b", "c", "d", "e", "model", "\"x y\"", "'q.r'", "k1", "k-2", "\"\\u00e9\"");
    private static final List<String> TEXTS = List.of(
            "", "plain", "\"quoted\"", "back\\slash", "a\nb", "# none", "\u0000", "']", "\uD83D\uDE00", "x = 1");

    private final Random random;
    private final List<String> lines = new ArrayList<>();
    private final List<List<String>> owners = new ArrayList<>();
    private final List<List<String>> sections = new ArrayList<>();
    private final List<List<String>> paths = new ArrayList<>();
    private final String lineEnd;
    private List<String> section = List.of("before any table");
    private int tag;

    RandomToml(Random random) {
        this.random = random;
        this.lineEnd = random.nextInt(5) == 0 ? "\r\n" : "\n";
        entries(List.of(), random.nextInt(5));
        List<String> names = new ArrayList<>(List.of("t1", "t2", "\"t.3\"", "t4.sub", "t5.\"su b\".x"));
        for (String name : names.subList(0, random.nextInt(names.size() + 1))) {
            section(name);
        }
    }

    /** Comments above a header may as well be the end of the table before. */
    private void section(String name) {
        List<String> path = new ArrayList<>();
        for (String part : name.contains("\"t.3\"") ? List.of("t.3") : List.of(name.split("\\."))) {
            path.add(part.replace("\"", ""));
        }
        boolean array = random.nextInt(4) == 0;
        int copies = array ? 1 + random.nextInt(2) : 1;
        for (int i = 0; i < copies; i++) {
            // Gone with the table, but not concerned by an edit inside it.
            List<String> header = child(path, "header of the table");
            noise(header);
            section = path;
            add(header, (array ? "[[" + name + "]]" : "[" + name + "]") + "  # tag" + tag++);
            entries(path, random.nextInt(4));
        }
        if (!array) {
            paths.add(path);
        }
    }

    private void entries(List<String> table, int count) {
        List<String> free = new ArrayList<>(KEYS);
        for (int i = 0; i < count; i++) {
            String key = free.remove(random.nextInt(free.size()));
            List<String> path = child(table, key);
            noise(path);
            entry(key, path);
            paths.add(path);
        }
    }

    private void entry(String key, List<String> path) {
        String indent = " ".repeat(random.nextInt(3));
        String end = random.nextBoolean() ? "  # tag" + tag++ : "";
        switch (random.nextInt(8)) {
            case 0 -> add(path, indent + key + " = " + random.nextInt(100) + end);
            case 1 -> add(path, indent + key + "=\"text # " + tag++ + "\"" + end);
            case 2 -> add(path, indent + key + "   =   [ 1, 2,3 ]" + end);
            case 3 -> {
                add(path, key + " = [ # tag" + tag++);
                add(path, "    \"one\", # tag" + tag++);
                add(path, "    \"two\"");
                add(path, "]" + end);
            }
            case 4 -> add(path, key + " = { p = 1, \"q r\" = 'lit', n = { m = true } }" + end);
            case 5 -> {
                add(path, key + " = \"\"\"");
                add(path, "line # " + tag++);
                add(path, "\"\"\"" + end);
            }
            case 6 -> add(path, indent + key + ".inner.deep = 1979-05-27T07:32:00Z" + end);
            default -> add(path, indent + key + " = 0x1F" + end);
        }
    }

    private void noise(List<String> owner) {
        for (int i = random.nextInt(3); i > 0; i--) {
            add(owner, random.nextBoolean() ? "# comment " + tag++ : "");
        }
    }

    private void add(List<String> owner, String line) {
        lines.add(line);
        owners.add(owner);
        sections.add(child(section, "header of the table"));
    }

    private static List<String> child(List<String> table, String key) {
        List<String> path = new ArrayList<>(table);
        path.add(
                switch (key) {
                    case "\"x y\"" -> "x y";
                    case "'q.r'" -> "q.r";
                    case "\"\\u00e9\"" -> "\u00e9";
                    default -> key;
                });
        return path;
    }

    String text() {
        String text = String.join(lineEnd, lines);
        return random.nextInt(6) == 0 ? text : text + lineEnd;
    }

    /** Often one of the file's, else a new one. */
    List<String> pathToEdit() {
        if (!paths.isEmpty() && random.nextInt(4) != 0) {
            List<String> path = paths.get(random.nextInt(paths.size()));
            return random.nextInt(4) == 0 ? child(path, "new" + random.nextInt(3)) : path;
        }
        List<String> path = List.of("fresh" + random.nextInt(3));
        return random.nextBoolean() ? path : child(path, TEXTS.get(1 + random.nextInt(TEXTS.size() - 1)));
    }

    Object value(int depth) {
        return switch (random.nextInt(depth < 3 ? 6 : 4)) {
            case 0 -> (long) random.nextInt();
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt(1000) / 8.0;
            case 3 -> TEXTS.get(random.nextInt(TEXTS.size()));
            case 4 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(depth + 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> table = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    table.put(TEXTS.get(random.nextInt(TEXTS.size())), value(depth + 1));
                }
                yield table;
            }
        };
    }

    /** The lines that no edit of these keys concerns, blank ones aside. */
    List<String> linesWithout(List<List<String>> touched) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            List<String> owner = owners.get(i);
            List<String> table = sections.get(i);
            if (!lines.get(i).isBlank()
                    && touched.stream().noneMatch(path -> overlaps(owner, path) || overlaps(table, path))) {
                kept.add(lines.get(i));
            }
        }
        return kept;
    }

    private static boolean overlaps(List<String> owner, List<String> path) {
        int common = Math.min(owner.size(), path.size());
        return owner.subList(0, common).equals(path.subList(0, common));
    }
}
