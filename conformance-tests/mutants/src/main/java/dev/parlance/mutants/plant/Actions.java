package dev.parlance.mutants.plant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The vocabulary of what a step can do. A word without parameters is written as text, one with parameters as an object
 * with one member.
 *
 * <pre>{@code
 * do: [drop, {reply: [{id: "${/id}", result: {}}]}]
 * }</pre>
 */
final class Actions {
    private static final Map<String, Function<JsonNode, Action>> WORDS = new TreeMap<>();
    private static final Set<String> PREPARING = Set.of("mark", "unmark", "remember");

    static {
        simple("drop", passing -> passing.dropped = true);
        simple("twice", passing -> passing.rendered().forEach(passing.after::add));
        simple("binary", passing -> passing.binary = true);
        simple("mute", passing -> passing.connection.mute());
        simple("keep-open", passing -> passing.connection.keepOpen());
        simple("kill", passing -> passing.connection.kill());
        simple("end", passing -> passing.connection.end(Side.CLIENT));
        simple("swap-results", Edits::swapResults);
        simple("canonical-method", Edits::canonicalMethod);
        WORDS.put("layout", value -> {
            Layout layout =
                    Layout.valueOf(value.asText().toUpperCase(Locale.ROOT).replace('-', '_'));
            return passing -> passing.layouts.add(layout);
        });
        WORDS.put("text", value -> {
            Passing.Rewording rewording = new Passing.Rewording(
                    java.util.regex.Pattern.compile(value.get("pattern").asText()),
                    value.get("with").asText());
            return passing -> passing.rewordings.add(rewording);
        });
        simple("one-character-deltas", Edits::oneCharacterDeltas);
        simple("first-of-batch", Edits::firstOfBatch);
        WORDS.put("late", Actions::late);
        WORDS.put("hold", value -> passing -> passing.heldAs = value.asText());
        WORDS.put("release", value -> passing -> release(passing, value.asText(), passing.after));
        WORDS.put("release-before", value -> passing -> release(passing, value.asText(), passing.before));
        WORDS.put("mark", value -> passing -> passing.shared().mark(value.asText()));
        WORDS.put("unmark", value -> passing -> passing.shared().unmark(value.asText()));
        WORDS.put("before", value -> inject(value, (passing, piece) -> passing.before.add(piece)));
        WORDS.put("after", value -> inject(value, (passing, piece) -> passing.after.add(piece)));
        WORDS.put("reply", value -> inject(value, (passing, piece) -> passing.reply.add(piece)));
        WORDS.put(
                "to-server",
                value -> inject(value, (passing, piece) -> passing.connection.send(Side.SERVER, List.of(piece))));
        WORDS.put(
                "to-client",
                value -> inject(value, (passing, piece) -> passing.connection.send(Side.CLIENT, List.of(piece))));
        WORDS.put(
                "to-others",
                value -> inject(
                        value,
                        (passing, piece) -> passing.shared()
                                .others(passing.connection)
                                .forEach(other -> other.send(Side.CLIENT, List.of(piece)))));
        simple(
                "copy-to-others",
                passing -> passing.shared()
                        .others(passing.connection)
                        .forEach(other -> other.send(passing.from.other(), passing.rendered())));
        WORDS.put("run", Outside::run);
        WORDS.put("exit", value -> passing -> passing.shared().exitWith(value.asInt()));
        WORDS.put("remember", Edits::remember);
        for (Map.Entry<String, Function<JsonNode, Edits.Edit>> edit : Edits.WORDS.entrySet()) {
            WORDS.put(edit.getKey(), value -> edited(edit.getValue().apply(value)));
        }
    }

    private Actions() {}

    /**
     * Reads one action.
     *
     * @throws IllegalArgumentException if its word is not known
     */
    static Action of(JsonNode description) {
        String word = word(description);
        Function<JsonNode, Action> maker = WORDS.get(word);
        if (maker == null || description.size() > 1) {
            throw new IllegalArgumentException("do: " + description + " is not one of " + WORDS.keySet());
        }
        return maker.apply(description.path(word));
    }

    /** What those actions are good for together. */
    static Step.Kind kind(JsonNode descriptions) {
        boolean edits = true;
        boolean prepares = true;
        for (JsonNode description : descriptions) {
            String word = word(description);
            boolean prepared = PREPARING.contains(word);
            prepares &= prepared;
            edits &= prepared || Edits.WORDS.containsKey(word) || word.equals("canonical-method");
        }
        return prepares ? Step.Kind.PREPARING : edits ? Step.Kind.EDITING : Step.Kind.ACTING;
    }

    private static String word(JsonNode description) {
        return description.isTextual()
                ? description.textValue()
                : description.fieldNames().next();
    }

    private static void simple(String word, Action action) {
        WORDS.put(word, value -> action);
    }

    private static Action edited(Edits.Edit edit) {
        return passing -> {
            ObjectNode json = passing.json;
            if (json != null) {
                passing.edited |= edit.change(json, passing);
            }
        };
    }

    /** Pieces kept back on other connections go out there; those of this one take their place beside the line. */
    private static void release(Passing passing, String name, List<Piece> place) {
        for (Shared.Held held : passing.shared().release(name)) {
            if (held.connection() == passing.connection && held.to() == passing.from.other()) {
                place.add(held.piece());
            } else {
                held.connection().send(held.to(), List.of(held.piece()));
            }
        }
    }

    /** By milliseconds, or by a share of the client's patience such as {@code 90%}. */
    private static Action late(JsonNode by) {
        String text = by.asText();
        if (!text.endsWith("%")) {
            long millis = Long.parseLong(text);
            return passing -> late(passing, millis);
        }
        long share = Long.parseLong(text.substring(0, text.length() - 1));
        return passing -> late(passing, passing.shared().patience().toMillis() * share / 100);
    }

    /** Passes the line on after that many milliseconds; what follows does not wait for it. */
    private static void late(Passing passing, long millis) {
        Executor later = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
        PlantedConnection connection = passing.connection;
        Side to = passing.from.other();
        List<Piece> pieces = passing.rendered();
        passing.dropped = true;
        later.execute(() -> connection.send(to, pieces));
    }

    private static Action inject(JsonNode lines, BiConsumer<Passing, Piece> place) {
        List<Template> templates = new ArrayList<>();
        lines.forEach(line -> templates.add(new Template(line)));
        return passing -> templates.forEach(template -> place.accept(passing, piece(template, passing)));
    }

    private static Piece piece(Template template, Passing passing) {
        JsonNode filled = template.fill(passing);
        if (filled.isTextual()) {
            return Piece.line(filled.textValue());
        }
        if (filled.has("base64")) {
            return new Piece(Base64.getDecoder().decode(filled.get("base64").asText()), true);
        }
        if (filled.has("unended")) {
            Piece line = Piece.line(filled.get("unended").asText());
            return new Piece(line.bytes(), false);
        }
        if (filled instanceof ObjectNode object && object.path("id").asText().equals("own")) {
            object.set(
                    "id",
                    JsonNodeFactory.instance.textNode(
                            PlantedConnection.OWN + passing.shared().count("own")));
        }
        return new Piece(Json.bytes(filled), true);
    }
}
