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
 * The type Source of the protocol.
 *
 * <p>Exactly one of these is given: <code>url</code>; <code>fileId</code>.
 *
 * @param url the member <code>url</code>; null where absent
 * @param fileId the member <code>fileId</code>; null where absent
 * @param more members this version does not know, and declared ones that came as an explicit null; written back as they are
 */
@JsonInclude(
        value = JsonInclude.Include.NON_NULL,
        content = JsonInclude.Include.ALWAYS
)
@JsonPropertyOrder({"url", "fileId"})
@MemberRules(
        oneOf = {
                @MemberRules.Group({"url"}),
                @MemberRules.Group({"fileId"})
        }
)
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public record Source(@JsonProperty("url") @Nullable String url,
        @JsonProperty("fileId") @Nullable String fileId,
        @JsonAnyGetter @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) Map<String, @Nullable Object> more) {
    /**
     * Makes the value; {@link #builder()} is easier to read.
     */
    public Source {
        more = more.isEmpty() ? Map.of() : DemoMembers.more(more, List.of(), "url", url, "fileId", fileId);
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static Source read(Wire wire) {
        return new Source(wire.url, wire.fileId, DemoMembers.orEmpty(wire.more));
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
        builder.url = this.url;
        builder.fileId = this.fileId;
        builder.more.putAll(this.more);
        return builder;
    }

    /**
     * What JSON is read into.
     */
    private static final class Wire {
        private @Nullable String url;

        private @Nullable String fileId;

        private @Nullable Map<String, @Nullable Object> more;

        private Wire() {
        }

        @JsonProperty("url")
        private void readUrl(@Nullable String value) {
            this.url = value;
            this.more = DemoMembers.note(this.more, "url", value);
        }

        @JsonProperty("fileId")
        private void readFileId(@Nullable String value) {
            this.fileId = value;
            this.more = DemoMembers.note(this.more, "fileId", value);
        }

        @JsonAnySetter
        private void noteOther(String name, @Nullable Object value) {
            this.more = DemoMembers.put(this.more, name, value);
        }
    }

    /**
     * Makes a {@link Source}; only what is set is written.
     */
    public static final class Builder {
        private @Nullable String url;

        private @Nullable String fileId;

        private final Map<String, @Nullable Object> more = new LinkedHashMap<>();

        private Builder() {
        }

        /**
         * Sets <code>url</code>; null leaves it out.
         */
        public Builder url(@Nullable String url) {
            this.url = url;
            this.more.remove("url");
            return this;
        }

        /**
         * Sets <code>fileId</code>; null leaves it out.
         */
        public Builder fileId(@Nullable String fileId) {
            this.fileId = fileId;
            this.more.remove("fileId");
            return this;
        }

        /**
         * The value.
         *
         * @throws IllegalStateException if something required was not set
         */
        public Source build() {
            DemoMembers.oneChoice("Source", List.of(List.<String>of("url"), List.<String>of("fileId")), this.more, "url", this.url, "fileId", this.fileId);
            return new Source(this.url, this.fileId, this.more);
        }
    }
}
