package dev.parlance.server.turn;

import java.util.Map;

/**
 * Something a model can call. One class a tool; a new one is added to the list in {@code Tools}.
 *
 * <pre>{@code
 * final class Echo implements Tool {
 *     public String name() { return "echo"; }
 *     public Map<String, Object> definition() { return Map.of("type", "function", "name", "echo", ...); }
 *     public ToolOutput run(ToolCall call, TurnScope turn) { return ToolOutput.ok(call.arguments()); }
 * }
 * }</pre>
 */
public interface Tool {
    /** As the model calls it. */
    String name();

    /** As the model is told of it: one entry of {@code tools} in a Responses request. */
    Map<String, Object> definition();

    /**
     * Does the work and returns what the model is told. Items are started and completed through the scope; every item
     * started here is completed here, whatever happens.
     *
     * @throws InterruptedException if the turn was interrupted; side effects have been stopped
     * @throws TurnCancelledException if an approval was answered with cancel: the turn ends as interrupted
     */
    ToolOutput run(ToolCall call, TurnScope turn) throws InterruptedException;
}
