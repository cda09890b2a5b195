package dev.parlance.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.subject.KnownFailure;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.SubjectException;
import dev.parlance.conformance.subject.Yaml;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the subject files of clients.
 *
 * <pre>{@code
 * ClientSubject subject = ClientSubjectReader.read(Path.of("my-client.yaml"));
 * }</pre>
 */
public final class ClientSubjectReader {
    private static final List<String> TRANSPORTS = List.of("stdio", "websocket");
    private static final Set<String> MEMBERS = Set.of(
            "name",
            "about",
            "stdio",
            "websocket",
            "tells",
            "decisions",
            "parallel",
            "turnDeadline",
            "exits",
            "knownFailures");
    private static final Set<String> START = Set.of("command", "env", "cwd", "files");
    private static final Set<String> TOLD = Set.of("shown", "asked", "turn", "noise", "exit");
    private static final Set<String> DECISIONS = Set.of("accept", "decline", "late");
    /** Also a client on a JVM needs no longer to end. */
    private static final Duration EXITS = Duration.ofSeconds(5);

    private final Path file;
    private final List<String> problems = new ArrayList<>();

    private ClientSubjectReader(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws SubjectException if there is none, or with everything that is wrong with it
     */
    public static ClientSubject read(Path file) {
        return new ClientSubjectReader(file).subject(Yaml.subjectFile(file, "client-template.yaml"));
    }

    private ClientSubject subject(JsonNode tree) {
        known(tree, "", MEMBERS);
        Map<String, Subject.Start> starts = new LinkedHashMap<>();
        for (String transport : TRANSPORTS) {
            if (tree.hasNonNull(transport)) {
                starts.put(transport, start(tree.get(transport), "/" + transport));
            }
        }
        if (starts.isEmpty()) {
            problems.add("one of stdio, websocket must say how to start the client");
        }
        ClientSubject subject = new ClientSubject(
                file,
                text(tree, "name", file.getFileName().toString().replaceFirst("\\.ya?ml$", "")),
                text(tree, "about", ""),
                starts,
                words(tree, "tells", TOLD),
                words(tree, "decisions", DECISIONS),
                tree.path("parallel").asBoolean(),
                tree.hasNonNull("turnDeadline") ? seconds(tree, "turnDeadline") : null,
                tree.hasNonNull("exits") ? seconds(tree, "exits") : EXITS,
                knownFailures(tree.path("knownFailures")));
        if (!problems.isEmpty()) {
            throw new SubjectException(file + ":\n  " + String.join("\n  ", problems));
        }
        return subject;
    }

    private Subject.Start start(JsonNode tree, String at) {
        known(tree, at, START);
        List<String> command = new ArrayList<>();
        tree.path("command").forEach(word -> command.add(word.asText()));
        if (command.isEmpty()) {
            problems.add(at + "/command must be a list of words, the program first");
        }
        String server = at.equals("/stdio") ? "${server.command} or ${server.script}" : "${server.url}";
        String texts = command + tree.path("env").toString() + tree.path("files");
        if (!texts.contains("${server.")) {
            problems.add(at + ": nothing tells the client which server to use; put " + server
                    + " where it takes its server from");
        }
        return new Subject.Start(
                command, texts(tree.path("env")), text(tree, "cwd", "${workspace}"), texts(tree.path("files")), null);
    }

    private Set<String> words(JsonNode tree, String name, Set<String> allowed) {
        Set<String> words = new LinkedHashSet<>();
        tree.path(name).forEach(word -> {
            if (!allowed.contains(word.asText())) {
                problems.add("/" + name + ": " + word.asText() + " is none of "
                        + allowed.stream().sorted().toList());
            }
            words.add(word.asText());
        });
        return words;
    }

    private @Nullable Duration positive(JsonNode value) {
        double seconds = value.asDouble();
        return seconds > 0 && seconds <= 3_600 ? Duration.ofMillis(Math.round(seconds * 1_000)) : null;
    }

    private Duration seconds(JsonNode tree, String name) {
        Duration duration = positive(tree.get(name));
        if (duration == null) {
            problems.add("/" + name + " must be a number of seconds, above 0 and at most 3600");
            return EXITS;
        }
        return duration;
    }

    private List<KnownFailure> knownFailures(JsonNode list) {
        List<KnownFailure> known = new ArrayList<>();
        for (JsonNode row : list) {
            String at = "/knownFailures/" + known.size();
            known(row, at, Set.of("check", "reason", "until", "sometimes"));
            String check = text(row, "check", "");
            String reason = text(row, "reason", "");
            if (check.isEmpty() || reason.isEmpty()) {
                problems.add(at + " needs a check (SCENARIO/RULE, * for anything) and a reason");
            }
            known.add(new KnownFailure(
                    check, reason, text(row, "until", ""), row.path("sometimes").asBoolean()));
        }
        return known;
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

    private static Map<String, String> texts(JsonNode tree) {
        Map<String, String> texts = new LinkedHashMap<>();
        tree.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        return texts;
    }
}
