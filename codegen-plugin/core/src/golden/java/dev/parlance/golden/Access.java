package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import javax.annotation.processing.Generated;

/**
 * The type Access of the protocol.
 */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "mode",
        visible = true
)
@JsonSubTypes({
        @JsonSubTypes.Type(value = ReadAccess.class, name = "readaccess"),
        @JsonSubTypes.Type(value = FullAccess.class, name = "fullaccess")})
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public sealed interface Access extends NamedAccess permits ReadAccess, FullAccess {
    /**
     * Tells the variants apart: the member <code>mode</code>.
     */
    String mode();
}
