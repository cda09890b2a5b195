package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message from the subject.
 *
 * @param event its number in the recording
 * @param message the message; a missing node if it was no JSON
 */
record Received(int event, JsonNode message) {
    boolean isAnswerTo(JsonNode id) {
        return message.isObject() && !message.has("method") && Match.same(message.path("id"), id);
    }

    /** Whether it is a notification or a request of that method. */
    boolean is(String method) {
        return message.path("method").asText("").equals(method);
    }
}
