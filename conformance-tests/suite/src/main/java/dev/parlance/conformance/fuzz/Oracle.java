package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges an answer by what had to come. Knows rules, not tastes: whatever no rule forbids is right. */
final class Oracle {
    private static final int MAX_SEEN = 400;
    /** Source places, exceptions and panics in the common languages; nothing of the kind is ever sent. */
    private static final Pattern INTERNALS = Pattern.compile(
            "\\b[a-z]\\w*(?:\\.[a-z]\\w*)+\\.[A-Z]\\w*(?:Exception|Error)\\b"
                    + "|\\bat [\\w$.<>]+\\([\\w$]+\\.(?:java|kt|scala):\\d+\\)|\\(through reference chain:|panicked at"
                    + "|Traceback \\(most recent|\\b[\\w/]+\\.(?:java|kt|rs|go|py|cpp|ts|js):\\d+(?::\\d+)?\\b|goroutine \\d+ \\[");

    private static final Pattern METHOD = Pattern.compile("[`'\"]([a-zA-Z]\\w*(?:/\\w+)+)[`'\"]");

    private final Set<String> methods;
    private final Set<String> secrets;
    private final FuzzDialect dialect;

    Oracle(Protocol protocol, FuzzPolicy policy, FuzzDialect dialect) {
        this.methods = protocol.methods().keySet();
        this.secrets = Set.copyOf(policy.texts("secret"));
        this.dialect = dialect;
    }

    /** What is wrong with an answer. */
    List<Breach> judge(String method, String sent, Expectation expected, JsonNode answer) {
        List<Breach> all = new ArrayList<>();
        JsonNode error = answer.path("error");
        if (expected.refused()) {
            refusal(method, expected, answer, all);
        }
        if (error.isObject()) {
            text(method, sent, error.path("message").asText("") + "\n" + error.path("data"), all);
        }
        return all;
    }

    private void refusal(String method, Expectation expected, JsonNode answer, List<Breach> all) {
        if (!answer.path("error").isObject()) {
            all.add(new Breach(
                    new Signature(expected.rule(), method, "accepted: " + expected.because()),
                    "an error: " + expected.because(),
                    shortened(answer.toString()),
                    false));
            return;
        }
        int code = answer.path("error").path("code").asInt();
        Set<Integer> right = expected.rule().equals("ERR-1") ? dialect.unknownMethodCodes() : dialect.refusalCodes();
        if (!right.contains(code)) {
            all.add(new Breach(
                    new Signature(expected.rule(), method, "code " + code + ": " + expected.because()),
                    "an error with a code of " + new TreeSet<>(right) + ": " + expected.because(),
                    shortened(answer.toString()),
                    false));
        }
    }

    private void text(String method, String sent, String text, List<Breach> all) {
        Matcher internals = INTERNALS.matcher(text);
        if (internals.find() && !sent.contains(internals.group())) {
            disclosed(method, "internals in the text of an error", internals.group(), all);
        }
        for (String secret : secrets) {
            if (text.contains(secret)) {
                disclosed(method, "a secret in the text of an error", shortened(text), all);
            }
        }
        Matcher named = METHOD.matcher(text);
        while (named.find()) {
            String name = named.group(1);
            if (!methods.contains(name) && !sent.contains(name)) {
                disclosed(method, "unlisted methods in the text of an error", name, all);
                return;
            }
        }
    }

    private static void disclosed(String method, String what, String seen, List<Breach> all) {
        // A text that lists methods is the same text for each of them.
        String place = what.startsWith("unlisted") ? "" : method;
        all.add(new Breach(new Signature("ERR-3", place, what), "a text without internals", seen, false));
    }

    static String shortened(String text) {
        return text.length() <= MAX_SEEN ? text : text.substring(0, MAX_SEEN) + "…";
    }
}
