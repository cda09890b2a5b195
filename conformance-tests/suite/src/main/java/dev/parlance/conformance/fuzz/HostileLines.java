package dev.parlance.conformance.fuzz;

import dev.parlance.conformance.fuzz.Step.Want;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lines that no client would write. They name nothing but the harmless request of the probe. */
final class HostileLines {
    private final String method;
    private final String params;
    private final int maxDepth;
    private final Set<String> retired = new HashSet<>();

    HostileLines(FuzzPolicy policy, int maxDepth) {
        this.method = policy.probeMethod();
        this.params = policy.probeParams().toString();
        this.maxDepth = maxDepth;
    }

    /** Sends no more lines of a kind: that they end the subject is known by now. */
    void retire(String kind) {
        retired.add(kind);
    }

    /** A line; its number is used where it needs an id of its own. */
    Step.Raw next(String label, int number, Draw draw) {
        List<Step.Raw> all = new ArrayList<>();
        int group = draw.below(4);
        int depth = maxDepth >> (2 * draw.below(4));
        String id = String.valueOf(number);
        switch (group) {
            case 0 -> envelopes(label, id, all);
            case 1 -> ids(label, number, all);
            case 2 -> texts(label, id, all);
            default -> nested(label, id, depth, all);
        }
        Step.Raw chosen = draw.any(all);
        if (!retired.contains(chosen.method())) {
            return chosen;
        }
        // A retired kind gives way to one that every subject survives.
        String harmless = request(id, method, params, ",\"parlanceFuzz\":{}");
        return new Step.Raw(label, "hostile", "unknown member", Line.of(harmless), id, Want.ANSWER, "RPC-1");
    }

    private void envelopes(String label, String id, List<Step.Raw> all) {
        add(
                all,
                label,
                "unknown member",
                request(id, method, params, ",\"parlanceFuzz\":{}"),
                id,
                Want.ANSWER,
                "INI-4");
        add(all, label, "wrong case", request(id, upper(method), "{}", ""), id, Want.NO_RESULT, "RPC-15");
        add(all, label, "blank in method", request(id, method + " ", "{}", ""), id, Want.NO_RESULT, "RPC-15");
        add(all, label, "method no text", "{\"id\":" + id + ",\"method\":5}", id, Want.NO_RESULT, "FRM-5");
        add(all, label, "no method", "{\"id\":" + id + "}", id, Want.NO_RESULT, "FRM-5");
        add(all, label, "id twice", "{\"id\":" + id + ",\"id\":" + id + rest(), id, Want.NO_RESULT, "RPC-14");
        String twice = request(id, method, params, ",\"method\":\"" + method + "\"");
        add(all, label, "method twice", twice, id, Want.NO_RESULT, "RPC-14");
        add(
                all,
                label,
                "key twice in params",
                request(id, method, "{\"x\":1,\"x\":2}", ""),
                id,
                Want.ANYTHING,
                "FRM-5");
        add(
                all,
                label,
                "answer to nothing",
                "{\"id\":\"" + Damager.UNKNOWN + id + "\",\"result\":{}}",
                "",
                Want.SILENCE,
                "RPC-16");
        add(all, label, "unknown notification", "{\"method\":\"" + Damager.UNKNOWN + "x\"}", "", Want.SILENCE, "RPC-6");
        add(
                all,
                label,
                "request without id",
                "{\"method\":\"" + method + "\",\"params\":{}}",
                "",
                Want.SILENCE,
                "RPC-6");
    }

    private void ids(String label, int number, List<Step.Raw> all) {
        for (String right : List.of("\"" + number + "\"", "\"\"", "-" + number, "9007199254740993", "\"\\u00e9\\n\"")) {
            add(all, label, "id " + kind(right), request(right, method, params, ""), right, Want.ANSWER, "RPC-1");
        }
        for (String wrong : List.of("1.5", "null", "true", "[1]", "{}", "1e400", "18446744073709551616")) {
            add(all, label, "id " + wrong, request(wrong, method, params, ""), wrong, Want.NO_RESULT, "RPC-13");
        }
    }

    private void texts(String label, String id, List<Step.Raw> all) {
        String whole = request(id, method, params, "");
        add(all, label, "cut off", whole.substring(0, whole.length() - 3), id, Want.NO_RESULT, "FRM-5");
        add(all, label, "comma too many", request(id, method, "{\"x\":1,}", ""), id, Want.NO_RESULT, "FRM-5");
        add(all, label, "no JSON", "GET / HTTP/1.1", "", Want.ANYTHING, "FRM-5");
        add(all, label, "blank line", " \t ", "", Want.NO_RESULT, "FRM-5");
        add(all, label, "empty line", "", "", Want.NO_RESULT, "FRM-5");
        add(all, label, "carriage return", whole + "\r", id, Want.ANYTHING, "FRM-5");
        add(all, label, "two on a line", whole + whole, id, Want.ANYTHING, "FRM-5");
        add(all, label, "batch", "[" + whole + "," + whole + "]", id, Want.ANYTHING, "RPC-9");
        for (String scalar : List.of("[]", "{}", "5", "null", "\"x\"")) {
            add(all, label, "bare " + scalar, scalar, "", Want.ANYTHING, "FRM-5");
        }
        add(all, label, "byte order mark", "\ufeff" + whole, id, Want.ANYTHING, "FRM-5");
        add(all, label, "not UTF-8", request(id, method, "{\"x\":\"\udc80\udcff\"}", ""), id, Want.ANYTHING, "FRM-5");
        add(all, label, "lone surrogate", request(id, method, "{\"x\":\"\\ud800\"}", ""), id, Want.ANYTHING, "FRM-5");
        add(all, label, "raw NUL", request(id, method, "{\"x\":\"\u0000\"}", ""), id, Want.ANYTHING, "FRM-5");
    }

    private void nested(String label, String id, int depth, List<Step.Raw> all) {
        String head = "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{\"x\":";
        nest(all, label, "deep arrays", new Line(head, "[", depth, "", "]", "}}"), id);
        nest(all, label, "deep objects", new Line(head, "{\"x\":", depth, "1", "}", "}}"), id);
        nest(all, label, "deep and cut off", new Line(head, "[", depth, "", "", ""), id);
        nest(all, label, "many members", new Line(head + "{\"x\":1", ",\"y\":1", depth, "", "", "}}}"), id);
        nest(all, label, "long number", new Line(head, "1", depth, "", "", "}}"), id);
    }

    private static void nest(List<Step.Raw> all, String label, String kind, Line line, String id) {
        all.add(new Step.Raw(label, "hostile", kind, line, id, Want.ANYTHING, "FRM-5"));
    }

    private static void add(
            List<Step.Raw> all, String label, String kind, String text, String id, Want want, String rule) {
        all.add(new Step.Raw(label, "hostile", kind, Line.of(text), id, want, rule));
    }

    private String rest() {
        return ",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    private static String request(String id, String method, String params, String more) {
        return "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + more + "}";
    }

    private static String upper(String method) {
        return method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1);
    }

    private static String kind(String id) {
        return id.startsWith("\"") ? "text" : id.startsWith("-") ? "negative" : "large";
    }
}
