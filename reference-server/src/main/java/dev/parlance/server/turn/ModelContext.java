package dev.parlance.server.turn;

import dev.parlance.agent.protocol.CustomToolCallOutputResponseItem;
import dev.parlance.agent.protocol.CustomToolCallResponseItem;
import dev.parlance.agent.protocol.FunctionCallOutputBody;
import dev.parlance.agent.protocol.FunctionCallOutputResponseItem;
import dev.parlance.agent.protocol.FunctionCallResponseItem;
import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.rpc.EncodedJson;
import dev.parlance.server.Json;
import dev.parlance.server.store.TurnLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the model sees of a thread: its history as the model's own items. Kept in the store as well; read from there when
 * it is first needed. Thread-safe.
 */
public final class ModelContext {
    private final TurnLog log;
    private @Nullable List<ResponseItem> items;

    /** Of the thread that writes to that log. */
    public ModelContext(TurnLog log) {
        this.log = log;
    }

    private List<ResponseItem> loaded() {
        List<ResponseItem> known = items;
        if (known == null) {
            known = new ArrayList<>();
            for (EncodedJson json : log.context()) {
                known.add(Json.read(json.bytes(), ResponseItem.class));
            }
            answerCutCalls(known);
            items = known;
        }
        return known;
    }

    /** A process that died in a call has left no output for it, and endpoints refuse a call without one. */
    private static void answerCutCalls(List<ResponseItem> items) {
        Set<String> answered = new HashSet<>();
        for (ResponseItem item : items) {
            if (item instanceof FunctionCallOutputResponseItem output && output.callId() != null) {
                answered.add(output.callId());
            } else if (item instanceof CustomToolCallOutputResponseItem output) {
                answered.add(output.callId());
            }
        }
        for (int i = items.size() - 1; i >= 0; i--) {
            ResponseItem item = items.get(i);
            if (item instanceof FunctionCallResponseItem call && !answered.contains(call.callId())) {
                items.add(i + 1, output(new ToolCall(call.callId(), call.name(), "", false), "aborted"));
            } else if (item instanceof CustomToolCallResponseItem call && !answered.contains(call.callId())) {
                items.add(i + 1, output(new ToolCall(call.callId(), call.name(), "", true), "aborted"));
            }
        }
    }

    /** What the model is told of a call it made. */
    static ResponseItem output(ToolCall call, String text) {
        FunctionCallOutputBody body = FunctionCallOutputBody.of(text);
        return call.custom()
                ? CustomToolCallOutputResponseItem.builder()
                        .callId(call.callId())
                        .output(body)
                        .build()
                : FunctionCallOutputResponseItem.builder()
                        .callId(call.callId())
                        .output(body)
                        .build();
    }

    /** A copy of all of it, oldest first. */
    public synchronized List<ResponseItem> snapshot() {
        return List.copyOf(loaded());
    }

    /**
     * Adds to it, here and in the store.
     *
     * @param turnId the turn with which it goes away when that is reverted; null outside of one
     */
    public synchronized void add(@Nullable String turnId, List<? extends ResponseItem> more) {
        if (more.isEmpty()) {
            return;
        }
        List<ResponseItem> known = loaded();
        log.appendContext(turnId, encoded(more));
        known.addAll(more);
    }

    /** Puts that in its place, here and in the store. */
    public synchronized void replace(List<? extends ResponseItem> all) {
        log.replaceContext(encoded(all));
        items = new ArrayList<>(all);
    }

    /** Forgets what was read, since the store has changed. */
    public synchronized void reload() {
        items = null;
    }

    private static List<EncodedJson> encoded(List<? extends ResponseItem> items) {
        return items.stream().map(item -> EncodedJson.of(Json.bytes(item))).toList();
    }
}
