package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parlance.golden.v2.SortKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * The type Loose of the protocol.
 */
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public sealed interface Loose permits TextOutput, DataOutput, Loose.SortValue, Loose.Unknown {
    /**
     * The form that is a text.
     */
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    static Loose of(String value) {
        return new SortValue(SortKey.of(value));
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static Loose readUnknown(int value) {
        return new Unknown(value);
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static Loose readUnknown(long value) {
        return new Unknown(value);
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static Loose readUnknown(double value) {
        return new Unknown(value);
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static Loose readUnknown(boolean value) {
        return new Unknown(value);
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static Loose readUnknown(List<@Nullable Object> value) {
        return new Unknown(value);
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static Loose read(Wire wire) {
        if (DemoMembers.has(wire.text, wire.more, "text")) {
            return new TextOutput(wire.text, wire.note, DemoMembers.with(wire.more, "data", wire.data, "mime", wire.mime));
        }
        if (DemoMembers.has(wire.data, wire.more, "data") && DemoMembers.has(wire.mime, wire.more, "mime")) {
            return new DataOutput(wire.data, wire.mime, wire.note, DemoMembers.with(wire.more, "text", wire.text));
        }
        return new Unknown(DemoMembers.with(wire.more, "text", wire.text, "note", wire.note, "data", wire.data, "mime", wire.mime));
    }

    /**
     * The form that is a text.
     *
     * @param value the value itself
     */
    record SortValue(@JsonValue SortKey value) implements Loose {
        /**
         * Holds the value.
         */
        public SortValue {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * A value this version does not know.
     *
     * @param raw the JSON value as it came; written back unchanged
     */
    record Unknown(@JsonValue Object raw) implements Loose {
    }

    /**
     * What JSON is read into; of no use otherwise.
     */
    final class Wire {
        private @Nullable String text;

        private @Nullable String note;

        private @Nullable String data;

        private @Nullable String mime;

        private @Nullable Map<String, @Nullable Object> more;

        private Wire() {
        }

        @JsonProperty("text")
        private void readText(@Nullable String value) {
            this.text = value;
            this.more = DemoMembers.note(this.more, "text", value);
        }

        @JsonProperty("note")
        private void readNote(@Nullable String value) {
            this.note = value;
            this.more = DemoMembers.note(this.more, "note", value);
        }

        @JsonProperty("data")
        private void readData(@Nullable String value) {
            this.data = value;
            this.more = DemoMembers.note(this.more, "data", value);
        }

        @JsonProperty("mime")
        private void readMime(@Nullable String value) {
            this.mime = value;
            this.more = DemoMembers.note(this.more, "mime", value);
        }

        @JsonAnySetter
        private void noteOther(String name, @Nullable Object value) {
            this.more = DemoMembers.put(this.more, name, value);
        }
    }
}
