package dev.parlance.conformance.client;

/**
 * An expectation of a scenario that was not met: ends the scenario.
 *
 * <pre>{@code
 * throw new Breach("an error as answer", "{\"id\":7,\"result\":{}}");
 * }</pre>
 */
final class Breach extends Exception {
    private static final long serialVersionUID = 1;

    private final String expected;
    private final String seen;

    Breach(String expected, String seen) {
        super(expected + "; seen: " + seen);
        this.expected = expected;
        this.seen = seen;
    }

    String expected() {
        return expected;
    }

    String seen() {
        return seen;
    }
}
