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
 * The type Policy of the protocol.
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public sealed interface Policy permits Policy.Value, Policy.Granular, Policy.Note, Policy.Unknown {
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static Policy read(String text) {
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
    private static Policy read(Wire wire) {
        if (wire.form != null && wire.raw.size() == 1) {
            return wire.form;
        }
        return new Unknown(wire.raw);
    }

    /**
     * The forms that are texts.
     */
    enum Value implements Policy {
        /**
         * The value never.
         */
        NEVER("never"),

        /**
         * The value on-request.
         */
        ON_REQUEST("on-request");

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
     * By hand.
     *
     * @param value value of the member <code>granular</code>
     */
    record Granular(
            @JsonProperty("granular") @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) Access value) implements Policy {
        /**
         * Holds the value.
         */
        public Granular {
            Objects.requireNonNull(value, "granular");
        }
    }

    /**
     * An object with the member note.
     *
     * @param value value of the member <code>note</code>
     */
    record Note(
            @JsonProperty("note") @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) @Nullable String value) implements Policy {
        /**
         * Holds the value.
         */
        public Note {
        }
    }

    /**
     * A value this version does not know.
     *
     * @param raw the JSON value as it came; written back unchanged
     */
    record Unknown(@JsonValue Object raw) implements Policy {
    }

    /**
     * What JSON is read into; of no use otherwise.
     */
    final class Wire {
        private @Nullable Policy form;

        private final Map<String, @Nullable Object> raw = new LinkedHashMap<>();

        private Wire() {
        }

        @JsonProperty("granular")
        private void read0(@Nullable Access value) {
            this.form = new Granular(value);
            this.raw.put("granular", value);
        }

        @JsonProperty("note")
        private void read1(@Nullable String value) {
            this.form = new Note(value);
            this.raw.put("note", value);
        }

        @JsonAnySetter
        private void noteOther(String name, @Nullable Object value) {
            this.raw.put(name, value);
        }
    }
}
