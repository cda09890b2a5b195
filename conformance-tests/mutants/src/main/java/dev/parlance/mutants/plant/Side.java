package dev.parlance.mutants.plant;

/**
 * Who said a line.
 *
 * <pre>{@code
 * connection.said(Side.CLIENT, bytes, true);
 * }</pre>
 */
public enum Side {
    /** The suite, or whoever drives the server. */
    CLIENT,
    /** The server. */
    SERVER;

    /** Who listens. */
    public Side other() {
        return this == CLIENT ? SERVER : CLIENT;
    }
}
