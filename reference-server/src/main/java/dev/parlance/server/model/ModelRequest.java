package dev.parlance.server.model;

import dev.parlance.agent.protocol.ResponseItem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked.
 *
 * @param threadId the thread, as key of the endpoint's prompt cache
 * @param model the model's slug
 * @param input developer messages, environment, history; oldest first
 * @param tools entries of {@code tools}, as {@code Tool.definition()} gives them
 * @param effort reasoning effort, null for the model's default
 * @param summary reasoning summary, null for the model's default
 * @param outputSchema JSON Schema of the last message, null for free text
 * @param serviceTier null for the default
 */
public record ModelRequest(
        String threadId,
        String model,
        List<ResponseItem> input,
        List<Map<String, Object>> tools,
        @Nullable String effort,
        @Nullable String summary,
        @Nullable Object outputSchema,
        @Nullable String serviceTier) {}
