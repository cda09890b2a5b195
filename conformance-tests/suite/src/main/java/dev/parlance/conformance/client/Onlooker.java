package dev.parlance.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.subject.Launched;
import dev.parlance.conformance.subject.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What somebody who sits before the client would notice: what is shown, how the turn ended, whether it still runs. Heard
 * through the lines that the client prints, as {@code client-template.yaml} describes them, and through its exit.
 *
 * <pre>{@code
 * onlooker.look(new Step("ends", arguments, where), variables);
 * }</pre>
 */
final class Onlooker {
    private final ClientSubject subject;
    private final Stage stage;
    private final Launched client;
    private final Duration patience;

    Onlooker(ClientSubject subject, Stage stage, Launched client, Duration patience) {
        this.subject = subject;
        this.stage = stage;
        this.client = client;
        this.patience = patience;
    }

    Duration patience() {
        return patience;
    }

    void look(Step step, Variables variables) throws Breach, InterruptedException {
        switch (step.action()) {
            case "ends" -> ends(step);
            case "shown" -> shown(variables.expand(step.arguments()));
            case "hidden" ->
                hidden(variables.expand(step.arguments()).path("text").asText());
            case "asked" -> asked(step.argument("times").asInt(1));
            case "running" -> running(Duration.ofMillis(step.argument("millis").asLong()));
            case "reported" -> reported(step.argument("text").asText());
            case "leave" -> leave();
            case "gone" -> gone();
            case "kill" -> kill();
            default -> throw new IllegalStateException(step.where() + ": no action " + step.action());
        }
    }

    /** Whether the client will say nothing more on the wire. */
    boolean isGone() {
        return stage.isClosed() || (!stage.isConnected() && stage.exit().isPresent());
    }

    /** Whether the client has told the end of a turn, or has ended. */
    boolean isOver() {
        return !ended().isEmpty() || stage.exit().isPresent();
    }

    /** What to say about a client from which something did not come. */
    String whereabouts() {
        OptionalInt exit = stage.exit();
        String stderr = client.stderr();
        String words = stderr.isBlank() ? "" : "; end of its standard error: " + last(stderr);
        if (exit.isPresent()) {
            return "the client had ended with code " + exit.getAsInt() + words;
        }
        if (!stage.isConnected()) {
            return "the client did not connect within " + patience.toMillis() + " ms" + words;
        }
        return (stage.isClosed()
                        ? "the client had closed the connection"
                        : "nothing within " + patience.toMillis() + " ms")
                + words;
    }

    /** The client has to report that its turn did not succeed. */
    void endsBadly() throws Breach, InterruptedException {
        ends(false, 1, patience);
    }

    private void ends(Step step) throws Breach, InterruptedException {
        if (!subject.can("tells end")) {
            return;
        }
        Duration limit = patience;
        if (step.argument("deadline").asBoolean()) {
            limit = limit.plus(Objects.requireNonNull(subject.turnDeadline()).multipliedBy(2));
        }
        ends(
                step.argument("how").asText().equals("well"),
                step.argument("times").asInt(1),
                limit);
    }

    private void ends(boolean well, int times, Duration limit) throws Breach, InterruptedException {
        String wanted = well ? "the turn told as a success" : "the turn told as no success";
        if (subject.tells().contains("turn")) {
            List<ObjectNode> ended = stage.await(() -> ended().size() < times ? null : ended(), stage::isSilent, limit);
            if (ended == null) {
                throw new Breach(wanted, "no end was told; " + whereabouts());
            }
            for (ObjectNode end : ended) {
                if (end.path("success").asBoolean() != well) {
                    throw new Breach(wanted, end.toString());
                }
            }
        }
        if (subject.tells().contains("exit")) {
            OptionalInt exit = awaitExit(limit.plus(subject.exits()));
            if (exit.isEmpty() || (exit.getAsInt() == 0) != well) {
                throw new Breach(well ? "exit with code 0" : "exit with another code than 0", whereabouts());
            }
        }
    }

    private List<ObjectNode> ended() {
        return stage.told().stream().filter(line -> line.has("turn")).toList();
    }

    private void shown(JsonNode wanted) throws Breach, InterruptedException {
        Boolean right = stage.await(
                () -> missing(wanted).isEmpty() ? Boolean.TRUE : null, () -> stage.isSilent() || isOver(), patience);
        if (right == null) {
            List<String> told = stage.told().stream()
                    .filter(line -> line.has("shown"))
                    .map(JsonNode::toString)
                    .toList();
            throw new Breach("shown once: " + shorten(missing(wanted)), shorten(told.toString()));
        }
    }

    /** The first text that is not shown exactly once; empty if all are. */
    private String missing(JsonNode wanted) {
        Shown shown = new Shown(stage.told());
        for (Map.Entry<String, JsonNode> text : wanted.properties()) {
            if (!shown.once(text.getKey(), text.getValue().asText())) {
                return text.getValue().asText();
            }
        }
        return "";
    }

    private void hidden(String text) throws Breach {
        for (JsonNode line : stage.told()) {
            if (line.path("shown").asText("").contains(text)) {
                throw new Breach("nothing shown of " + text, line.toString());
            }
        }
    }

    private void asked(int times) throws Breach, InterruptedException {
        if (!subject.tells().contains("asked")) {
            return;
        }
        Boolean enough = stage.await(
                () -> stage.told().stream().filter(line -> line.has("asked")).count() >= times ? Boolean.TRUE : null,
                stage::isSilent,
                patience);
        if (enough == null) {
            throw new Breach(
                    "the user asked " + times + " times",
                    "told: " + shorten(stage.told().toString()));
        }
    }

    /** A turn that was ended too early need not be told at once. */
    private void running(Duration watched) throws Breach, InterruptedException {
        Boolean over = stage.await(() -> isOver() ? Boolean.TRUE : null, () -> false, watched);
        if (over != null) {
            throw new Breach("a turn that goes on", ended().isEmpty() ? whereabouts() : ended().toString());
        }
    }

    private void reported(String text) throws Breach, InterruptedException {
        Boolean found = stage.await(() -> isReported(text) ? Boolean.TRUE : null, stage::isSilent, patience);
        if (found == null && !isReported(text)) {
            throw new Breach("a report of the line " + text, "none, neither told nor on standard error");
        }
    }

    private boolean isReported(String text) {
        boolean told = stage.told().stream()
                .anyMatch(line -> line.path("noise").asText("").contains(text));
        return told || client.stderr().contains(text);
    }

    /** Lets the client end by itself; one that does not is asked to. */
    private void leave() throws InterruptedException {
        if (awaitExit(subject.exits()).isEmpty()) {
            client.terminate();
            if (awaitExit(subject.exits()).isEmpty()) {
                kill();
            }
        }
    }

    private void kill() throws InterruptedException {
        client.kill();
        awaitExit(patience);
    }

    private void gone() throws Breach, InterruptedException {
        Boolean gone = stage.await(
                () -> stage.isClosed() ? Boolean.TRUE : null, stage::isClosed, patience.plus(subject.exits()));
        if (gone == null) {
            throw new Breach("a server process that ends with its client", "it still runs; " + whereabouts());
        }
    }

    private OptionalInt awaitExit(Duration limit) throws InterruptedException {
        stage.await(() -> stage.exit().isPresent() ? Boolean.TRUE : null, () -> false, limit);
        return stage.exit();
    }

    private static String last(String text) {
        return text.length() > 500 ? "…" + text.substring(text.length() - 500) : text;
    }

    private static String shorten(String text) {
        return text.length() > 500 ? text.substring(0, 500) + "…" : text;
    }
}
