package dev.parlance.golden.v2;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The values of v2/SortKey in the protocol.
 *
 * <p>Other values may come; they are kept as they are.
 *
 * @param wire the text itself
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public record SortKey(@JsonValue String wire) {
    /**
     * The value created_at.
     */
    public static final SortKey CREATED_AT = new SortKey("created_at");

    /**
     * The value otlp-http.
     */
    public static final SortKey OTLP_HTTP = new SortKey("otlp-http");

    /**
     * The value default.
     */
    public static final SortKey DEFAULT = new SortKey("default");

    private static final List<SortKey> known = List.of(CREATED_AT, OTLP_HTTP, DEFAULT);

    /**
     * A value of any text.
     */
    public SortKey {
        Objects.requireNonNull(wire, "wire");
    }

    /**
     * The value of that text; the constant where there is one.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    public static SortKey of(String wire) {
        for (SortKey value : known) {
            if (value.wire.equals(wire)) {
                return value;
            }
        }
        return new SortKey(wire);
    }

    /**
     * The values this version knows.
     */
    public static List<SortKey> known() {
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
