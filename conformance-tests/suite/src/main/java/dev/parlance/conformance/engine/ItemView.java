package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;

/** An item as one connection has seen it. */
final class ItemView {
    final String id;
    final String type;
    final JsonNode startedParams;
    JsonNode last;
    boolean completed;

    ItemView(String id, String type, JsonNode startedParams) {
        this.id = id;
        this.type = type;
        this.startedParams = startedParams;
        this.last = startedParams.path("item");
    }
}
