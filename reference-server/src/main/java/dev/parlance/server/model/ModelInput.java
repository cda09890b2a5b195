package dev.parlance.server.model;

import dev.parlance.agent.protocol.ContentItem;
import dev.parlance.agent.protocol.CustomToolCallOutputResponseItem;
import dev.parlance.agent.protocol.CustomToolCallResponseItem;
import dev.parlance.agent.protocol.FunctionCallOutputBody;
import dev.parlance.agent.protocol.FunctionCallOutputResponseItem;
import dev.parlance.agent.protocol.FunctionCallResponseItem;
import dev.parlance.agent.protocol.MessageResponseItem;
import dev.parlance.agent.protocol.OtherResponseItem;
import dev.parlance.agent.protocol.OutputTextContentItem;
import dev.parlance.agent.protocol.ReasoningResponseItem;
import dev.parlance.agent.protocol.ResponseItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * History as an endpoint that stores nothing accepts it. Ids go, since they name what was never stored, except of
 * reasoning, where they belong to the encrypted content; reasoning without that is of no use and goes too. Every call
 * has an output and every output a call, which endpoints insist on: a call that was cut off was {@code aborted}.
 */
final class ModelInput {
    private static final FunctionCallOutputBody ABORTED = FunctionCallOutputBody.of("aborted");

    private ModelInput() {}

    /** The items to send, in order. */
    static List<ResponseItem> of(List<ResponseItem> history) {
        Set<String> answered = new HashSet<>();
        for (ResponseItem item : history) {
            String output = outputOf(item);
            if (output != null) {
                answered.add(output);
            }
        }
        Set<String> called = new HashSet<>();
        List<ResponseItem> input = new ArrayList<>(history.size());
        for (ResponseItem item : history) {
            add(item, called, answered, input);
        }
        return input;
    }

    private static void add(ResponseItem item, Set<String> called, Set<String> answered, List<ResponseItem> input) {
        if (item instanceof FunctionCallResponseItem call) {
            called.add(call.callId());
            input.add(bare(call));
            if (!answered.contains(call.callId())) {
                input.add(output(call.callId(), ABORTED));
            }
        } else if (item instanceof CustomToolCallResponseItem call) {
            called.add(call.callId());
            input.add(bare(call));
            if (!answered.contains(call.callId())) {
                input.add(customOutput(call.callId(), ABORTED));
            }
        } else if (item instanceof FunctionCallOutputResponseItem output && output.callId() != null) {
            if (called.contains(output.callId())) {
                input.add(output(output.callId(), output.output()));
            }
        } else if (item instanceof CustomToolCallOutputResponseItem output) {
            if (called.contains(output.callId())) {
                input.add(customOutput(output.callId(), output.output()));
            }
        } else if (item instanceof ReasoningResponseItem reasoning) {
            if (reasoning.encryptedContent() != null) {
                input.add(bare(reasoning));
            }
        } else if (item instanceof MessageResponseItem message) {
            input.add(bare(message));
        } else if (!(item instanceof OtherResponseItem)) {
            input.add(item);
        }
    }

    private static @Nullable String outputOf(ResponseItem item) {
        if (item instanceof FunctionCallOutputResponseItem output) {
            return output.callId();
        }
        return item instanceof CustomToolCallOutputResponseItem output ? output.callId() : null;
    }

    private static ResponseItem bare(FunctionCallResponseItem call) {
        return FunctionCallResponseItem.builder()
                .arguments(call.arguments())
                .callId(call.callId())
                .name(call.name())
                .namespace(call.namespace())
                .build();
    }

    private static ResponseItem bare(CustomToolCallResponseItem call) {
        return CustomToolCallResponseItem.builder()
                .input(call.input())
                .callId(call.callId())
                .name(call.name())
                .namespace(call.namespace())
                .build();
    }

    private static ResponseItem bare(ReasoningResponseItem reasoning) {
        return ReasoningResponseItem.builder()
                .id(reasoning.id())
                .summary(reasoning.summary())
                .encryptedContent(reasoning.encryptedContent())
                .build();
    }

    private static ResponseItem bare(MessageResponseItem message) {
        return MessageResponseItem.builder()
                .role(message.role())
                .content(message.content().stream().map(ModelInput::bare).toList())
                .phase(message.phase())
                .build();
    }

    private static ContentItem bare(ContentItem part) {
        return part instanceof OutputTextContentItem text
                ? OutputTextContentItem.builder().text(text.text()).build()
                : part;
    }

    private static ResponseItem output(String callId, FunctionCallOutputBody body) {
        return FunctionCallOutputResponseItem.builder()
                .callId(callId)
                .output(body)
                .build();
    }

    private static ResponseItem customOutput(String callId, FunctionCallOutputBody body) {
        return CustomToolCallOutputResponseItem.builder()
                .callId(callId)
                .output(body)
                .build();
    }
}
