package dev.parlance.server.turn;

import dev.parlance.agent.protocol.AgentMessageThreadItem;
import dev.parlance.agent.protocol.CodexErrorInfo;
import dev.parlance.agent.protocol.ContentItem;
import dev.parlance.agent.protocol.ContextCompactionThreadItem;
import dev.parlance.agent.protocol.InputTextContentItem;
import dev.parlance.agent.protocol.MessageResponseItem;
import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.server.model.ModelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a thread's context smaller: the user's own words and a summary by the model take the place of all of it. */
final class Compaction {
    /** Begins what the model is asked; the demo model knows it by this. */
    static final String ASK =
            "Summarise the conversation so far for the agent that will go on with it: the user's goals, what was "
                    + "decided and done, the state of files and commands, and what is left to do. Leave out what can be read "
                    + "again from the files.";

    private static final String SUMMARY = "Summary of the conversation so far, made because it had grown too long:\n\n";

    /** Characters of the user's messages that are kept word by word, the newest first. */
    private static final int KEPT_CHARS = 80_000;

    private final TurnHost host;
    private final Items items;
    private final Sampling sampling;
    private final @Nullable String prompt;

    Compaction(TurnRunner turn, Sampling sampling) {
        this.host = turn.host();
        this.items = turn.ownItems();
        this.prompt = turn.plan().compactPrompt();
        this.sampling = sampling;
    }

    /** Shows itself as an item, which is closed whatever happens. */
    void run() throws ModelException, InterruptedException {
        ContextCompactionThreadItem item =
                ContextCompactionThreadItem.builder().id(Ids.next()).build();
        items.start(item);
        try {
            List<ResponseItem> context = host.context().snapshot();
            List<ResponseItem> asked = new ArrayList<>(context);
            asked.add(Messages.user(prompt == null ? ASK : prompt));
            AgentMessageThreadItem summary = sampling.sample(asked).lastMessage();
            if (summary == null || summary.text().isBlank()) {
                throw new ModelException(
                        "The model gave no summary; the conversation was left as it is.",
                        CodexErrorInfo.Value.OTHER,
                        null,
                        false,
                        null,
                        null);
            }
            List<ResponseItem> smaller = new ArrayList<>(userMessages(context));
            smaller.add(Messages.user(SUMMARY + summary.text()));
            host.context().replace(smaller);
            host.tokens().compacted();
        } finally {
            items.complete(item);
        }
    }

    private static List<ResponseItem> userMessages(List<ResponseItem> context) {
        Deque<ResponseItem> kept = new ArrayDeque<>();
        int chars = 0;
        for (int i = context.size() - 1; i >= 0; i--) {
            if (context.get(i) instanceof MessageResponseItem message
                    && message.role().equals("user")) {
                int length = length(message);
                if (isSummary(message) || (chars += length) > KEPT_CHARS) {
                    continue;
                }
                kept.addFirst(message);
            }
        }
        return List.copyOf(kept);
    }

    private static boolean isSummary(MessageResponseItem message) {
        return !message.content().isEmpty()
                && message.content().get(0) instanceof InputTextContentItem text
                && text.text().startsWith(SUMMARY);
    }

    private static int length(MessageResponseItem message) {
        int length = 0;
        for (ContentItem content : message.content()) {
            length += content instanceof InputTextContentItem text ? text.text().length() : 1_000;
        }
        return length;
    }
}
