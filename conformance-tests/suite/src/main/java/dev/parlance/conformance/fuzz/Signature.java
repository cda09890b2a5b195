package dev.parlance.conformance.fuzz;

/**
 * What makes two failures the same.
 *
 * <pre>{@code
 * new Signature("ERR-2", "thread/list", "accepted: INTEGERS at /params/limit")
 * }</pre>
 *
 * @param rule the rule that is broken
 * @param method the method under way, or the notification that is wrong; empty where it does not matter
 * @param what the breach, free of ids and other chance
 */
public record Signature(String rule, String method, String what) {
    /** The name by which a subject's file can list it as a known failure, say {@code fuzz: thread/list accepted: …/ERR-2}. */
    public String check() {
        return "fuzz: " + (method.isEmpty() ? "" : method + " ") + what + "/" + rule;
    }

    @Override
    public String toString() {
        return rule + " " + (method.isEmpty() ? "" : method + ": ") + what;
    }
}
