package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * The type ImageItem of the protocol.
 */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NONE
)
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public sealed interface ImageItem extends Item permits UrlImage, FileImage {
    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static ImageItem read(Wire wire) {
        if (DemoMembers.has(wire.url, wire.more, "url")) {
            return new UrlImage(wire.id, wire.url, wire.isDone, DemoMembers.with(wire.more, "fileId", wire.fileId, "name", wire.name));
        }
        if (DemoMembers.has(wire.fileId, wire.more, "fileId")) {
            return new FileImage(wire.id, wire.fileId, wire.name, wire.isDone, DemoMembers.with(wire.more, "url", wire.url));
        }
        throw new IllegalArgumentException("ImageItem needs the members of one of [[url], [fileId]] but has " + DemoMembers.with(wire.more, "id", wire.id, "url", wire.url, "isDone", wire.isDone, "fileId", wire.fileId, "name", wire.name).keySet());
    }

    /**
     * What JSON is read into; of no use otherwise.
     */
    final class Wire {
        private @Nullable String id;

        private @Nullable String url;

        private @Nullable Boolean isDone;

        private @Nullable String fileId;

        private @Nullable String name;

        private @Nullable Map<String, @Nullable Object> more;

        private Wire() {
        }

        @JsonProperty("id")
        private void readId(@Nullable String value) {
            this.id = value;
            this.more = DemoMembers.note(this.more, "id", value);
        }

        @JsonProperty("url")
        private void readUrl(@Nullable String value) {
            this.url = value;
            this.more = DemoMembers.note(this.more, "url", value);
        }

        @JsonProperty("isDone")
        private void readIsDone(@Nullable Boolean value) {
            this.isDone = value;
            this.more = DemoMembers.note(this.more, "isDone", value);
        }

        @JsonProperty("fileId")
        private void readFileId(@Nullable String value) {
            this.fileId = value;
            this.more = DemoMembers.note(this.more, "fileId", value);
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
}
