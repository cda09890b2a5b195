package dev.parlance.scripted;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** The HTTP side: reads a request within the limits, records it, and has it answered. */
final class Endpoint implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GATES = "/gates/";
    private static final String RELEASE = "/release";

    private final ModelState state;

    Endpoint(ModelState state) {
        this.state = state;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!state.free().tryAcquire()) {
            Answers.error(exchange, 503, "more than " + state.limits().concurrentRequests() + " requests at once");
            return;
        }
        try {
            byte[] body = exchange.getRequestBody().readNBytes(state.limits().requestBytes() + 1);
            ModelRequest request = new ModelRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    body.length > state.limits().requestBytes() ? MissingNode.getInstance() : parse(body));
            state.record(request);
            answer(exchange, request, body.length);
        } finally {
            state.free().release();
        }
    }

    private void answer(HttpExchange exchange, ModelRequest request, int length) throws IOException {
        String route = request.method() + " " + exchange.getRequestURI().getPath();
        if (length > state.limits().requestBytes()) {
            refuse(
                    exchange,
                    request,
                    413,
                    "the body is longer than " + state.limits().requestBytes() + " bytes");
        } else if (route.equals("POST /v1/responses")) {
            answerModelCall(exchange, request);
        } else if (route.equals("GET /v1/models")) {
            exchange.getResponseHeaders().set("content-type", "application/json");
            Answers.send(exchange, 200, "{\"object\":\"list\",\"data\":[],\"models\":[]}");
            request.end(Outcome.SERVED);
        } else if (route.startsWith("POST " + GATES) && route.endsWith(RELEASE)) {
            release(exchange, request);
        } else {
            refuse(exchange, request, 404, "the scripted model does not serve " + route);
        }
    }

    private void answerModelCall(HttpExchange exchange, ModelRequest request) throws IOException {
        if (!request.body().isObject()) {
            refuse(exchange, request, 400, "the body is not a JSON object");
            return;
        }
        Casting.Part part;
        try {
            part = state.cast(request);
        } catch (RuntimeException e) {
            // A condition of the script threw: the test's author should hear of it, not only the client.
            state.problem("the script failed: " + e);
            refuse(exchange, request, 500, "the script failed: " + e);
            return;
        }
        if (part.reply() != null) {
            state.play(exchange, request, part);
            return;
        }
        String message = "the script has no reply left for request " + part.number();
        state.problem(message);
        refuse(exchange, request, state.script().afterEnd() == AfterEnd.FAIL_RETRYABLY ? 500 : 400, message);
    }

    private void release(HttpExchange exchange, ModelRequest request) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String name = path.substring(GATES.length(), Math.max(GATES.length(), path.length() - RELEASE.length()));
        Gate gate = state.gates().get(name);
        if (gate == null) {
            refuse(
                    exchange,
                    request,
                    404,
                    "no gate \"" + name + "\"; there are " + state.gates().keySet());
            return;
        }
        gate.release();
        Answers.send(exchange, 204, "");
        request.end(Outcome.SERVED);
    }

    private static void refuse(HttpExchange exchange, ModelRequest request, int status, String message)
            throws IOException {
        request.end(Outcome.REFUSED);
        Answers.error(exchange, status, message);
    }

    private static JsonNode parse(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
