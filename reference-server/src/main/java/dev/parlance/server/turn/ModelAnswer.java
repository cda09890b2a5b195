package dev.parlance.server.turn;

import dev.parlance.agent.protocol.AgentMessageThreadItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one model answer asks of the turn.
 *
 * @param calls the tools to run, in the model's order
 * @param lastMessage the last message it said, null for none
 * @param cut true where new input cut it off: the calls in it are not made
 */
record ModelAnswer(List<ToolCall> calls, @Nullable AgentMessageThreadItem lastMessage, boolean cut) {}
