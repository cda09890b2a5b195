package dev.parlance.scripted;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers that are no stream. */
final class Answers {
    private Answers() {}

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** An error in the form in which the Responses API reports errors. */
    static void error(HttpExchange exchange, int status, String message) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("type", "scripted_model").put("message", message);
        exchange.getResponseHeaders().set("content-type", "application/json");
        send(exchange, status, body.toString());
    }
}
