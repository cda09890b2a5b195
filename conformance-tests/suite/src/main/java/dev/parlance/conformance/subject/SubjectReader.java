package dev.parlance.conformance.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads subject files.
 *
 * <pre>{@code
 * Subject subject = SubjectReader.read(Path.of("my-server.yaml"));
 * }</pre>
 */
public final class SubjectReader {
    private static final Set<String> MEMBERS = Set.of(
            "name",
            "about",
            "env",
            "files",
            Subject.STDIO,
            Subject.LISTEN,
            Subject.UNIX,
            Subject.TOKEN,
            "connect",
            "dialect",
            "tools",
            "profiles",
            "knownFailures");
    private static final Set<String> START = Set.of("command", "env", "cwd", "files", "address", "shared");

    private final Path file;
    private final List<String> problems = new ArrayList<>();

    private SubjectReader(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws SubjectException if there is none, or with everything that is wrong with it
     */
    public static Subject read(Path file) {
        return new SubjectReader(file).subject(Yaml.subjectFile(file, "template.yaml"));
    }

    private Subject subject(JsonNode tree) {
        JsonNode defaults = defaults();
        ObjectNode dialect = defaults.get("dialect").deepCopy();
        Map<String, JsonNode> tools = new LinkedHashMap<>();
        known(tree, "", MEMBERS);
        override(dialect, tree.path("dialect"), "/dialect", defaults.get("choices"));
        defaults.get("tools").properties().forEach(e -> tools.put(e.getKey(), e.getValue()));
        for (Map.Entry<String, JsonNode> tool : tree.path("tools").properties()) {
            if (tool.getValue().isNull()) {
                tools.remove(tool.getKey());
            } else {
                tools.put(tool.getKey(), tool.getValue());
            }
        }
        Subject subject = new Subject(
                file,
                text(tree, "name", file.getFileName().toString().replaceFirst("\\.ya?ml$", "")),
                text(tree, "about", ""),
                ways(tree),
                tree.at("/listen/shared").asBoolean(),
                tree.hasNonNull("connect") ? tree.get("connect").asText() : null,
                dialect,
                tools,
                profiles(tree.path("profiles")),
                knownFailures(tree.path("knownFailures")));
        if (subject.stdio() == null && subject.listen() == null && subject.connect() == null) {
            problems.add("one of stdio, listen, connect must say how to reach the subject");
        }
        if (!problems.isEmpty()) {
            throw new SubjectException(file + ":\n  " + String.join("\n  ", problems));
        }
        return subject;
    }

    private Map<String, Subject.Start> ways(JsonNode tree) {
        Map<String, Subject.Start> ways = new LinkedHashMap<>();
        for (String way : List.of(Subject.STDIO, Subject.LISTEN, Subject.UNIX, Subject.TOKEN)) {
            Subject.Start start = start(tree, way);
            if (start != null) {
                ways.put(way, start);
            }
        }
        return ways;
    }

    /** A way to start it; what stands at the top of the file holds for both ways. */
    private Subject.@Nullable Start start(JsonNode top, String way) {
        JsonNode tree = top.path(way);
        if (tree.isMissingNode() || tree.isNull()) {
            return null;
        }
        known(tree, "/" + way, START);
        List<String> command = new ArrayList<>();
        tree.path("command").forEach(word -> command.add(word.asText()));
        if (command.isEmpty()) {
            problems.add("/" + way + "/command must be a list of words, the program first");
        }
        if (!way.equals(Subject.LISTEN) && tree.has("shared")) {
            problems.add("/" + way + "/shared is not known; it is said of listen");
        }
        String address = tree.hasNonNull("address") ? tree.get("address").asText() : null;
        if (!way.equals(Subject.STDIO) && address == null) {
            problems.add("/" + way
                    + "/address must say where it listens: ws://127.0.0.1:${port}, or a pattern with one group"
                    + " that finds the address in what it writes to standard error");
        }
        return new Subject.Start(
                command,
                texts(top.path("env"), tree.path("env")),
                text(tree, "cwd", "${workspace}"),
                texts(top.path("files"), tree.path("files")),
                address);
    }

    private Set<String> profiles(JsonNode list) {
        Set<String> profiles = new LinkedHashSet<>();
        list.forEach(profile -> profiles.add(profile.asText()));
        if (profiles.isEmpty()) {
            problems.add("/profiles must name what the subject claims, at least core");
        }
        return profiles;
    }

    private List<KnownFailure> knownFailures(JsonNode list) {
        List<KnownFailure> known = new ArrayList<>();
        for (JsonNode row : list) {
            String at = "/knownFailures/" + known.size();
            known(row, at, Set.of("check", "reason", "until", "sometimes"));
            if (text(row, "check", "").isEmpty() || text(row, "reason", "").isEmpty()) {
                problems.add(at + " needs a check (SCENARIO/RULE, * for anything) and a reason");
            }
            known.add(new KnownFailure(
                    text(row, "check", ""),
                    text(row, "reason", ""),
                    text(row, "until", ""),
                    row.path("sometimes").asBoolean()));
        }
        return known;
    }

    private void override(ObjectNode defaults, JsonNode given, String at, JsonNode choices) {
        for (Map.Entry<String, JsonNode> member : given.properties()) {
            JsonNode old = defaults.get(member.getKey());
            String place = at + "/" + member.getKey();
            if (old == null) {
                problems.add(place + " is not known; there are " + names(defaults));
            } else if (old.isObject()) {
                override((ObjectNode) old, member.getValue(), place, choices);
            } else {
                choice(place, old, member.getValue(), choices.path(member.getKey()));
                defaults.set(member.getKey(), member.getValue());
            }
        }
    }

    /** A value that no scenario knows would silently be taken for another one. */
    private void choice(String place, JsonNode old, JsonNode given, JsonNode choices) {
        if (choices.isArray()) {
            boolean known =
                    choices.valueStream().anyMatch(choice -> choice.asText().equals(given.asText()));
            if (!known) {
                problems.add(place + ": " + given + " is none of " + choices);
            }
        } else if (old.isBoolean() && !given.isBoolean()) {
            problems.add(place + ": " + given + " is neither true nor false");
        } else if (old.isIntegralNumber() && !given.isIntegralNumber()) {
            problems.add(place + ": " + given + " is no whole number");
        } else if (place.equals("/dialect/lineLimit") && !given.isIntegralNumber() && !given.isNull()) {
            problems.add(place + ": " + given + " is no number of bytes, nor null");
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new LinkedHashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void known(JsonNode tree, String at, Set<String> names) {
        tree.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                problems.add(at + "/" + name + " is not known; there are "
                        + names.stream().sorted().toList());
            }
        });
    }

    private static String text(JsonNode tree, String name, String otherwise) {
        return tree.hasNonNull(name) ? tree.get(name).asText() : otherwise;
    }

    private static Map<String, String> texts(JsonNode common, JsonNode own) {
        Map<String, String> texts = new HashMap<>();
        common.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        own.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        return texts;
    }

    private static JsonNode defaults() {
        try (InputStream in = Objects.requireNonNull(SubjectReader.class.getResourceAsStream("defaults.yaml"))) {
            return Yaml.read("defaults.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
