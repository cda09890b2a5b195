package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * The type Box of the protocol.
 */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "type",
        visible = true,
        defaultImpl = Box.Unknown.class
)
@JsonSubTypes({
        @JsonSubTypes.Type(value = OpenBox.class, name = "openbox"),
        @JsonSubTypes.Type(value = TrialBox.class, name = "trialbox")})
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public sealed interface Box permits OpenBox, TrialBox, Box.Unknown {
    /**
     * Tells the variants apart: the member <code>type</code>.
     */
    String type();

    /**
     * A variant this version does not know.
     *
     * @param raw the object as it came; written back unchanged
     */
    @JsonAutoDetect(
            getterVisibility = JsonAutoDetect.Visibility.NONE,
            isGetterVisibility = JsonAutoDetect.Visibility.NONE
    )
    @JsonTypeInfo(
            use = JsonTypeInfo.Id.NONE
    )
    record Unknown(
            @JsonAnyGetter @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) Map<String, @Nullable Object> raw) implements Box {
        /**
         * Holds the object.
         */
        public Unknown {
            raw = DemoMembers.copy(raw);
        }

        @JsonCreator(
                mode = JsonCreator.Mode.DELEGATING
        )
        private static Unknown read(Map<String, @Nullable Object> raw) {
            return new Unknown(raw);
        }

        /**
         * The tag; empty where it is missing or no text.
         */
        @Override
        public String type() {
            return raw.get("type") instanceof String tag ? tag : "";
        }
    }
}
