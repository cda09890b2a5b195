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
 * The type UrlImage of the protocol.
 *
 * @param id the member <code>id</code>
 * @param url the member <code>url</code>
 * @param isDone the member <code>isDone</code>
 * @param more members this version does not know, and declared ones that came as an explicit null; written back as they are
 */
@JsonInclude(
        value = JsonInclude.Include.NON_NULL,
        content = JsonInclude.Include.ALWAYS
)
@JsonPropertyOrder({"type", "id", "url", "isDone"})
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NONE
)
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public record UrlImage(@JsonProperty("id") String id, @JsonProperty("url") String url,
        @JsonProperty("isDone") Boolean isDone,
        @JsonAnyGetter @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) Map<String, @Nullable Object> more) implements ImageItem {
    /**
     * Makes the value; {@link #builder()} is easier to read.
     */
    public UrlImage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(isDone, "isDone");
        more = more.isEmpty() ? Map.of() : DemoMembers.more(more, List.of("type", "id", "url", "isDone"));
    }

    /**
     * Always <code>imageitem</code>.
     */
    @JsonProperty("type")
    public String type() {
        return "imageitem";
    }

    /**
     * The value with these members and no others.
     */
    public static UrlImage of(String id, String url, Boolean isDone) {
        return new UrlImage(id, url, isDone, Map.of());
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static UrlImage read(Wire wire) {
        return new UrlImage(wire.id, wire.url, wire.isDone, DemoMembers.orEmpty(wire.more));
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
        builder.url = this.url;
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

        @JsonProperty("url")
        private @Nullable String url;

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
     * Makes a {@link UrlImage}; only what is set is written.
     */
    public static final class Builder {
        private @Nullable String id;

        private @Nullable String url;

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
         * Sets <code>url</code>.
         */
        public Builder url(String url) {
            this.url = Objects.requireNonNull(url, "url");
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
            this.more.put(DemoMembers.undeclared(name, "type", "id", "url", "isDone"), value);
            return this;
        }

        /**
         * The value.
         *
         * @throws IllegalStateException if something required was not set
         */
        public UrlImage build() {
            DemoMembers.required("UrlImage", "id", this.id, "url", this.url, "isDone", this.isDone);
            return new UrlImage(this.id, this.url, this.isDone, this.more);
        }
    }
}
