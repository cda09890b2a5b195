package dev.parlance.codex.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A method as either side describes it.
 *
 * @param sender {@code client} or {@code server}
 * @param kind {@code request} or {@code notification}
 * @param experimental whether our table marks it so; the real schemas have no marks, only two editions
 * @param presence whether a message has params: {@code none}, {@code required}, {@code optional}
 * @param params their schema, empty where there are none
 * @param result the schema of the answer, empty for a notification, or where it cannot be told
 */
record ProtocolMethod(
        String sender,
        String kind,
        boolean experimental,
        String presence,
        Optional<JsonNode> params,
        Optional<JsonNode> result) {}
