package dev.parlance.conformance.fuzz;

/** What a {@link FaultyPeer} does wrong. */
enum Fault {
    NONE("", 0),
    /** Ends on nesting that its parser's stack does not bear. */
    DIES_OF_DEPTH("FRM-5", 1),
    /** Ends when a thread is named for the second time. */
    DIES_OF_SECOND_NAME("RPC-3", 3),
    /** Answers a page of one row twice. */
    ANSWERS_TWICE("RPC-2", 3),
    /** Compares enum values without regard to case. */
    IGNORES_CASE("SCH-16", 2),
    /** Tells where in its source a value of the wrong type was met. */
    LEAKS_STACK_TRACE("ERR-3", 2),
    /** Takes a text where an integer belongs. */
    TAKES_TEXT_FOR_NUMBER("ERR-2", 2),
    /** Never answers a request with a hidden model. */
    HANGS("RPC-3", 2),
    /** Serves a request whose id is fractional. */
    SERVES_FRACTIONAL_ID("RPC-13", 1),
    /** Serves before the handshake. */
    SERVES_STRANGERS("INI-1", 1),
    /** Refuses everything after a line that was no JSON. */
    CONFUSED_BY_GARBAGE("FRM-5", 2),
    /** Says the key it was given. */
    LEAKS_SECRET("ERR-3", 3),
    /** Holds on to what it reads. */
    GROWS("FRM-9", 1);

    private final String rule;
    private final int messages;

    Fault(String rule, int messages) {
        this.rule = rule;
        this.messages = messages;
    }

    /** The rule that it breaks. */
    String rule() {
        return rule;
    }

    /** How many messages it takes to show. */
    int messages() {
        return messages;
    }
}
