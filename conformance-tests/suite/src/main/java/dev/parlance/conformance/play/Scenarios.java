package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.SubjectException;
import dev.parlance.conformance.subject.Yaml;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads scenarios: those that the suite carries, and files of one's own.
 *
 * <pre>{@code
 * List<Scenario> all = Scenarios.all();
 * Scenario own = Scenarios.read(Path.of("my-scenario.yaml"));
 * }</pre>
 */
public final class Scenarios {
    private static final String FOLDER = "dev/parlance/conformance/scenarios";
    private static final Set<String> MEMBERS =
            Set.of("title", "profile", "transport", "needs", "alone", "model", "steps");
    private static final List<String> TRANSPORTS =
            List.of("any", "both", Subject.STDIO, Subject.LISTEN, Subject.UNIX, Subject.TOKEN);

    private Scenarios() {}

    /** All scenarios that the suite carries, in the order of their names. */
    public static List<Scenario> all() {
        try {
            Path own = Path.of(Scenarios.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(own)) {
                return below(own.resolve(FOLDER));
            }
            try (FileSystem jar = FileSystems.newFileSystem(own)) {
                return below(jar.getPath(FOLDER));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the suite's own scenarios cannot be read", e);
        }
    }

    private static List<Scenario> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Scenario> all = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                all.add(read(file));
            }
            all.sort(Comparator.comparing(Scenario::name));
            return all;
        }
    }

    /**
     * A scenario of one's own.
     *
     * @throws ScenarioException if it is no scenario; the message says where and why
     * @throws IOException if it cannot be read
     */
    public static Scenario read(Path file) throws IOException {
        String name = Objects.toString(file.getFileName()).replaceFirst("\\.ya?ml$", "");
        return parse(name, file.toString(), Files.readString(file));
    }

    /** A scenario from its text; {@code place} is named in messages. */
    public static Scenario parse(String name, String place, String text) {
        JsonNode tree;
        try {
            tree = Yaml.read(place, text);
        } catch (SubjectException e) {
            throw new ScenarioException(String.valueOf(e.getMessage()));
        }
        List<String> problems = new ArrayList<>();
        tree.fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                problems.add("/" + member + " is not known; there are "
                        + MEMBERS.stream().sorted().toList());
            }
        });
        for (String needed : List.of("title", "profile", "steps")) {
            if (!tree.has(needed)) {
                problems.add("/" + needed + " is missing");
            }
        }
        String transport = tree.path("transport").asText("any");
        if (!TRANSPORTS.contains(transport)) {
            problems.add("/transport is not known: " + transport + "; there are " + TRANSPORTS);
        }
        List<JsonNode> steps = new ArrayList<>();
        tree.path("steps").forEach(steps::add);
        Verbs.check(tree.path("steps"), "/steps", problems);
        if (!problems.isEmpty()) {
            throw new ScenarioException(place + ":\n  " + String.join("\n  ", problems));
        }
        List<String> needs = new ArrayList<>();
        tree.path("needs").forEach(need -> needs.add(need.asText()));
        return new Scenario(
                name,
                tree.get("title").asText(),
                tree.get("profile").asText(),
                transport,
                needs,
                tree.path("alone").asText(""),
                tree.path("model"),
                steps);
    }
}
