package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * The type ClosedPolicy of the protocol.
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public sealed interface ClosedPolicy permits ClosedPolicy.Value, ClosedPolicy.Limit {
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static ClosedPolicy read(String text) {
        for (Value value : Value.values()) {
            if (value.wire().equals(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException("no ClosedPolicy " + text + "; one of " + Arrays.toString(Value.values()));
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static ClosedPolicy read(Wire wire) {
        if (wire.form != null && wire.raw.size() == 1) {
            return wire.form;
        }
        throw new IllegalArgumentException("ClosedPolicy needs exactly one member of [limit] but has " + wire.raw.keySet());
    }

    /**
     * The forms that are texts.
     */
    enum Value implements ClosedPolicy {
        /**
         * The value on.
         */
        ON("on");

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
     * An object with the member limit.
     *
     * @param value value of the member <code>limit</code>
     */
    record Limit(
            @JsonProperty("limit") @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) Integer value) implements ClosedPolicy {
        /**
         * Holds the value.
         */
        public Limit {
            Objects.requireNonNull(value, "limit");
        }
    }

    /**
     * What JSON is read into; of no use otherwise.
     */
    final class Wire {
        private @Nullable ClosedPolicy form;

        private final Map<String, @Nullable Object> raw = new LinkedHashMap<>();

        private Wire() {
        }

        @JsonProperty("limit")
        private void read0(@Nullable Integer value) {
            this.form = new Limit(value);
            this.raw.put("limit", value);
        }

        @JsonAnySetter
        private void noteOther(String name, @Nullable Object value) {
            this.raw.put(name, value);
        }
    }
}
