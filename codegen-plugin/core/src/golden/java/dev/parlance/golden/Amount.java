package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The type Amount of the protocol.
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public sealed interface Amount permits Amount.NumberValue, Amount.BooleanValue {
    /**
     * The form that is a number.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    static Amount of(int value) {
        return new NumberValue((double) value);
    }

    /**
     * The form that is a number.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    static Amount of(long value) {
        return new NumberValue((double) value);
    }

    /**
     * The form that is a number.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    static Amount of(double value) {
        return new NumberValue(value);
    }

    /**
     * The form that is true or false.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    static Amount of(boolean value) {
        return new BooleanValue(value);
    }

    /**
     * The form that is a number.
     *
     * @param value the value itself
     */
    record NumberValue(@JsonValue Double value) implements Amount {
        /**
         * Holds the value.
         */
        public NumberValue {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * The form that is true or false.
     *
     * @param value the value itself
     */
    record BooleanValue(@JsonValue Boolean value) implements Amount {
        /**
         * Holds the value.
         */
        public BooleanValue {
            Objects.requireNonNull(value, "value");
        }
    }
}
