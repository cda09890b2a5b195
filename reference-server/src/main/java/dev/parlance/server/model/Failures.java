package dev.parlance.server.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.agent.protocol.CodexErrorInfo;
import dev.parlance.agent.protocol.CodexErrorInfo.Value;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the codes of a Responses endpoint mean, in a stream and in the body of a refusal alike. */
final class Failures {
    /** How much of an endpoint's text is repeated to the user. */
    private static final int TEXT_LIMIT = 2_000;

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Pattern TRY_AGAIN = Pattern.compile(
            "try again in\\s*(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|seconds?)\\b", Pattern.CASE_INSENSITIVE);

    private Failures() {}

    /** The same request would fail again. */
    static ModelException last(String message, CodexErrorInfo info) {
        return new ModelException(message, info, null, false, null, null);
    }

    /** The same request may succeed later. */
    static ModelException again(String message, CodexErrorInfo info, @Nullable Throwable cause) {
        return new ModelException(message, info, null, true, null, cause);
    }

    /** The failure in an {@code error} object with {@code code} or {@code type}, and {@code message}. */
    static ModelException reported(JsonNode error) {
        String code = code(error);
        String text = bounded(error.path("message").asText(""));
        ModelException known = byCode(code, text);
        if (known != null) {
            return known;
        }
        String message = text.isEmpty() ? "the model's answer failed" + (code.isEmpty() ? "" : ": " + code) : text;
        return code.equals("rate_limit_exceeded")
                ? new ModelException(message, Value.OTHER, null, true, wait(text), null)
                : again(message, Value.OTHER, null);
    }

    /** The failure that no further try mends; null for any other code. */
    static @Nullable ModelException byCode(String code, String text) {
        return switch (code) {
            case "context_length_exceeded" ->
                last(
                        "The conversation does not fit into the model's context window any more. Compact it, or start a"
                                + " new thread.",
                        Value.CONTEXT_WINDOW_EXCEEDED);
            case "insufficient_quota" ->
                last("The account's quota is used up. Check its plan and billing.", Value.USAGE_LIMIT_EXCEEDED);
            case "usage_limit_reached", "usage_not_included" ->
                last(text.isEmpty() ? "The account's usage limit is reached." : text, Value.USAGE_LIMIT_EXCEEDED);
            case "server_is_overloaded", "slow_down" ->
                last("Selected model is at capacity. Try another one, or wait.", Value.SERVER_OVERLOADED);
            case "invalid_prompt" ->
                last(text.isEmpty() ? "The model refused the prompt as invalid." : text, Value.OTHER);
            default -> null;
        };
    }

    /** What names the failure: the code, or else the type; empty without either. */
    static String code(JsonNode error) {
        String code = error.path("code").asText("");
        // A null has the text "null".
        return code.isEmpty() || code.equals("null") ? error.path("type").asText("") : code;
    }

    /** At most {@value #TEXT_LIMIT} characters of it, on whole code points. */
    static String bounded(String text) {
        if (text.length() <= TEXT_LIMIT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(TEXT_LIMIT - 1)) ? TEXT_LIMIT - 1 : TEXT_LIMIT;
        return text.substring(0, end) + "…";
    }

    private static @Nullable Duration wait(String text) {
        Matcher matcher = TRY_AGAIN.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        boolean millis = matcher.group(2).toLowerCase(Locale.ROOT).equals("ms");
        double exact = Double.parseDouble(matcher.group(1)) * (millis ? 1 : 1_000);
        return Duration.ofMillis(Math.round(Math.min(exact, (double) LONGEST_WAIT.toMillis())));
    }
}
