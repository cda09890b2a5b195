package dev.parlance.server.turn;

import dev.parlance.agent.protocol.ContentItem;
import dev.parlance.agent.protocol.InputTextContentItem;
import dev.parlance.agent.protocol.MessageResponseItem;
import dev.parlance.agent.protocol.ResponseItem;
import java.util.List;

/** Messages to the model. */
final class Messages {
    private Messages() {}

    static ResponseItem developer(String text) {
        return message("developer", List.of(text(text)));
    }

    static ResponseItem user(String text) {
        return message("user", List.of(text(text)));
    }

    static ResponseItem user(List<ContentItem> content) {
        return message("user", content);
    }

    static ContentItem text(String text) {
        return InputTextContentItem.of(text);
    }

    private static ResponseItem message(String role, List<ContentItem> content) {
        return MessageResponseItem.builder().role(role).content(content).build();
    }
}
