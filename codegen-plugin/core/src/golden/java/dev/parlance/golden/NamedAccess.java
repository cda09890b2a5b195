package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The type NamedAccess of the protocol.
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public sealed interface NamedAccess permits Access, NamedAccess.StringValue {
    /**
     * The form that is a text.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    static NamedAccess of(String value) {
        return new StringValue(value);
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static NamedAccess read(Access value) {
        return value;
    }

    /**
     * The form that is a text.
     *
     * @param value the value itself
     */
    record StringValue(@JsonValue String value) implements NamedAccess {
        /**
         * Holds the value.
         */
        public StringValue {
            Objects.requireNonNull(value, "value");
        }
    }
}
