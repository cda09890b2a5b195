package dev.parlance.scripted;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A call of a tool: of a function with JSON arguments, or of a freeform ("custom") tool with a text. Immutable: each
 * method answers a changed copy.
 *
 * <pre>{@code Step.call("exec_command", Map.of("cmd", "ls")).id("call-ls")}</pre>
 */
public final class CallStep extends Step {
    private final Kind kind;
    private final String name;
    private final String input;
    private final @Nullable String callId;
    private final @Nullable String namespace;

    private CallStep(Kind kind, String name, String input, @Nullable String callId, @Nullable String namespace) {
        this.kind = kind;
        this.name = name;
        this.input = input;
        this.callId = callId;
        this.namespace = namespace;
    }

    static CallStep function(String name, String arguments) {
        return new CallStep(Kind.FUNCTION, name, arguments, null, null);
    }

    static CallStep custom(String name, String input) {
        return new CallStep(Kind.CUSTOM, name, input, null, null);
    }

    /** The call's id; without it {@code call_R_I}, with the reply's and the item's number from 0. */
    public CallStep id(String newCallId) {
        return new CallStep(kind, name, input, newCallId, namespace);
    }

    /** The namespace of the called tool, for tools of an MCP server for example. */
    public CallStep in(String newNamespace) {
        return new CallStep(kind, name, input, callId, newNamespace);
    }

    // response.output_item.added · …delta (the whole input) · …done · output_item.done
    @Override
    void play(ReplyStream out) throws IOException {
        int index = out.addIndex();
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("type", kind.itemType).put("id", out.itemId(kind.idPrefix, index));
        item.put("call_id", callId == null ? out.itemId("call", index) : callId).put("name", name);
        if (namespace != null) {
            item.put("namespace", namespace);
        }
        item.put(kind.inputMember, "").put("status", "in_progress");
        out.emit("response.output_item.added", out.at(index).set("item", item.deepCopy()));
        if (!input.isEmpty()) {
            out.emit(kind.event + ".delta", out.of(item, index).put("delta", input));
        }
        out.emit(kind.event + ".done", out.of(item, index).put(kind.inputMember, input));
        item.put(kind.inputMember, input).put("status", "completed");
        out.completeItem(index, item);
    }

    private enum Kind {
        FUNCTION("function_call", "fc", "arguments", "response.function_call_arguments"),
        CUSTOM("custom_tool_call", "ctc", "input", "response.custom_tool_call_input");

        private final String itemType;
        private final String idPrefix;
        private final String inputMember;
        private final String event;

        Kind(String itemType, String idPrefix, String inputMember, String event) {
            this.itemType = itemType;
            this.idPrefix = idPrefix;
            this.inputMember = inputMember;
            this.event = event;
        }
    }
}
