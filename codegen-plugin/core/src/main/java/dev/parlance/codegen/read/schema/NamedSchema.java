package dev.parlance.codegen.read.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.model.Location;

/**
 * A schema that has a name, not looked at yet.
 *
 * <pre>{@code
 * new NamedSchema(root.at("/$defs/Thread"), document.location().at("$defs").at("Thread"))
 * }</pre>
 *
 * @param json the schema itself
 * @param location where it stands
 */
public record NamedSchema(JsonNode json, Location location) {}
