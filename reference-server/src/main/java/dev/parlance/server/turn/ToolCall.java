package dev.parlance.server.turn;

/**
 * A call as the model made it.
 *
 * @param callId the model's id of the call. A tool gets it as the id of the item it makes: another one where the model
 *     uses an id again
 * @param name the tool's name
 * @param arguments for a function call the JSON text of its arguments, unchecked; for a custom tool its free text
 * @param custom true for a custom (free text) tool call
 */
public record ToolCall(String callId, String name, String arguments, boolean custom) {
    /** The same call under another id. */
    ToolCall withId(String id) {
        return id.equals(callId) ? this : new ToolCall(id, name, arguments, custom);
    }
}
