package dev.parlance.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One thing the model does in a {@link Reply}: says a text, thinks, calls a tool, waits, breaks. Steps are made by the
 * factories below, hold no state and may be used in any number of replies.
 *
 * <pre>{@code
 * Reply.of(Step.reasoning("I should look."), Step.text("Let me look."), Step.call("exec_command", Map.of("cmd", "ls")));
 * }</pre>
 */
public abstract class Step {
    /** The longest pause a script may ask for, in one step or between two deltas. */
    public static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    Step() {}

    /** Sends what the step stands for. */
    abstract void play(ReplyStream out) throws IOException, InterruptedException;

    /** Whether nothing can come after this step. */
    boolean isLast() {
        return false;
    }

    /** Whether the step only lets time pass. */
    boolean isPause() {
        return false;
    }

    /** An assistant message, streamed word by word; {@link TextStep} says how to change that. */
    public static TextStep text(String text) {
        return new TextStep(text);
    }

    /** A reasoning item whose summary has these parts, streamed word by word. */
    public static Step reasoning(String... summaryParts) {
        return new ReasoningStep(List.copyOf(Arrays.asList(summaryParts)), List.of());
    }

    /** A reasoning item with the raw thoughts instead of a summary, as open models send them. */
    public static Step rawReasoning(String... contentParts) {
        return new ReasoningStep(List.of(), List.copyOf(Arrays.asList(contentParts)));
    }

    /** A function call with arguments of any JSON shape; {@link CallStep} sets id and namespace. */
    public static CallStep call(String name, JsonNode arguments) {
        return CallStep.function(name, arguments.toString());
    }

    /**
     * A function call with these arguments, written in the map's order.
     *
     * @throws IllegalArgumentException if Jackson cannot turn the values into JSON
     */
    public static CallStep call(String name, Map<String, ?> arguments) {
        JsonNode tree = JSON.valueToTree(arguments);
        return call(name, tree);
    }

    /** A function call whose arguments are this text, which need not be JSON: for tests of bad calls. */
    public static CallStep callWithText(String name, String arguments) {
        return CallStep.function(name, arguments);
    }

    /** A call of a freeform tool, such as {@code apply_patch} with the text of the patch. */
    public static CallStep customCall(String name, String input) {
        return CallStep.custom(name, input);
    }

    /** Any other output item, sent complete, in one {@code response.output_item.done}: a web search, say. */
    public static Step item(JsonNode item) {
        return new Steps.Item(item);
    }

    /** One event as it stands; its {@code type} member names it. No other step sends it for you. */
    public static Step event(JsonNode event) {
        return new Steps.Event(event);
    }

    /** Bytes on the stream that are no event: an SSE line with this text as data. */
    public static Step garbage(String data) {
        return new Steps.Garbage(data);
    }

    /** Waits until the gate is released. */
    public static Step hold(Gate gate) {
        return new Steps.Hold(gate);
    }

    /**
     * Waits for this long. For streams that must be slow; to act at a certain moment, use {@link #hold}.
     *
     * @throws IllegalArgumentException if the pause is negative or over {@link #LONGEST_PAUSE}
     */
    public static Step pause(Duration pause) {
        return new Steps.Pause(checkedPause(pause));
    }

    /** Ends the reply with {@code response.failed}. */
    public static Step fail(String code, String message) {
        return new Steps.Fail(code, message);
    }

    /** Ends the reply with {@code response.incomplete}; a usual reason is {@code max_output_tokens}. */
    public static Step incomplete(String reason) {
        return new Steps.Incomplete(reason);
    }

    /** Breaks the connection in the middle of the stream. */
    public static Step cut() {
        return new Steps.Cut(true);
    }

    /** Ends the stream properly, but without {@code response.completed}. */
    public static Step endEarly() {
        return new Steps.Cut(false);
    }

    /** An HTTP error instead of a stream, with a JSON body. Only pauses and gates may come before it. */
    public static Step httpError(int status, JsonNode body) {
        return httpError(status, Map.of("content-type", "application/json"), body.toString());
    }

    /**
     * An HTTP error instead of a stream. Only pauses and gates may come before it.
     *
     * @throws IllegalArgumentException if the status is not between 400 and 599
     */
    public static Step httpError(int status, Map<String, String> headers, String body) {
        return new Steps.HttpError(status, Map.copyOf(headers), body);
    }

    static Duration checkedPause(Duration pause) {
        if (pause.isNegative() || pause.compareTo(LONGEST_PAUSE) > 0) {
            throw new IllegalArgumentException(
                    "a pause must be between 0 and " + LONGEST_PAUSE.toSeconds() + " s, got " + pause);
        }
        return pause;
    }
}
