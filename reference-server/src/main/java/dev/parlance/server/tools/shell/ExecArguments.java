package dev.parlance.server.tools.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.server.Json;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model asks for when it calls {@code exec_command}, checked.
 *
 * @param cmd the shell text; not blank
 * @param cwd absolute
 * @param timeout when the command is killed
 * @param escalated true to run outside the sandbox
 * @param justification what the user is told; null where nothing was given
 * @param prefixRule the beginning the model proposes to allow; empty where it proposes none
 */
record ExecArguments(
        String cmd,
        Path cwd,
        Duration timeout,
        boolean escalated,
        @Nullable String justification,
        List<String> prefixRule) {
    static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);
    static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    /** Longer text cannot be one argument of a program on Linux (128 KiB). */
    private static final int LONGEST_COMMAND = 100_000;

    /** A person has to read it before deciding. */
    private static final int LONGEST_JUSTIFICATION = 4_000;

    /** The arguments are wrong; the message is for the model. */
    static final class InvalidException extends Exception {
        private InvalidException(String message) {
            super("failed to parse function arguments: " + message);
        }
    }

    static ExecArguments parse(String json, Path turnCwd) throws InvalidException {
        JsonNode node = object(json);
        String cmd = text(node, "cmd");
        if (cmd == null || cmd.isBlank()) {
            throw new InvalidException("`cmd` must be a text that is not empty");
        }
        if (cmd.length() > LONGEST_COMMAND || cmd.indexOf('\0') >= 0) {
            throw new InvalidException("`cmd` must be shorter than " + LONGEST_COMMAND + " characters, without NUL");
        }
        String justification = text(node, "justification");
        if (justification != null && justification.length() > LONGEST_JUSTIFICATION) {
            throw new InvalidException("`justification` must be shorter than " + LONGEST_JUSTIFICATION + " characters");
        }
        return new ExecArguments(
                cmd,
                cwd(text(node, "workdir"), turnCwd),
                timeout(node.get("timeout_ms")),
                escalated(text(node, "sandbox_permissions")),
                justification == null || justification.isBlank() ? null : justification,
                words(node.get("prefix_rule")));
    }

    private static JsonNode object(String json) throws InvalidException {
        try {
            JsonNode node = Json.MAPPER.readTree(json);
            if (node != null && node.isObject()) {
                return node;
            }
            throw new InvalidException("not a JSON object");
        } catch (JsonProcessingException e) {
            throw new InvalidException(e.getOriginalMessage());
        }
    }

    private static @Nullable String text(JsonNode node, String name) throws InvalidException {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new InvalidException("`" + name + "` must be a text");
        }
        return value.textValue();
    }

    private static Path cwd(@Nullable String workdir, Path turnCwd) throws InvalidException {
        try {
            return workdir == null || workdir.isEmpty()
                    ? turnCwd
                    : turnCwd.resolve(workdir).normalize();
        } catch (InvalidPathException e) {
            throw new InvalidException("`workdir` is no path: " + e.getReason());
        }
    }

    private static Duration timeout(@Nullable JsonNode value) throws InvalidException {
        if (value == null || value.isNull()) {
            return DEFAULT_TIMEOUT;
        }
        long millis = value.isNumber() && value.canConvertToLong() ? value.longValue() : 0;
        if (millis < 1) {
            throw new InvalidException("`timeout_ms` must be a positive number of milliseconds");
        }
        return millis > LONGEST_TIMEOUT.toMillis() ? LONGEST_TIMEOUT : Duration.ofMillis(millis);
    }

    private static boolean escalated(@Nullable String permissions) throws InvalidException {
        if (permissions == null || permissions.equals("use_default")) {
            return false;
        }
        if (permissions.equals("require_escalated")) {
            return true;
        }
        throw new InvalidException("`sandbox_permissions` must be `use_default` or `require_escalated`");
    }

    private static List<String> words(@Nullable JsonNode value) throws InvalidException {
        if (value == null || value.isNull()) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        for (JsonNode word : value) {
            words.add(word.isTextual() ? word.textValue() : "");
        }
        if (!value.isArray() || words.contains("")) {
            throw new InvalidException("`prefix_rule` must be an array of words");
        }
        return List.copyOf(words);
    }
}
