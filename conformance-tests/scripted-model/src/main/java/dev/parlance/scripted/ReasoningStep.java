package dev.parlance.scripted;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** A reasoning item: summary parts, raw parts, or both, each streamed word by word. */
final class ReasoningStep extends Step {
    private final List<String> summary;
    private final List<String> content;

    ReasoningStep(List<String> summary, List<String> content) {
        this.summary = summary;
        this.content = content;
    }

    // response.output_item.added · (reasoning_summary_part.added · reasoning_summary_text.delta* · …text.done ·
    // …part.done)* · (reasoning_text.delta* · reasoning_text.done)* · output_item.done
    @Override
    void play(ReplyStream out) throws IOException {
        int index = out.addIndex();
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("type", "reasoning").put("id", out.itemId("rs", index)).putArray("summary");
        out.emit("response.output_item.added", out.at(index).set("item", item.deepCopy()));
        for (int i = 0; i < summary.size(); i++) {
            summaryPart(out, item, index, i);
        }
        for (int i = 0; i < content.size(); i++) {
            rawPart(out, item, index, i);
        }
        out.completeItem(index, item);
    }

    private void summaryPart(ReplyStream out, ObjectNode item, int index, int i) throws IOException {
        String text = summary.get(i);
        out.emit(
                "response.reasoning_summary_part.added",
                place(out, item, index, i).set("part", part("summary_text", "")));
        for (String delta : Chunking.WORDS.cut(text)) {
            out.emit(
                    "response.reasoning_summary_text.delta",
                    place(out, item, index, i).put("delta", delta));
        }
        out.emit(
                "response.reasoning_summary_text.done",
                place(out, item, index, i).put("text", text));
        out.emit(
                "response.reasoning_summary_part.done",
                place(out, item, index, i).set("part", part("summary_text", text)));
        item.withArray("/summary").add(part("summary_text", text));
    }

    private void rawPart(ReplyStream out, ObjectNode item, int index, int i) throws IOException {
        String text = content.get(i);
        for (String delta : Chunking.WORDS.cut(text)) {
            out.emit(
                    "response.reasoning_text.delta",
                    out.of(item, index).put("content_index", i).put("delta", delta));
        }
        out.emit(
                "response.reasoning_text.done",
                out.of(item, index).put("content_index", i).put("text", text));
        item.withArray("/content").add(part("reasoning_text", text));
    }

    private static ObjectNode place(ReplyStream out, ObjectNode item, int index, int summaryIndex) {
        return out.of(item, index).put("summary_index", summaryIndex);
    }

    private static ObjectNode part(String type, String text) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("text", text);
    }
}
