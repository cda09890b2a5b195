package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import javax.annotation.processing.Generated;

/**
 * The values of Direction in the protocol.
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public enum DemoDirection {
    /**
     * The value asc.
     */
    ASC("asc"),

    /**
     * The value desc.
     */
    DESC("desc");

    private final String wire;

    DemoDirection(String wire) {
        this.wire = wire;
    }

    /**
     * The text itself.
     */
    @JsonValue
    public String wire() {
        return wire;
    }

    @Override
    public String toString() {
        return wire;
    }

    /**
     * The value of that text.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    public static DemoDirection of(String wire) {
        for (DemoDirection value : values()) {
            if (value.wire.equals(wire)) {
                return value;
            }
        }
        throw new IllegalArgumentException("no DemoDirection " + wire + "; one of " + Arrays.toString(values()));
    }
}
