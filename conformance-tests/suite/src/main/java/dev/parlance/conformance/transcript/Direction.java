package dev.parlance.conformance.transcript;

/**
 * Which way an event of a transcript went.
 *
 * <pre>{@code
 * Direction.of("<-") == Direction.TO_CLIENT
 * }</pre>
 */
public enum Direction {
    /** From the client to the server, {@code ->}. */
    TO_SERVER("->"),
    /** From the server to the client, {@code <-}. */
    TO_CLIENT("<-"),
    /** Not on the wire: something the recorder noticed, {@code --}. */
    ASIDE("--");

    private final String sign;

    Direction(String sign) {
        this.sign = sign;
    }

    /** The sign used in files. */
    public String sign() {
        return sign;
    }

    /**
     * The direction with that sign.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Direction of(String sign) {
        for (Direction direction : values()) {
            if (direction.sign.equals(sign)) {
                return direction;
            }
        }
        throw new IllegalArgumentException("direction \"" + sign + "\" is none of ->, <-, --");
    }
}
