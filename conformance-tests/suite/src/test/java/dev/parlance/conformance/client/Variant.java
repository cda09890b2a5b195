package dev.parlance.conformance.client;

/** What a client may do in another way without breaking a rule. */
enum Variant {
    /** Ids are texts. */
    TEXT_IDS,
    /** Members in another order, blanks between them. */
    OTHER_WRITING,
    /** Capabilities and members of the handshake that the protocol does not know. */
    FURTHER_CAPABILITIES,
    /** Calls that no scenario mentions come before the thread is started. */
    FURTHER_CALLS,
    /** Text is shown when it is complete. */
    SHOWS_COMPLETE_TEXT,
    /** Text is shown when it is complete, and what is told does not say of which item it is. */
    TELLS_NO_ITEMS,
    /** Overload is reported at once, without another try. */
    NEVER_REPEATS,
    /** Requests bear {@code "jsonrpc":"2.0"}. */
    WRITES_JSONRPC
}
