package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The type Whole of the protocol.
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public sealed interface Whole permits Whole.IntegerValue {
    /**
     * The form that is an integer.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    static Whole of(int value) {
        return new IntegerValue(BigInteger.valueOf(value));
    }

    /**
     * The form that is an integer.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    static Whole of(long value) {
        return new IntegerValue(BigInteger.valueOf(value));
    }

    /**
     * The form that is an integer.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    static Whole of(BigInteger value) {
        return new IntegerValue(value);
    }

    /**
     * The form that is an integer.
     *
     * @param value the value itself
     */
    record IntegerValue(@JsonValue BigInteger value) implements Whole {
        /**
         * Holds the value.
         */
        public IntegerValue {
            Objects.requireNonNull(value, "value");
        }
    }
}
