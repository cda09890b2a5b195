package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The type Sandbox of the protocol.
 *
 * @param value the value itself
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public record Sandbox(@JsonValue Box value) {
    /**
     * Holds the value.
     */
    public Sandbox {
        Objects.requireNonNull(value, "value");
    }

    /**
     * Holds the value.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    public static Sandbox of(Box value) {
        return new Sandbox(value);
    }
}
