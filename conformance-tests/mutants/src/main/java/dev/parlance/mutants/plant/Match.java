package dev.parlance.mutants.plant;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which lines a step acts on: all conditions that its description names must hold.
 *
 * <pre>{@code
 * on: {method: item/completed, where: {/params/item/type: agentMessage}, nth: 1}
 * }</pre>
 */
final class Match {
    private static final Set<String> WORDS = Set.of(
            "from",
            "method",
            "answer",
            "kind",
            "item",
            "where",
            "not",
            "absent",
            "text",
            "nth",
            "later",
            "each",
            "if",
            "unless",
            "outstanding",
            "connection",
            "end",
            "unended",
            "frame",
            "unasked",
            "over");

    private final Side from;
    private final boolean atEnd;
    private final JsonNode description;
    private final Piece.Kind frame;
    private final Pattern method;
    private final Pattern answer;
    private final Pattern text;
    private final Map<String, Condition> where = new TreeMap<>();
    private final Map<String, Condition> not = new TreeMap<>();

    /**
     * Reads a description.
     *
     * @throws IllegalArgumentException if it holds a word that is not known
     */
    Match(JsonNode description) {
        description.fieldNames().forEachRemaining(word -> {
            if (!WORDS.contains(word)) {
                throw new IllegalArgumentException("on: " + word + " is not one of " + WORDS);
            }
        });
        this.description = description;
        this.atEnd = description.has("end");
        String side = atEnd
                ? description.get("end").asText()
                : description.path("from").asText("server");
        this.from = side.equals("client") ? Side.CLIENT : Side.SERVER;
        this.frame =
                Piece.Kind.valueOf(description.path("frame").asText("message").toUpperCase(Locale.ROOT));
        this.method = glob(description.path("method").asText("*"));
        this.answer = glob(description.path("answer").asText("*"));
        this.text = Pattern.compile(description.path("text").asText(""), Pattern.DOTALL);
        description.path("where").properties().forEach(e -> where.put(e.getKey(), Condition.of(e.getValue())));
        description.path("not").properties().forEach(e -> not.put(e.getKey(), Condition.of(e.getValue())));
        if (description.has("item")) {
            where.put("/params/item/type", Condition.of(description.get("item")));
        }
    }

    /** Whether it waits for the end of a stream, not for a line. */
    boolean atEnd() {
        return atEnd;
    }

    boolean fits(Passing passing) {
        return passing.from == from && fitsState(passing) && (atEnd || fitsLine(passing));
    }

    private boolean fitsState(Passing passing) {
        Shared shared = passing.shared();
        return (!description.has("if") || shared.marked(description.get("if").asText()))
                && (!description.has("unless")
                        || !shared.marked(description.get("unless").asText()))
                && (!description.has("connection")
                        || description.get("connection").asInt() == passing.connection.number())
                && (!description.has("over")
                        || description.get("over").asText().equals("socket") == passing.connection.framed())
                && passing.connection.outstanding(Side.CLIENT)
                        >= description.path("outstanding").asInt(0);
    }

    private boolean fitsLine(Passing passing) {
        if (passing.piece.kind() != frame
                || (description.has("unended") && description.get("unended").asBoolean() == passing.piece.ended())) {
            return false;
        }
        if (description.has("method") && !method.matcher(passing.method()).matches()) {
            return false;
        }
        if (description.has("answer")
                && (passing.request == null
                        || !answer.matcher(passing.answered()).matches())) {
            return false;
        }
        if (description.has("unasked")
                && !(passing.request == null && kind(passing).matches("result|error"))) {
            return false;
        }
        if (description.has("kind") && !description.get("kind").asText().equals(kind(passing))) {
            return false;
        }
        for (JsonNode place : description.path("absent")) {
            if (passing.at(place.asText()) != null) {
                return false;
            }
        }
        return where.entrySet().stream().allMatch(e -> e.getValue().holds(passing, e.getKey()))
                && not.entrySet().stream().noneMatch(e -> e.getValue().holds(passing, e.getKey()))
                && (!description.has("text") || text.matcher(passing.text()).find());
    }

    private static String kind(Passing passing) {
        if (passing.json == null) {
            return "unreadable";
        }
        boolean id = passing.json.has("id");
        if (passing.method().isEmpty()) {
            return id ? (passing.json.has("error") ? "error" : "result") : "other";
        }
        return id ? "request" : "notification";
    }

    /** What is counted apart: the value of the place named by {@code each}. */
    String each(Passing passing) {
        return description.has("each")
                ? String.valueOf(passing.at(description.get("each").asText()))
                : "";
    }

    /** Whether it is the turn of the line that fits the rest for the given time, counted from 1. */
    boolean turn(int time) {
        if (description.has("nth")) {
            return time == description.get("nth").asInt();
        }
        return time >= description.path("later").asInt(1);
    }

    private static Pattern glob(String glob) {
        List<String> parts = List.of(glob.split("\\*", -1));
        return Pattern.compile(
                String.join(".*", parts.stream().map(Pattern::quote).toList()));
    }
}
