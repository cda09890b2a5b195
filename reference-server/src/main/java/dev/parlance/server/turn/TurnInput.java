package dev.parlance.server.turn;

import dev.parlance.agent.protocol.UserInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user says to a turn, at its beginning or while it runs.
 *
 * @param parts may be empty: then no item is made of it
 * @param clientId the client's own id of the message, null for none
 */
public record TurnInput(List<UserInput> parts, @Nullable String clientId) {}
