package dev.parlance.server.turn;

import dev.parlance.server.model.ModelProvider;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a turn begins with.
 *
 * @param id the turn's id
 * @param settings how it runs
 * @param provider answers its model requests
 * @param retries how often a model request that failed is repeated
 * @param compactAt tokens of context at which it is made smaller first
 * @param compactPrompt how the model is asked for a summary, null for the server's own words
 * @param tools what the model may call
 * @param outputSchema JSON Schema of the last message, null for free text
 * @param executor runs tools that are called side by side
 * @param clock tells the time
 */
public record TurnPlan(
        String id,
        TurnSettings settings,
        ModelProvider provider,
        int retries,
        long compactAt,
        @Nullable String compactPrompt,
        List<Tool> tools,
        @Nullable Object outputSchema,
        Executor executor,
        Clock clock) {}
