package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.parlance.golden.v2.DemoThread;
import dev.parlance.golden.v2.SortKey;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * All kinds of members.
 *
 * <p>Second paragraph.
 *
 * @param id the member <code>id</code>
 * @param items the member <code>items</code>
 * @param parent the member <code>parent</code>; may be null
 * @param timeout How long.; in milliseconds; where absent, <code>30</code>; null where absent
 * @param oldName the member <code>old-name</code>; in milliseconds; where absent, <code>30</code>; null where absent
 * @param sha the member <code>sha</code>; null where absent
 * @param big the member <code>big</code>; null where absent
 * @param ratio the member <code>ratio</code>; null where absent
 * @param flag the member <code>flag</code>; null where absent
 * @param holes the member <code>holes</code>; null where absent
 * @param sizes the member <code>sizes</code>; null where absent
 * @param config the member <code>config</code>; null where absent
 * @param anything the member <code>anything</code>; null where absent
 * @param hashCode_ the member <code>hashCode</code>; null where absent
 * @param meta the member <code>_meta</code>; null where absent
 * @param more the member <code>more</code>; null where absent
 * @param paths the member <code>paths</code>; null where absent
 * @param sort the member <code>sort</code>; null where absent
 * @param direction the member <code>direction</code>; null where absent
 * @param reason the member <code>reason</code>; null where absent
 * @param policy the member <code>policy</code>; null where absent
 * @param cursor the member <code>cursor</code>; null where absent
 * @param moreMembers members this version does not know, and declared ones that came as an explicit null; written back as they are
 */
@Experimental
@JsonInclude(
        value = JsonInclude.Include.NON_NULL,
        content = JsonInclude.Include.ALWAYS
)
@JsonPropertyOrder({"id", "items", "parent", "timeout", "old-name", "sha", "big", "ratio", "flag", "holes", "sizes", "config", "anything", "hashCode", "_meta", "more", "paths", "sort", "direction", "reason", "policy", "cursor"})
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public record Everything(@JsonProperty("id") String id, @JsonProperty("items") List<Item> items,
        @JsonProperty("parent") @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) @Nullable DemoThread parent,
        @JsonProperty("timeout") @Experimental @Nullable Integer timeout,
        @JsonProperty("old-name") @Deprecated @Nullable String oldName,
        @JsonProperty("sha") @Nullable String sha, @JsonProperty("big") @Nullable BigInteger big,
        @JsonProperty("ratio") @Nullable Double ratio, @JsonProperty("flag") @Nullable Boolean flag,
        @JsonProperty("holes") @Nullable List<@Nullable String> holes,
        @JsonProperty("sizes") @Nullable Map<String, Long> sizes,
        @JsonProperty("config") @Nullable Map<String, @Nullable Object> config,
        @JsonProperty("anything") @Nullable Object anything,
        @JsonProperty("hashCode") @Nullable String hashCode_,
        @JsonProperty("_meta") @Nullable Map<String, @Nullable Object> meta,
        @JsonProperty("more") @Nullable String more, @JsonProperty("paths") @Nullable Paths paths,
        @JsonProperty("sort") @Nullable SortKey sort,
        @JsonProperty("direction") @Nullable DemoDirection direction,
        @JsonProperty("reason") @Nullable Reason reason,
        @JsonProperty("policy") @Nullable Policy policy,
        @JsonProperty("cursor") @Nullable Cursor cursor,
        @JsonAnyGetter @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) Map<String, @Nullable Object> moreMembers) {
    /**
     * Makes the value; {@link #builder()} is easier to read.
     */
    public Everything {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(items, "items");
        items = DemoMembers.list(items, "items");
        holes = holes == null ? null : DemoMembers.copy(holes);
        sizes = sizes == null ? null : DemoMembers.map(sizes, "sizes");
        config = config == null ? null : DemoMembers.copy(config);
        meta = meta == null ? null : DemoMembers.copy(meta);
        moreMembers = moreMembers.isEmpty() ? Map.of() : DemoMembers.more(moreMembers, List.of("id", "items", "parent"), "timeout", timeout, "old-name", oldName, "sha", sha, "big", big, "ratio", ratio, "flag", flag, "holes", holes, "sizes", sizes, "config", config, "anything", anything, "hashCode", hashCode_, "_meta", meta, "more", more, "paths", paths, "sort", sort, "direction", direction, "reason", reason, "policy", policy, "cursor", cursor);
    }

    /**
     * True where <code>sha</code> is an explicit null, which clears it; absence leaves it as it is.
     */
    public boolean shaCleared() {
        return sha == null && moreMembers.containsKey("sha");
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static Everything read(Wire wire) {
        return new Everything(wire.id, wire.items, wire.parent, wire.timeout, wire.oldName, wire.sha, wire.big, wire.ratio, wire.flag, wire.holes, wire.sizes, wire.config, wire.anything, wire.hashCode_, wire.meta, wire.more, wire.paths, wire.sort, wire.direction, wire.reason, wire.policy, wire.cursor, DemoMembers.orEmpty(wire.moreMembers));
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
        builder.items = this.items;
        builder.parent = this.parent;
        builder.timeout = this.timeout;
        builder.oldName = this.oldName;
        builder.sha = this.sha;
        builder.big = this.big;
        builder.ratio = this.ratio;
        builder.flag = this.flag;
        builder.holes = this.holes;
        builder.sizes = this.sizes;
        builder.config = this.config;
        builder.anything = this.anything;
        builder.hashCode_ = this.hashCode_;
        builder.meta = this.meta;
        builder.more = this.more;
        builder.paths = this.paths;
        builder.sort = this.sort;
        builder.direction = this.direction;
        builder.reason = this.reason;
        builder.policy = this.policy;
        builder.cursor = this.cursor;
        builder.moreMembers.putAll(this.moreMembers);
        return builder;
    }

    /**
     * What JSON is read into.
     */
    private static final class Wire {
        @JsonProperty("id")
        private @Nullable String id;

        @JsonProperty("items")
        private @Nullable List<Item> items;

        @JsonProperty("parent")
        private @Nullable DemoThread parent;

        private @Nullable Integer timeout;

        private @Nullable String oldName;

        private @Nullable String sha;

        private @Nullable BigInteger big;

        private @Nullable Double ratio;

        private @Nullable Boolean flag;

        private @Nullable List<@Nullable String> holes;

        private @Nullable Map<String, Long> sizes;

        private @Nullable Map<String, @Nullable Object> config;

        private @Nullable Object anything;

        private @Nullable String hashCode_;

        private @Nullable Map<String, @Nullable Object> meta;

        private @Nullable String more;

        private @Nullable Paths paths;

        private @Nullable SortKey sort;

        private @Nullable DemoDirection direction;

        private @Nullable Reason reason;

        private @Nullable Policy policy;

        private @Nullable Cursor cursor;

        private @Nullable Map<String, @Nullable Object> moreMembers;

        private Wire() {
        }

        @JsonProperty("timeout")
        private void readTimeout(@Nullable Integer value) {
            this.timeout = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "timeout", value);
        }

        @JsonProperty("old-name")
        private void readOldName(@Nullable String value) {
            this.oldName = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "old-name", value);
        }

        @JsonProperty("sha")
        private void readSha(@Nullable String value) {
            this.sha = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "sha", value);
        }

        @JsonProperty("big")
        private void readBig(@Nullable BigInteger value) {
            this.big = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "big", value);
        }

        @JsonProperty("ratio")
        private void readRatio(@Nullable Double value) {
            this.ratio = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "ratio", value);
        }

        @JsonProperty("flag")
        private void readFlag(@Nullable Boolean value) {
            this.flag = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "flag", value);
        }

        @JsonProperty("holes")
        private void readHoles(@Nullable List<@Nullable String> value) {
            this.holes = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "holes", value);
        }

        @JsonProperty("sizes")
        private void readSizes(@Nullable Map<String, Long> value) {
            this.sizes = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "sizes", value);
        }

        @JsonProperty("config")
        private void readConfig(@Nullable Map<String, @Nullable Object> value) {
            this.config = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "config", value);
        }

        @JsonProperty("anything")
        private void readAnything(@Nullable Object value) {
            this.anything = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "anything", value);
        }

        @JsonProperty("hashCode")
        private void readHashCode_(@Nullable String value) {
            this.hashCode_ = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "hashCode", value);
        }

        @JsonProperty("_meta")
        private void readMeta(@Nullable Map<String, @Nullable Object> value) {
            this.meta = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "_meta", value);
        }

        @JsonProperty("more")
        private void readMore(@Nullable String value) {
            this.more = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "more", value);
        }

        @JsonProperty("paths")
        private void readPaths(@Nullable Paths value) {
            this.paths = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "paths", value);
        }

        @JsonProperty("sort")
        private void readSort(@Nullable SortKey value) {
            this.sort = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "sort", value);
        }

        @JsonProperty("direction")
        private void readDirection(@Nullable DemoDirection value) {
            this.direction = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "direction", value);
        }

        @JsonProperty("reason")
        private void readReason(@Nullable Reason value) {
            this.reason = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "reason", value);
        }

        @JsonProperty("policy")
        private void readPolicy(@Nullable Policy value) {
            this.policy = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "policy", value);
        }

        @JsonProperty("cursor")
        private void readCursor(@Nullable Cursor value) {
            this.cursor = value;
            this.moreMembers = DemoMembers.note(this.moreMembers, "cursor", value);
        }

        @JsonAnySetter
        private void noteOther(String name, @Nullable Object value) {
            this.moreMembers = DemoMembers.put(this.moreMembers, name, value);
        }
    }

    /**
     * Makes a {@link Everything}; only what is set is written.
     */
    public static final class Builder {
        private @Nullable String id;

        private @Nullable List<Item> items;

        private @Nullable DemoThread parent;

        private @Nullable Integer timeout;

        private @Nullable String oldName;

        private @Nullable String sha;

        private @Nullable BigInteger big;

        private @Nullable Double ratio;

        private @Nullable Boolean flag;

        private @Nullable List<@Nullable String> holes;

        private @Nullable Map<String, Long> sizes;

        private @Nullable Map<String, @Nullable Object> config;

        private @Nullable Object anything;

        private @Nullable String hashCode_;

        private @Nullable Map<String, @Nullable Object> meta;

        private @Nullable String more;

        private @Nullable Paths paths;

        private @Nullable SortKey sort;

        private @Nullable DemoDirection direction;

        private @Nullable Reason reason;

        private @Nullable Policy policy;

        private @Nullable Cursor cursor;

        private final Map<String, @Nullable Object> moreMembers = new LinkedHashMap<>();

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
         * Sets <code>items</code>.
         */
        public Builder items(List<Item> items) {
            this.items = Objects.requireNonNull(items, "items");
            return this;
        }

        /**
         * Sets <code>parent</code>.
         */
        public Builder parent(@Nullable DemoThread parent) {
            this.parent = parent;
            return this;
        }

        /**
         * Sets <code>timeout</code>; null leaves it out.
         */
        @Experimental
        public Builder timeout(@Nullable Integer timeout) {
            this.timeout = timeout;
            this.moreMembers.remove("timeout");
            return this;
        }

        /**
         * Sets <code>old-name</code>; null leaves it out.
         */
        @Deprecated
        public Builder oldName(@Nullable String oldName) {
            this.oldName = oldName;
            this.moreMembers.remove("old-name");
            return this;
        }

        /**
         * Sets <code>sha</code>; null leaves it out.
         */
        public Builder sha(@Nullable String sha) {
            this.sha = sha;
            this.moreMembers.remove("sha");
            return this;
        }

        /**
         * Sets <code>sha</code> to an explicit null, which clears it.
         */
        public Builder clearSha() {
            this.sha = null;
            this.moreMembers.put("sha", null);
            return this;
        }

        /**
         * Sets <code>big</code>; null leaves it out.
         */
        public Builder big(@Nullable BigInteger big) {
            this.big = big;
            this.moreMembers.remove("big");
            return this;
        }

        /**
         * Sets <code>ratio</code>; null leaves it out.
         */
        public Builder ratio(@Nullable Double ratio) {
            this.ratio = ratio;
            this.moreMembers.remove("ratio");
            return this;
        }

        /**
         * Sets <code>flag</code>; null leaves it out.
         */
        public Builder flag(@Nullable Boolean flag) {
            this.flag = flag;
            this.moreMembers.remove("flag");
            return this;
        }

        /**
         * Sets <code>holes</code>; null leaves it out.
         */
        public Builder holes(@Nullable List<@Nullable String> holes) {
            this.holes = holes;
            this.moreMembers.remove("holes");
            return this;
        }

        /**
         * Sets <code>sizes</code>; null leaves it out.
         */
        public Builder sizes(@Nullable Map<String, Long> sizes) {
            this.sizes = sizes;
            this.moreMembers.remove("sizes");
            return this;
        }

        /**
         * Sets <code>config</code>; null leaves it out.
         */
        public Builder config(@Nullable Map<String, @Nullable Object> config) {
            this.config = config;
            this.moreMembers.remove("config");
            return this;
        }

        /**
         * Sets <code>anything</code>; null leaves it out.
         */
        public Builder anything(@Nullable Object anything) {
            this.anything = anything;
            this.moreMembers.remove("anything");
            return this;
        }

        /**
         * Sets <code>hashCode</code>; null leaves it out.
         */
        public Builder hashCode_(@Nullable String hashCode_) {
            this.hashCode_ = hashCode_;
            this.moreMembers.remove("hashCode");
            return this;
        }

        /**
         * Sets <code>_meta</code>; null leaves it out.
         */
        public Builder meta(@Nullable Map<String, @Nullable Object> meta) {
            this.meta = meta;
            this.moreMembers.remove("_meta");
            return this;
        }

        /**
         * Sets <code>more</code>; null leaves it out.
         */
        public Builder more(@Nullable String more) {
            this.more = more;
            this.moreMembers.remove("more");
            return this;
        }

        /**
         * Sets <code>paths</code>; null leaves it out.
         */
        public Builder paths(@Nullable Paths paths) {
            this.paths = paths;
            this.moreMembers.remove("paths");
            return this;
        }

        /**
         * Sets <code>sort</code>; null leaves it out.
         */
        public Builder sort(@Nullable SortKey sort) {
            this.sort = sort;
            this.moreMembers.remove("sort");
            return this;
        }

        /**
         * Sets <code>direction</code>; null leaves it out.
         */
        public Builder direction(@Nullable DemoDirection direction) {
            this.direction = direction;
            this.moreMembers.remove("direction");
            return this;
        }

        /**
         * Sets <code>reason</code>; null leaves it out.
         */
        public Builder reason(@Nullable Reason reason) {
            this.reason = reason;
            this.moreMembers.remove("reason");
            return this;
        }

        /**
         * Sets <code>policy</code>; null leaves it out.
         */
        public Builder policy(@Nullable Policy policy) {
            this.policy = policy;
            this.moreMembers.remove("policy");
            return this;
        }

        /**
         * Sets <code>cursor</code>; null leaves it out.
         */
        public Builder cursor(@Nullable Cursor cursor) {
            this.cursor = cursor;
            this.moreMembers.remove("cursor");
            return this;
        }

        /**
         * Adds a member that is not declared.
         *
         * @throws IllegalArgumentException if it is declared: it has a method of its own
         */
        public Builder moreMembers(String name, @Nullable Object value) {
            this.moreMembers.put(DemoMembers.undeclared(name, "id", "items", "parent", "timeout", "old-name", "sha", "big", "ratio", "flag", "holes", "sizes", "config", "anything", "hashCode", "_meta", "more", "paths", "sort", "direction", "reason", "policy", "cursor"), value);
            return this;
        }

        /**
         * The value.
         *
         * @throws IllegalStateException if something required was not set
         */
        public Everything build() {
            DemoMembers.required("Everything", "id", this.id, "items", this.items);
            return new Everything(this.id, this.items, this.parent, this.timeout, this.oldName, this.sha, this.big, this.ratio, this.flag, this.holes, this.sizes, this.config, this.anything, this.hashCode_, this.meta, this.more, this.paths, this.sort, this.direction, this.reason, this.policy, this.cursor, this.moreMembers);
        }
    }
}
