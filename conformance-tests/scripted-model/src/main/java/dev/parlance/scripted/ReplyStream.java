package dev.parlance.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One reply on its way: opens the SSE stream, numbers events and items, and sends what the steps ask for. */
final class ReplyStream {
    private final HttpExchange exchange;
    private final int number;
    private final Duration holdLimit;
    private final CountDownLatch closing;
    private final ArrayNode output = JsonNodeFactory.instance.arrayNode();
    private int items;
    private int events;
    private boolean ended;
    private boolean broken;

    ReplyStream(HttpExchange exchange, int number, Duration holdLimit, CountDownLatch closing) {
        this.exchange = exchange;
        this.number = number;
        this.holdLimit = holdLimit;
        this.closing = closing;
    }

    /** Plays the reply to its end; false when the connection is to be broken instead of ended. */
    boolean play(Reply reply) throws IOException, InterruptedException {
        if (!reply.isHttpError()) {
            open();
        }
        for (Step step : reply.steps()) {
            step.play(this);
        }
        if (!ended) {
            ObjectNode response = response("completed");
            response.set("usage", usage(reply.usage()));
            end("response.completed", response);
        }
        return !broken;
    }

    private void open() throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.getResponseHeaders().set("cache-control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        emit("response.created", object().set("response", response("in_progress")));
        emit("response.in_progress", object().set("response", response("in_progress")));
    }

    int addIndex() {
        return items++;
    }

    String itemId(String prefix, int index) {
        return prefix + "_" + number + "_" + index;
    }

    /** The members of an event about the item at this index. */
    ObjectNode at(int index) {
        return object().put("output_index", index);
    }

    /** The members of an event about this item. */
    ObjectNode of(ObjectNode item, int index) {
        return object().put("item_id", item.path("id").textValue()).put("output_index", index);
    }

    /** The members of an event about the only content part of this item. */
    ObjectNode firstPart(ObjectNode item, int index) {
        return of(item, index).put("content_index", 0);
    }

    void completeItem(int index, JsonNode item) throws IOException {
        output.add(item);
        emit("response.output_item.done", at(index).set("item", item));
    }

    ObjectNode response(String status) {
        ObjectNode response = object();
        response.put("id", "resp_" + number).put("object", "response").put("status", status);
        response.set("output", output.deepCopy());
        return response;
    }

    void emit(String type, ObjectNode members) throws IOException {
        ObjectNode event = object().put("type", type).put("sequence_number", events++);
        event.setAll(members);
        literal(type, event.toString());
    }

    /** An event with this text as data, be it JSON or not. */
    void literal(String type, String data) throws IOException {
        String lines = data.replaceAll("\r\n|\r|\n", "\ndata: ");
        OutputStream body = exchange.getResponseBody();
        body.write(("event: " + type + "\ndata: " + lines + "\n\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
    }

    void end(String type, ObjectNode response) throws IOException {
        ended = true;
        emit(type, object().set("response", response));
    }

    void cut(boolean breakConnection) {
        ended = true;
        broken = breakConnection;
    }

    void refuse(int status, Map<String, String> headers, String body) throws IOException {
        ended = true;
        headers.forEach(exchange.getResponseHeaders()::set);
        Answers.send(exchange, status, body);
    }

    void hold(Gate gate) throws InterruptedException, AbandonedException {
        if (!gate.pass(holdLimit)) {
            throw new AbandonedException("the gate \"" + gate.name() + "\" was not released within "
                    + holdLimit.toMillis() + " ms; call release(), or raise Limits.hold");
        }
        pause(Duration.ZERO);
    }

    void pause(Duration pause) throws InterruptedException {
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the model was closed");
        }
    }

    private static ObjectNode usage(Usage usage) {
        ObjectNode node = object().put("input_tokens", usage.inputTokens());
        node.putObject("input_tokens_details").put("cached_tokens", usage.cachedInputTokens());
        node.put("output_tokens", usage.outputTokens());
        node.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoningOutputTokens());
        return node.put("total_tokens", usage.inputTokens() + usage.outputTokens());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A reply that cannot go on for a reason the test's author should hear. */
    static final class AbandonedException extends IOException {
        private static final long serialVersionUID = 1L;

        AbandonedException(String message) {
            super(message);
        }
    }
}
