package dev.parlance.scripted;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An assistant message. Immutable: each method answers a changed copy.
 *
 * <pre>{@code Step.text("a slow answer").by(Chunking.CHARACTERS).every(Duration.ofMillis(20))}</pre>
 */
public final class TextStep extends Step {
    private final String text;
    private final Chunking chunking;
    private final Duration between;
    private final @Nullable String phase;
    private final boolean unfinished;

    TextStep(String text) {
        this(text, Chunking.WORDS, Duration.ZERO, null, false);
    }

    private TextStep(String text, Chunking chunking, Duration between, @Nullable String phase, boolean unfinished) {
        this.text = text;
        this.chunking = chunking;
        this.between = between;
        this.phase = phase;
        this.unfinished = unfinished;
    }

    /** How the text is cut into deltas. */
    public TextStep by(Chunking newChunking) {
        return new TextStep(text, newChunking, between, phase, unfinished);
    }

    /**
     * A pause before each delta but the first.
     *
     * @throws IllegalArgumentException if it is negative or over {@link Step#LONGEST_PAUSE}
     */
    public TextStep every(Duration pause) {
        return new TextStep(text, chunking, checkedPause(pause), phase, unfinished);
    }

    /** The message's {@code phase}: {@code commentary} or {@code final_answer}. Absent unless set. */
    public TextStep phase(String newPhase) {
        return new TextStep(text, chunking, between, newPhase, unfinished);
    }

    /** Streams the deltas but never completes the item: to be followed by a gate, a cut or a failure. */
    public TextStep unfinished() {
        return new TextStep(text, chunking, between, phase, true);
    }

    // response.output_item.added · content_part.added · output_text.delta* · output_text.done · content_part.done ·
    // output_item.done
    @Override
    void play(ReplyStream out) throws IOException, InterruptedException {
        int index = out.addIndex();
        ObjectNode item = message(out.itemId("msg", index));
        out.emit("response.output_item.added", out.at(index).set("item", item.deepCopy()));
        out.emit("response.content_part.added", out.firstPart(item, index).set("part", part("")));
        boolean first = true;
        for (String delta : chunking.cut(text)) {
            if (!first) {
                out.pause(between);
            }
            first = false;
            ObjectNode event = out.firstPart(item, index).put("delta", delta);
            out.emit("response.output_text.delta", event);
        }
        if (unfinished) {
            return;
        }
        out.emit("response.output_text.done", out.firstPart(item, index).put("text", text));
        out.emit("response.content_part.done", out.firstPart(item, index).set("part", part(text)));
        item.put("status", "completed").withArray("/content").add(part(text));
        out.completeItem(index, item);
    }

    private ObjectNode message(String id) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("type", "message").put("id", id).put("role", "assistant").put("status", "in_progress");
        if (phase != null) {
            item.put("phase", phase);
        }
        item.putArray("content");
        return item;
    }

    private static ObjectNode part(String text) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        part.put("type", "output_text").put("text", text).putArray("annotations");
        return part;
    }
}
