package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parlance.scripted.ModelRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;

/** Steps about what is not on the wire: files, processes, and what the model was asked. */
final class Outside {
    static final Map<String, Verb> VERBS = Map.ofEntries(
            Map.entry("write", Verb.does(Outside::write, "text", "delete")),
            Map.entry("copy", Verb.does(Outside::copy, "to")),
            Map.entry("file", Verb.looks(Outside::file, "is", "save")),
            Map.entry("private", Verb.looks(Outside::isPrivate)),
            Map.entry("appears", Verb.does(Outside::appears, "save")),
            Map.entry("runs", Verb.looks(Outside::runs)),
            Map.entry("gone", Verb.looks(Outside::gone)),
            Map.entry("absentBelow", Verb.looks(Outside::absentBelow, "text")),
            Map.entry("asked", Verb.looks(Outside::asked, "body", "contains", "lacks", "save", "output")),
            Map.entry("askedTimes", Verb.looks(Outside::askedTimes)),
            Map.entry(
                    "reach",
                    Verb.does((stage, step) -> gate(
                            stage,
                            () -> stage.model()
                                    .gate(step.text())
                                    .awaitReached(stage.deadlines().answer())))),
            Map.entry(
                    "release",
                    Verb.does((stage, step) -> stage.model().gate(step.text()).release())));

    private static final int MAX_FILE = 16 << 20;

    private Outside() {}

    private static void write(Stage stage, Options step) throws IOException {
        Path path = Path.of(step.text());
        if (step.get("delete").asBoolean()) {
            Files.deleteIfExists(path);
            return;
        }
        Files.createDirectories(path.getParent());
        Files.writeString(path, step.text("text", ""));
    }

    /** Copies a folder with all that is in it, over what is there. */
    private static void copy(Stage stage, Options step) throws IOException {
        Path from = Path.of(step.text());
        Path to = Path.of(step.text("to", ""));
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Compares a file's text; null stands for no file. */
    private static void file(Stage stage, Options step) throws Broken, IOException {
        JsonNode text;
        try {
            Path path = Path.of(step.text());
            text = Files.size(path) > MAX_FILE
                    ? TextNode.valueOf("(longer than 16 MiB)")
                    : TextNode.valueOf(Files.readString(path));
        } catch (NoSuchFileException e) {
            text = JsonNodeFactory.instance.nullNode();
        }
        JsonNode expected = step.has("is") ? step.get("is") : Json.object().put("$type", "string");
        stage.require(expected, text, 0, "the file " + step.text());
        if (step.has("save")) {
            stage.variables().set(step.text("save", ""), text);
        }
    }

    /** Nobody but its owner may write to a file, be it a socket, or get at it: the folder may keep others away. */
    private static void isPrivate(Stage stage, Options step) throws Broken, IOException {
        Path path = Path.of(step.text());
        String own = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        String folder = PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent()));
        if (own.charAt(4) == 'w' || own.charAt(7) == 'w') {
            stage.require(
                    TextNode.valueOf("rwx------"), TextNode.valueOf(folder), 0, "the folder of " + own + " " + path);
        }
    }

    /** Waits for a file that has something in it, as a command leaves one to say how far it is. */
    private static void appears(Stage stage, Options step) throws Broken, IOException, InterruptedException {
        Path path = Path.of(step.text());
        if (!Arrivals.awaitFile(path, stage.deadlines().answer())) {
            throw stage.broken(0, "the file " + path, "it did not appear", "");
        }
        if (step.has("save")) {
            stage.variables().set(step.text("save", ""), Files.readString(path).strip());
        }
    }

    /** Some process has that text in its command line: the twin of {@link #gone}. */
    private static void runs(Stage stage, Options step) throws Broken {
        if (Arrivals.running(step.text()).isEmpty()) {
            throw stage.broken(0, "a process with " + step.text(), "there is none", "");
        }
    }

    /** Waits until no process has that number, or that text in its command line. */
    private static void gone(Stage stage, Options step) throws Broken, InterruptedException {
        if (!Arrivals.awaitGone(step.text().strip(), stage.deadlines().exit())) {
            throw stage.broken(0, "the process " + step.text() + " is gone", "it runs", "");
        }
    }

    /** No file below a folder holds that text, in its name or inside. */
    private static void absentBelow(Stage stage, Options step) throws Broken, IOException {
        String text = step.text("text", "");
        try (Stream<Path> files = Files.walk(Path.of(step.text()))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean named = file.toString().contains(text);
                if (named || (Files.size(file) < MAX_FILE && holds(file, text))) {
                    throw stage.broken(0, "no file with " + text, file + (named ? "" : " holds it"), "");
                }
            }
        }
    }

    private static boolean holds(Path file, String text) throws IOException {
        return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains(text);
    }

    /** What the model was asked in its request of that number, from 0; waits for the request. */
    private static void asked(Stage stage, Options step) throws Broken {
        ModelRequest request;
        try {
            request = stage.model()
                    .awaitRequest(step.own().asInt(), stage.deadlines().answer());
        } catch (IllegalStateException e) {
            throw stage.broken(0, "request " + step.own() + " of the model", String.valueOf(e.getMessage()), "");
        }
        stage.require(step.get("body"), request.body(), 0, "the model's request");
        String text = request.body().toString();
        for (JsonNode wanted : list(step.get("contains"))) {
            if (!text.contains(wanted.asText())) {
                throw stage.broken(0, "the model is told " + wanted, Json.brief(text), "");
            }
        }
        for (JsonNode unwanted : list(step.get("lacks"))) {
            if (text.contains(unwanted.asText())) {
                throw stage.broken(0, "the model is not told " + unwanted, Json.brief(text), "");
            }
        }
        for (Map.Entry<String, JsonNode> output : step.get("output").properties()) {
            JsonNode seen = request.callOutput(output.getKey()).orElse(MissingNode.getInstance());
            stage.require(output.getValue(), seen, 0, "what the model is told of " + output.getKey());
        }
        stage.save(step.get("save"), request.body());
    }

    private static void askedTimes(Stage stage, Options step) throws Broken {
        JsonNode times = JsonNodeFactory.instance.numberNode(stage.model().requestCount());
        stage.require(step.own(), times, 0, "requests of the model");
    }

    private static Iterable<JsonNode> list(JsonNode one) {
        return one.isArray() || one.isMissingNode() ? one : java.util.List.of(one);
    }

    private static void gate(Stage stage, Runnable wait) throws Broken {
        try {
            wait.run();
        } catch (IllegalStateException e) {
            throw stage.broken(0, "the model is asked", String.valueOf(e.getMessage()), "");
        }
    }
}
