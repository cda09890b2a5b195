package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * The type DataOutput of the protocol.
 *
 * @param data the member <code>data</code>
 * @param mime the member <code>mime</code>
 * @param note the member <code>note</code>; null where absent
 * @param more members this version does not know, and declared ones that came as an explicit null; written back as they are
 */
@JsonInclude(
        value = JsonInclude.Include.NON_NULL,
        content = JsonInclude.Include.ALWAYS
)
@JsonPropertyOrder({"data", "mime", "note"})
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NONE
)
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public record DataOutput(@JsonProperty("data") String data, @JsonProperty("mime") String mime,
        @JsonProperty("note") @Nullable String note,
        @JsonAnyGetter @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) Map<String, @Nullable Object> more) implements Loose {
    /**
     * Makes the value; {@link #builder()} is easier to read.
     */
    public DataOutput {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(mime, "mime");
        more = more.isEmpty() ? Map.of() : DemoMembers.more(more, List.of("data", "mime"), "note", note);
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static DataOutput read(Wire wire) {
        return new DataOutput(wire.data, wire.mime, wire.note, DemoMembers.orEmpty(wire.more));
    }

    /**
     * Starts a value with nothing set.
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts a value that has everything this one has.
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.data = this.data;
        builder.mime = this.mime;
        builder.note = this.note;
        builder.more.putAll(this.more);
        return builder;
    }

    /**
     * What JSON is read into.
     */
    private static final class Wire {
        @JsonProperty("data")
        private @Nullable String data;

        @JsonProperty("mime")
        private @Nullable String mime;

        private @Nullable String note;

        private @Nullable Map<String, @Nullable Object> more;

        private Wire() {
        }

        @JsonProperty("note")
        private void readNote(@Nullable String value) {
            this.note = value;
            this.more = DemoMembers.note(this.more, "note", value);
        }

        @JsonAnySetter
        private void noteOther(String name, @Nullable Object value) {
            this.more = DemoMembers.put(this.more, name, value);
        }
    }

    /**
     * Makes a {@link DataOutput}; only what is set is written.
     */
    public static final class Builder {
        private @Nullable String data;

        private @Nullable String mime;

        private @Nullable String note;

        private final Map<String, @Nullable Object> more = new LinkedHashMap<>();

        private Builder() {
        }

        /**
         * Sets <code>data</code>.
         */
        public Builder data(String data) {
            this.data = Objects.requireNonNull(data, "data");
            return this;
        }

        /**
         * Sets <code>mime</code>.
         */
        public Builder mime(String mime) {
            this.mime = Objects.requireNonNull(mime, "mime");
            return this;
        }

        /**
         * Sets <code>note</code>; null leaves it out.
         */
        public Builder note(@Nullable String note) {
            this.note = note;
            this.more.remove("note");
            return this;
        }

        /**
         * Adds a member that is not declared.
         *
         * @throws IllegalArgumentException if it is declared: it has a method of its own
         */
        public Builder more(String name, @Nullable Object value) {
            this.more.put(DemoMembers.undeclared(name, "data", "mime", "note"), value);
            return this;
        }

        /**
         * The value.
         *
         * @throws IllegalStateException if something required was not set
         */
        public DataOutput build() {
            DemoMembers.required("DataOutput", "data", this.data, "mime", this.mime);
            return new DataOutput(this.data, this.mime, this.note, this.more);
        }
    }
}
