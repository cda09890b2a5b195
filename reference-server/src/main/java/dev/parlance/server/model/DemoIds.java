package dev.parlance.server.model;

/** Ids of one demo answer. */
final class DemoIds {
    private final String answer;
    private int items;

    /** The text names the answer. */
    DemoIds(String answer) {
        this.answer = answer;
    }

    /** The answer's own. */
    String response() {
        return "resp_" + answer;
    }

    /** A new one, with a prefix that names the kind. */
    String next(String prefix) {
        return prefix + "_" + answer + "_" + items++;
    }
}
