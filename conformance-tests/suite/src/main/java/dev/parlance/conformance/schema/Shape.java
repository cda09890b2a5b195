package dev.parlance.conformance.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** A schema made ready to judge values quickly. Immutable after compilation. */
interface Shape {
    /** Takes anything. */
    Shape ANY = (value, walk) -> {};

    /** Notes every deviation of the value in the walk. */
    void judge(JsonNode value, Walk walk);
}
