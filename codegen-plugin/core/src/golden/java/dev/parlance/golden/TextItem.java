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
 * The type TextItem of the protocol.
 *
 * @param id the member <code>id</code>
 * @param text the member <code>text</code>
 * @param isDone the member <code>isDone</code>
 * @param more members this version does not know, and declared ones that came as an explicit null; written back as they are
 */
@JsonInclude(
        value = JsonInclude.Include.NON_NULL,
        content = JsonInclude.Include.ALWAYS
)
@JsonPropertyOrder({"type", "id", "text", "isDone"})
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NONE
)
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public record TextItem(@JsonProperty("id") String id, @JsonProperty("text") String text,
        @JsonProperty("isDone") Boolean isDone,
        @JsonAnyGetter @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) Map<String, @Nullable Object> more) implements Item {
    /**
     * Makes the value; {@link #builder()} is easier to read.
     */
    public TextItem {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(isDone, "isDone");
        more = more.isEmpty() ? Map.of() : DemoMembers.more(more, List.of("type", "id", "text", "isDone"));
    }

    /**
     * Always <code>textitem</code>.
     */
    @JsonProperty("type")
    public String type() {
        return "textitem";
    }

    /**
     * The value with these members and no others.
     */
    public static TextItem of(String id, String text, Boolean isDone) {
        return new TextItem(id, text, isDone, Map.of());
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static TextItem read(Wire wire) {
        return new TextItem(wire.id, wire.text, wire.isDone, DemoMembers.orEmpty(wire.more));
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
        builder.id = this.id;
        builder.text = this.text;
        builder.isDone = this.isDone;
        builder.more.putAll(this.more);
        return builder;
    }

    /**
     * What JSON is read into.
     */
    private static final class Wire {
        @JsonProperty("id")
        private @Nullable String id;

        @JsonProperty("text")
        private @Nullable String text;

        @JsonProperty("isDone")
        private @Nullable Boolean isDone;

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
     * Makes a {@link TextItem}; only what is set is written.
     */
    public static final class Builder {
        private @Nullable String id;

        private @Nullable String text;

        private @Nullable Boolean isDone;

        private final Map<String, @Nullable Object> more = new LinkedHashMap<>();

        private Builder() {
        }

        /**
         * Sets <code>id</code>.
         */
        public Builder id(String id) {
            this.id = Objects.requireNonNull(id, "id");
            return this;
        }

        /**
         * Sets <code>text</code>.
         */
        public Builder text(String text) {
            this.text = Objects.requireNonNull(text, "text");
            return this;
        }

        /**
         * Sets <code>isDone</code>.
         */
        public Builder isDone(Boolean isDone) {
            this.isDone = Objects.requireNonNull(isDone, "isDone");
            return this;
        }

        /**
         * Adds a member that is not declared.
         *
         * @throws IllegalArgumentException if it is declared: it has a method of its own
         */
        public Builder more(String name, @Nullable Object value) {
            this.more.put(DemoMembers.undeclared(name, "type", "id", "text", "isDone"), value);
            return this;
        }

        /**
         * The value.
         *
         * @throws IllegalStateException if something required was not set
         */
        public TextItem build() {
            DemoMembers.required("TextItem", "id", this.id, "text", this.text, "isDone", this.isDone);
            return new TextItem(this.id, this.text, this.isDone, this.more);
        }
    }
}
