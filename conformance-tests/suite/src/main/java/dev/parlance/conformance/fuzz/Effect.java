package dev.parlance.conformance.fuzz;

/**
 * What a request of a method can do outside the conversation.
 *
 * <pre>{@code
 * FuzzPolicy.load().effect("fs/remove") == Effect.CONTAINED
 * }</pre>
 */
public enum Effect {
    /** Nothing that lasts. */
    FREE,
    /** It writes, runs or reads files: only sent to a subject with a home and a workspace of the run's own. */
    CONTAINED,
    /** It reaches the network or the user's desktop, or nobody has looked at it yet: only sent when named. */
    REACHING
}
