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
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * The type Settings of the protocol.
 *
 * @param mode the member <code>mode</code>; null where absent
 * @param rest members that are not declared, and declared ones that came as an explicit null; written back as they are
 */
@JsonInclude(
        value = JsonInclude.Include.NON_NULL,
        content = JsonInclude.Include.ALWAYS
)
@JsonPropertyOrder({"mode"})
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public record Settings(@JsonProperty("mode") @Nullable String mode,
        @JsonAnyGetter @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) Map<String, @Nullable Source> rest) {
    /**
     * Makes the value; {@link #builder()} is easier to read.
     */
    public Settings {
        rest = rest.isEmpty() ? Map.of() : DemoMembers.more(rest, List.of(), "mode", mode);
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static Settings read(Wire wire) {
        return new Settings(wire.mode, DemoMembers.orEmpty(wire.rest));
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
        builder.mode = this.mode;
        builder.rest.putAll(this.rest);
        return builder;
    }

    /**
     * What JSON is read into.
     */
    private static final class Wire {
        private @Nullable String mode;

        private @Nullable Map<String, @Nullable Source> rest;

        private Wire() {
        }

        @JsonProperty("mode")
        private void readMode(@Nullable String value) {
            this.mode = value;
            this.rest = DemoMembers.note(this.rest, "mode", value);
        }

        @JsonAnySetter
        private void noteOther(String name, @Nullable Source value) {
            this.rest = DemoMembers.put(this.rest, name, value);
        }
    }

    /**
     * Makes a {@link Settings}; only what is set is written.
     */
    public static final class Builder {
        private @Nullable String mode;

        private final Map<String, @Nullable Source> rest = new LinkedHashMap<>();

        private Builder() {
        }

        /**
         * Sets <code>mode</code>; null leaves it out.
         */
        public Builder mode(@Nullable String mode) {
            this.mode = mode;
            this.rest.remove("mode");
            return this;
        }

        /**
         * Adds a member that is not declared.
         *
         * @throws IllegalArgumentException if it is declared: it has a method of its own
         */
        public Builder rest(String name, @Nullable Source value) {
            this.rest.put(DemoMembers.undeclared(name, "mode"), value);
            return this;
        }

        /**
         * The value.
         *
         * @throws IllegalStateException if something required was not set
         */
        public Settings build() {
            return new Settings(this.mode, this.rest);
        }
    }
}
