package dev.parlance.server.turn;

/**
 * A call as the model made it.
 *
 * @param callId the model's id of the call; also the id of the item it makes
 * @param name the tool's name
 * @param arguments for a function call the JSON text of its arguments, unchecked; for a custom tool its free text
 * @param custom true for a custom (free text) tool call
 */
public record ToolCall(String callId, String name, String arguments, boolean custom) {}
