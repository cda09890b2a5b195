package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * The type Edit of the protocol.
 *
 * @param path the member <code>path</code>
 * @param value the member <code>value</code>; may be null
 * @param more members this version does not know, and declared ones that came as an explicit null; written back as they are
 */
@JsonInclude(
        value = JsonInclude.Include.NON_NULL,
        content = JsonInclude.Include.ALWAYS
)
@JsonPropertyOrder({"path", "value"})
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public record Edit(@JsonProperty("path") String path,
        @JsonProperty("value") @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) @Nullable Object value,
        @JsonAnyGetter @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) Map<String, @Nullable Object> more) {
    /**
     * Makes the value; {@link #builder()} is easier to read.
     */
    public Edit {
        Objects.requireNonNull(path, "path");
        more = more.isEmpty() ? Map.of() : DemoMembers.more(more, List.of("path", "value"));
    }

    /**
     * The value with these members and no others.
     */
    public static Edit of(String path, @Nullable Object value) {
        return new Edit(path, value, Map.of());
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static Edit read(Wire wire) {
        return new Edit(wire.path, DemoMembers.given(wire.value, wire.more, "value"), DemoMembers.orEmpty(wire.more));
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
        builder.path = this.path;
        builder.value = this.value;
        builder.more.putAll(this.more);
        return builder;
    }

    /**
     * What JSON is read into.
     */
    private static final class Wire {
        @JsonProperty("path")
        private @Nullable String path;

        private @Nullable Object value;

        private @Nullable Map<String, @Nullable Object> more;

        private Wire() {
        }

        @JsonProperty("value")
        private void readValue(@Nullable Object value) {
            this.value = value;
            this.more = DemoMembers.note(this.more, "value", value);
        }

        @JsonAnySetter
        private void noteOther(String name, @Nullable Object value) {
            this.more = DemoMembers.put(this.more, name, value);
        }
    }

    /**
     * Makes a {@link Edit}; only what is set is written.
     */
    public static final class Builder {
        private @Nullable String path;

        private @Nullable Object value;

        private final Map<String, @Nullable Object> more = new LinkedHashMap<>();

        private Builder() {
        }

        /**
         * Sets <code>path</code>.
         */
        public Builder path(String path) {
            this.path = Objects.requireNonNull(path, "path");
            return this;
        }

        /**
         * Sets <code>value</code>.
         */
        public Builder value(@Nullable Object value) {
            this.value = value;
            return this;
        }

        /**
         * Adds a member that is not declared.
         *
         * @throws IllegalArgumentException if it is declared: it has a method of its own
         */
        public Builder more(String name, @Nullable Object value) {
            this.more.put(DemoMembers.undeclared(name, "path", "value"), value);
            return this;
        }

        /**
         * The value.
         *
         * @throws IllegalStateException if something required was not set
         */
        public Edit build() {
            DemoMembers.required("Edit", "path", this.path);
            return new Edit(this.path, this.value, this.more);
        }
    }
}
