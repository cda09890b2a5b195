package dev.parlance.rpc;

/** Who sends a method. {@code Direction.CLIENT_TO_SERVER.reversed()} is {@code SERVER_TO_CLIENT}. */
public enum Direction {
    /** The client asks or tells. */
    CLIENT_TO_SERVER,
    /** The server asks or tells. */
    SERVER_TO_CLIENT;

    /** The other way. */
    public Direction reversed() {
        return this == CLIENT_TO_SERVER ? SERVER_TO_CLIENT : CLIENT_TO_SERVER;
    }
}
