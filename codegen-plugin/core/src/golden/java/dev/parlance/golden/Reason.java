package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * Why.
 *
 * <p>Other values may come; they are kept as they are.
 *
 * @param wire the text itself
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public record Reason(@JsonValue String wire) {
    /**
     * No longer sent.
     */
    @Deprecated
    public static final Reason OLD = new Reason("old");

    /**
     * Being tried.
     */
    @Experimental
    public static final Reason NEW = new Reason("new");

    private static final List<Reason> known = List.of(OLD, NEW);

    /**
     * A value of any text.
     */
    public Reason {
        Objects.requireNonNull(wire, "wire");
    }

    /**
     * The value of that text; the constant where there is one.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    public static Reason of(String wire) {
        for (Reason value : known) {
            if (value.wire.equals(wire)) {
                return value;
            }
        }
        return new Reason(wire);
    }

    /**
     * The values this version knows.
     */
    public static List<Reason> known() {
        return known;
    }

    /**
     * Whether this version knows the value.
     */
    public boolean isKnown() {
        return known.contains(this);
    }

    @Override
    public String toString() {
        return wire;
    }
}
