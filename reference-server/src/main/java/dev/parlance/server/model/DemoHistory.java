package dev.parlance.server.model;

import dev.parlance.agent.protocol.ContentItem;
import dev.parlance.agent.protocol.CustomToolCallOutputResponseItem;
import dev.parlance.agent.protocol.CustomToolCallResponseItem;
import dev.parlance.agent.protocol.FunctionCallOutputBody;
import dev.parlance.agent.protocol.FunctionCallOutputContentItem;
import dev.parlance.agent.protocol.FunctionCallOutputResponseItem;
import dev.parlance.agent.protocol.FunctionCallResponseItem;
import dev.parlance.agent.protocol.InputTextContentItem;
import dev.parlance.agent.protocol.InputTextFunctionCallOutputContentItem;
import dev.parlance.agent.protocol.MessageResponseItem;
import dev.parlance.agent.protocol.ResponseItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the demo model sees of a conversation: what the user wrote, and what came of the calls since the last of it. */
final class DemoHistory {
    /** Environment, the note of an abort and the like: written by the server, not by the user. */
    private static final Pattern NOTE = Pattern.compile("<([a-z]+_[a-z_]+)>.*</\\1>", Pattern.DOTALL);

    private final List<String> userTexts = new ArrayList<>();
    private final Queue<String> outputs = new ArrayDeque<>();

    DemoHistory(List<ResponseItem> input) {
        List<String> calls = new ArrayList<>();
        Map<String, String> answers = new HashMap<>();
        for (ResponseItem item : input) {
            if (item instanceof MessageResponseItem message && message.role().equals("user")) {
                String text = text(message.content());
                if (!NOTE.matcher(text).matches()) {
                    userTexts.add(text);
                    calls.clear();
                }
            } else if (item instanceof FunctionCallResponseItem call) {
                calls.add(call.callId());
            } else if (item instanceof CustomToolCallResponseItem call) {
                calls.add(call.callId());
            } else if (item instanceof FunctionCallOutputResponseItem output && output.callId() != null) {
                answers.put(output.callId(), text(output.output()));
            } else if (item instanceof CustomToolCallOutputResponseItem output) {
                answers.put(output.callId(), text(output.output()));
            }
        }
        for (String call : calls) {
            outputs.add(answers.getOrDefault(call, "no output"));
        }
    }

    /** The last thing the user wrote; empty where there is nothing. */
    String task() {
        return userTexts.isEmpty() ? "" : userTexts.get(userTexts.size() - 1);
    }

    /** All the user wrote, oldest first. */
    List<String> userTexts() {
        return userTexts;
    }

    /** What came of the next call since the task was set; null where no further call was made. */
    @Nullable
    String nextOutput() {
        return outputs.poll();
    }

    private static String text(List<ContentItem> content) {
        return content.stream()
                .map(part -> part instanceof InputTextContentItem text ? text.text() : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static String text(FunctionCallOutputBody body) {
        if (body instanceof FunctionCallOutputBody.StringValue text) {
            return text.value();
        }
        StringBuilder all = new StringBuilder();
        for (FunctionCallOutputContentItem part : ((FunctionCallOutputBody.ListValue) body).value()) {
            if (part instanceof InputTextFunctionCallOutputContentItem text) {
                all.append(text.text());
            }
        }
        return all.toString();
    }
}
