package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The type Paths of the protocol.
 *
 * @param value the value itself
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public record Paths(@JsonValue List<Path> value) {
    /**
     * Holds the value.
     */
    public Paths {
        Objects.requireNonNull(value, "value");
        value = DemoMembers.list(value, "value");
    }

    /**
     * Holds the value.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    public static Paths of(List<Path> value) {
        return new Paths(value);
    }
}
