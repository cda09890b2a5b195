package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The type Path of the protocol.
 *
 * @param value the value itself
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public record Path(@JsonValue String value) {
    /**
     * Holds the value.
     */
    public Path {
        Objects.requireNonNull(value, "value");
    }

    /**
     * Holds the value.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    public static Path of(String value) {
        return new Path(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
