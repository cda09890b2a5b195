package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parlance.golden.v2.DemoThread;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The type Cursor of the protocol.
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public interface Cursor {
    /**
     * The form that is a text.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    static Cursor of(String value) {
        return new StringValue(value);
    }

    /**
     * The form that is an integer.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    static Cursor of(int value) {
        return new IntegerValue((long) value);
    }

    /**
     * The form that is an integer.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    static Cursor of(long value) {
        return new IntegerValue(value);
    }

    /**
     * The form that is an array.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    static Cursor of(List<Path> value) {
        return new ListValue(Paths.of(value));
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static Cursor read(DemoThread value) {
        return value;
    }

    /**
     * The form that is a text.
     *
     * @param value the value itself
     */
    record StringValue(@JsonValue String value) implements Cursor {
        /**
         * Holds the value.
         */
        public StringValue {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * The form that is an integer.
     *
     * @param value the value itself
     */
    record IntegerValue(@JsonValue Long value) implements Cursor {
        /**
         * Holds the value.
         */
        public IntegerValue {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * The form that is an array.
     *
     * @param value the value itself
     */
    record ListValue(@JsonValue Paths value) implements Cursor {
        /**
         * Holds the value.
         */
        public ListValue {
            Objects.requireNonNull(value, "value");
        }
    }
}
