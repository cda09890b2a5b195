package dev.parlance.golden.v2;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parlance.golden.Cursor;
import dev.parlance.golden.DemoMembers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * The type v2/Thread of the protocol.
 *
 * @param id the member <code>id</code>
 * @param createdAt the member <code>createdAt</code>
 * @param more members this version does not know, and declared ones that came as an explicit null; written back as they are
 */
@JsonInclude(
        value = JsonInclude.Include.NON_NULL,
        content = JsonInclude.Include.ALWAYS
)
@JsonPropertyOrder({"id", "createdAt"})
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NONE
)
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public record DemoThread(@JsonProperty("id") String id, @JsonProperty("createdAt") Long createdAt,
        @JsonAnyGetter @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) Map<String, @Nullable Object> more) implements Cursor {
    /**
     * Makes the value; {@link #builder()} is easier to read.
     */
    public DemoThread {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(createdAt, "createdAt");
        more = more.isEmpty() ? Map.of() : DemoMembers.more(more, List.of("id", "createdAt"));
    }

    /**
     * The value with these members and no others.
     */
    public static DemoThread of(String id, Long createdAt) {
        return new DemoThread(id, createdAt, Map.of());
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static DemoThread read(Wire wire) {
        return new DemoThread(wire.id, wire.createdAt, DemoMembers.orEmpty(wire.more));
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
        builder.createdAt = this.createdAt;
        builder.more.putAll(this.more);
        return builder;
    }

    /**
     * What JSON is read into.
     */
    private static final class Wire {
        @JsonProperty("id")
        private @Nullable String id;

        @JsonProperty("createdAt")
        private @Nullable Long createdAt;

        private @Nullable Map<String, @Nullable Object> more;

        private Wire() {
        }

        @JsonAnySetter
        private void noteOther(String name, @Nullable Object value) {
            this.more = DemoMembers.put(this.more, name, value);
        }
    }

    /**
     * Makes a {@link DemoThread}; only what is set is written.
     */
    public static final class Builder {
        private @Nullable String id;

        private @Nullable Long createdAt;

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
         * Sets <code>createdAt</code>.
         */
        public Builder createdAt(Long createdAt) {
            this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
            return this;
        }

        /**
         * Adds a member that is not declared.
         *
         * @throws IllegalArgumentException if it is declared: it has a method of its own
         */
        public Builder more(String name, @Nullable Object value) {
            this.more.put(DemoMembers.undeclared(name, "id", "createdAt"), value);
            return this;
        }

        /**
         * The value.
         *
         * @throws IllegalStateException if something required was not set
         */
        public DemoThread build() {
            DemoMembers.required("DemoThread", "id", this.id, "createdAt", this.createdAt);
            return new DemoThread(this.id, this.createdAt, this.more);
        }
    }
}
