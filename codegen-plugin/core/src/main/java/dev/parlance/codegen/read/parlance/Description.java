package dev.parlance.codegen.read.parlance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.read.Sources;
import dev.parlance.codegen.read.schema.NamedSchema;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A protocol description as its author wrote it, put together from its files: names are unique, references lead
 * somewhere, and the structure is that of the meta-schema.
 *
 * @param head {@code protocol.json}, or the bundle
 * @param methods the method table by name
 * @param definitions the types by name, without the unions of messages
 * @param sound false where something wrong was noted while it was put together; it is good for further checks only then
 */
public record Description(
        Sources.Document head,
        SortedMap<String, NamedSchema> methods,
        SortedMap<String, NamedSchema> definitions,
        boolean sound) {
    /** Version of the protocol. */
    public String version() {
        return head.root().path("x-version").asText();
    }

    /** The parts that an implementation may claim. */
    public Map<String, NamedSchema> profiles() {
        return table("profiles");
    }

    /** What keeps requests in order. */
    public Map<String, NamedSchema> scopes() {
        return table("scopes");
    }

    /** Members that the messages of a union bear beside id, method and params, by the union's name. */
    public Map<String, NamedSchema> envelope() {
        return table("envelope");
    }

    /** The errors that methods may name. */
    public Map<String, NamedSchema> errors() {
        return table("errors");
    }

    /** True where the description is a bundle. */
    static boolean isBundle(JsonNode root) {
        return root.has("x-methods");
    }

    private Map<String, NamedSchema> table(String name) {
        String member = isBundle(head.root()) ? "x-" + name : name;
        return named(head.root().path(member), head.location().at(member));
    }

    /** The members of an object with their places, sorted by name. */
    static SortedMap<String, NamedSchema> named(JsonNode table, Location place) {
        SortedMap<String, NamedSchema> named = new TreeMap<>();
        table.properties().forEach(e -> named.put(e.getKey(), new NamedSchema(e.getValue(), place.at(e.getKey()))));
        return named;
    }
}
