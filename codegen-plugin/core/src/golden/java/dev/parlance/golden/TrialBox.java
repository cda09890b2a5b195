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
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Being tried.
 *
 * @param more members this version does not know, and declared ones that came as an explicit null; written back as they are
 */
@Experimental
@JsonInclude(
        value = JsonInclude.Include.NON_NULL,
        content = JsonInclude.Include.ALWAYS
)
@JsonPropertyOrder({"type"})
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NONE
)
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public record TrialBox(
        @JsonAnyGetter @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) Map<String, @Nullable Object> more) implements Box {
    /**
     * Makes the value; {@link #builder()} is easier to read.
     */
    public TrialBox {
        more = more.isEmpty() ? Map.of() : DemoMembers.more(more, List.of("type"));
    }

    /**
     * Always <code>trialbox</code>.
     */
    @JsonProperty("type")
    public String type() {
        return "trialbox";
    }

    /**
     * The value without members.
     */
    public static TrialBox of() {
        return new TrialBox(Map.of());
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static TrialBox read(Wire wire) {
        return new TrialBox(DemoMembers.orEmpty(wire.more));
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
        builder.more.putAll(this.more);
        return builder;
    }

    /**
     * What JSON is read into.
     */
    private static final class Wire {
        private @Nullable Map<String, @Nullable Object> more;

        private Wire() {
        }

        @JsonProperty("type")
        private void ignore0(@Nullable Object tag) {
        }

        @JsonAnySetter
        private void noteOther(String name, @Nullable Object value) {
            this.more = DemoMembers.put(this.more, name, value);
        }
    }

    /**
     * Makes a {@link TrialBox}; only what is set is written.
     */
    public static final class Builder {
        private final Map<String, @Nullable Object> more = new LinkedHashMap<>();

        private Builder() {
        }

        /**
         * Adds a member that is not declared.
         *
         * @throws IllegalArgumentException if it is declared: it has a method of its own
         */
        public Builder more(String name, @Nullable Object value) {
            this.more.put(DemoMembers.undeclared(name, "type"), value);
            return this;
        }

        /**
         * The value.
         *
         * @throws IllegalStateException if something required was not set
         */
        public TrialBox build() {
            return new TrialBox(this.more);
        }
    }
}
