package dev.parlance.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One step of a scenario.
 *
 * <pre>{@code
 * new Step("expect", arguments, "plain-turn.yaml step 3")
 * }</pre>
 *
 * @param action what to do; the methods of {@link Player} carry these names
 * @param arguments placeholders not filled in yet
 * @param where for messages
 */
record Step(String action, JsonNode arguments, String where) {
    JsonNode argument(String name) {
        return arguments.path(name);
    }
}
