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
 * The type FileImage of the protocol.
 *
 * @param id the member <code>id</code>
 * @param fileId the member <code>fileId</code>
 * @param name the member <code>name</code>; null where absent
 * @param isDone the member <code>isDone</code>
 * @param more members this version does not know, and declared ones that came as an explicit null; written back as they are
 */
@JsonInclude(
        value = JsonInclude.Include.NON_NULL,
        content = JsonInclude.Include.ALWAYS
)
@JsonPropertyOrder({"type", "id", "fileId", "name", "isDone"})
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NONE
)
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public record FileImage(@JsonProperty("id") String id, @JsonProperty("fileId") String fileId,
        @JsonProperty("name") @Nullable String name, @JsonProperty("isDone") Boolean isDone,
        @JsonAnyGetter @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) Map<String, @Nullable Object> more) implements ImageItem {
    /**
     * Makes the value; {@link #builder()} is easier to read.
     */
    public FileImage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(fileId, "fileId");
        Objects.requireNonNull(isDone, "isDone");
        more = more.isEmpty() ? Map.of() : DemoMembers.more(more, List.of("type", "id", "fileId", "isDone"), "name", name);
    }

    /**
     * Always <code>imageitem</code>.
     */
    @JsonProperty("type")
    public String type() {
        return "imageitem";
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static FileImage read(Wire wire) {
        return new FileImage(wire.id, wire.fileId, wire.name, wire.isDone, DemoMembers.orEmpty(wire.more));
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
        builder.fileId = this.fileId;
        builder.name = this.name;
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

        @JsonProperty("fileId")
        private @Nullable String fileId;

        private @Nullable String name;

        @JsonProperty("isDone")
        private @Nullable Boolean isDone;

        private @Nullable Map<String, @Nullable Object> more;

        private Wire() {
        }

        @JsonProperty("name")
        private void readName(@Nullable String value) {
            this.name = value;
            this.more = DemoMembers.note(this.more, "name", value);
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
     * Makes a {@link FileImage}; only what is set is written.
     */
    public static final class Builder {
        private @Nullable String id;

        private @Nullable String fileId;

        private @Nullable String name;

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
         * Sets <code>fileId</code>.
         */
        public Builder fileId(String fileId) {
            this.fileId = Objects.requireNonNull(fileId, "fileId");
            return this;
        }

        /**
         * Sets <code>name</code>; null leaves it out.
         */
        public Builder name(@Nullable String name) {
            this.name = name;
            this.more.remove("name");
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
            this.more.put(DemoMembers.undeclared(name, "type", "id", "fileId", "name", "isDone"), value);
            return this;
        }

        /**
         * The value.
         *
         * @throws IllegalStateException if something required was not set
         */
        public FileImage build() {
            DemoMembers.required("FileImage", "id", this.id, "fileId", this.fileId, "isDone", this.isDone);
            return new FileImage(this.id, this.fileId, this.name, this.isDone, this.more);
        }
    }
}
