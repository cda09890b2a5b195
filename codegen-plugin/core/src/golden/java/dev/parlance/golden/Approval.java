package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * The type Approval of the protocol.
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public sealed interface Approval permits Approval.Value, Approval.Granular, Approval.Unknown {
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static Approval read(String text) {
        for (Value value : Value.values()) {
            if (value.wire().equals(text)) {
                return value;
            }
        }
        return new Unknown(text);
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static Approval read(Wire wire) {
        if (wire.form != null && wire.raw.size() == 1) {
            return wire.form;
        }
        return new Unknown(wire.raw);
    }

    /**
     * The forms that are texts.
     */
    enum Value implements Approval {
        /**
         * The value never.
         */
        NEVER("never"),

        /**
         * The value guess.
         */
        @Experimental
        GUESS("guess");

        private final String wire;

        Value(String wire) {
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
    }

    /**
     * An object with the member granular.
     *
     * @param value value of the member <code>granular</code>
     */
    @Experimental
    record Granular(
            @JsonProperty("granular") @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) Boolean value) implements Approval {
        /**
         * Holds the value.
         */
        public Granular {
            Objects.requireNonNull(value, "granular");
        }
    }

    /**
     * A value this version does not know.
     *
     * @param raw the JSON value as it came; written back unchanged
     */
    record Unknown(@JsonValue Object raw) implements Approval {
    }

    /**
     * What JSON is read into; of no use otherwise.
     */
    final class Wire {
        private @Nullable Approval form;

        private final Map<String, @Nullable Object> raw = new LinkedHashMap<>();

        private Wire() {
        }

        @JsonProperty("granular")
        private void read0(@Nullable Boolean value) {
            this.form = new Granular(value);
            this.raw.put("granular", value);
        }

        @JsonAnySetter
        private void noteOther(String name, @Nullable Object value) {
            this.raw.put(name, value);
        }
    }
}
