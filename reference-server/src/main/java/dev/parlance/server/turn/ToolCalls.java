package dev.parlance.server.turn;

import dev.parlance.agent.protocol.ResponseItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what a model answer asks for: one call on the turn's own thread, several side by side. */
final class ToolCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);

    /** More calls in one answer are refused: a model that has lost its way must not start a thousand processes. */
    private static final int MOST_AT_ONCE = 16;

    private final Map<String, Tool> tools;
    private final TurnScope scope;
    private final Executor executor;
    private final UnaryOperator<String> wireIds;
    private final Runnable interrupt;

    /**
     * @param wireIds gives the id an item has on the wire: the model's own, unless the thread has one of that id
     * @param interrupt stops all that the turn does
     */
    ToolCalls(List<Tool> tools, TurnScope scope, Executor executor, UnaryOperator<String> wireIds, Runnable interrupt) {
        this.tools = tools.stream().collect(Collectors.toMap(Tool::name, Function.identity()));
        this.scope = scope;
        this.executor = executor;
        this.wireIds = wireIds;
        this.interrupt = interrupt;
    }

    /**
     * Runs them all, and returns what the model is told, in the order of the calls. All have ended when it returns or
     * throws.
     *
     * @throws InterruptedException if the turn was interrupted
     * @throws TurnCancelledException if the user cancelled it
     */
    List<ResponseItem> run(List<ToolCall> calls) throws InterruptedException {
        if (calls.size() == 1) {
            return List.of(run(calls.get(0), itemId(calls.get(0))));
        }
        List<CompletableFuture<ResponseItem>> running = new ArrayList<>();
        for (ToolCall call : calls.subList(0, Math.min(calls.size(), MOST_AT_ONCE))) {
            String itemId = itemId(call);
            running.add(CompletableFuture.supplyAsync(() -> runAside(call, itemId), executor));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new));
        try {
            all.join();
        } catch (CompletionException e) {
            rethrow(e);
        }
        List<ResponseItem> outputs = new ArrayList<>();
        running.forEach(output -> outputs.add(output.join()));
        for (ToolCall call : calls.subList(outputs.size(), calls.size())) {
            outputs.add(ModelContext.output(
                    call, "refused: at most " + MOST_AT_ONCE + " calls may be made at once; call again"));
        }
        return outputs;
    }

    private String itemId(ToolCall call) {
        return wireIds.apply(call.callId());
    }

    private ResponseItem runAside(ToolCall call, String itemId) {
        try {
            return run(call, itemId);
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        } catch (TurnCancelledException e) {
            interrupt.run(); // the other calls must not wait for answers of their own
            throw e;
        }
    }

    private static void rethrow(CompletionException e) throws InterruptedException {
        if (e.getCause() instanceof InterruptedException interrupt) {
            throw interrupt;
        }
        if (e.getCause() instanceof RuntimeException cause) {
            throw cause;
        }
        throw e;
    }

    private ResponseItem run(ToolCall call, String itemId) throws InterruptedException {
        Tool tool = tools.get(call.name());
        if (tool == null) {
            return ModelContext.output(call, "unsupported call: " + shorten(call.name()));
        }
        try {
            return ModelContext.output(
                    call, tool.run(call.withId(itemId), scope).text());
        } catch (TurnCancelledException | dev.parlance.server.store.StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("the tool {} failed", tool.name(), e);
            return ModelContext.output(call, "the tool " + tool.name() + " failed: internal error");
        }
    }

    private static String shorten(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + '…';
    }
}
