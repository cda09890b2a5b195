package dev.parlance.conformance.coverage;

import dev.parlance.conformance.protocol.Party;

/**
 * The kinds of things that coverage counts, in the order of a report.
 *
 * <pre>{@code
 * row.group() == CoverageGroup.NOTIFICATIONS
 * }</pre>
 */
public enum CoverageGroup {
    /** Requests of the client that were answered with a result of the right shape, and its notifications that were sent. */
    METHODS("client methods"),
    /** Notifications that the server sent. */
    NOTIFICATIONS("server notifications"),
    /** Requests that the server sent. */
    SERVER_REQUESTS("server requests"),
    /** Declared members of what the server sent, seen with a value other than null. */
    SERVER_MEMBERS("members sent by the server"),
    /** Declared members of what the client sent, seen with a value other than null. */
    CLIENT_MEMBERS("members sent by the client"),
    /** Declared texts of enumerations in what the server sent. */
    SERVER_VALUES("enum values sent by the server"),
    /** Declared texts of enumerations in what the client sent. */
    CLIENT_VALUES("enum values sent by the client"),
    /** Alternatives of unions, told by a tag or by their form, in what the server sent. */
    SERVER_VARIANTS("union variants sent by the server"),
    /** Alternatives of unions, told by a tag or by their form, in what the client sent. */
    CLIENT_VARIANTS("union variants sent by the client"),
    /** Rules that some check of the run could judge, be it that they were kept or broken. */
    RULES("rules");

    private final String title;

    CoverageGroup(String title) {
        this.title = title;
    }

    /** The words for a report, say {@code server requests}. */
    public String title() {
        return title;
    }

    static CoverageGroup members(Party sender) {
        return sender == Party.SERVER ? SERVER_MEMBERS : CLIENT_MEMBERS;
    }

    static CoverageGroup values(Party sender) {
        return sender == Party.SERVER ? SERVER_VALUES : CLIENT_VALUES;
    }

    static CoverageGroup variants(Party sender) {
        return sender == Party.SERVER ? SERVER_VARIANTS : CLIENT_VARIANTS;
    }
}
