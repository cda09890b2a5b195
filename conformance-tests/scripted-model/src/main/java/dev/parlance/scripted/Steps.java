package dev.parlance.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** The steps that are no streamed output: pauses, endings, and things taken literally. */
final class Steps {
    private Steps() {}

    static final class Item extends Step {
        private final JsonNode item;

        Item(JsonNode item) {
            this.item = requireType(item, "an output item");
        }

        @Override
        void play(ReplyStream out) throws IOException {
            out.completeItem(out.addIndex(), item.deepCopy());
        }
    }

    static final class Event extends Step {
        private final JsonNode event;

        Event(JsonNode event) {
            this.event = requireType(event, "an event");
        }

        @Override
        void play(ReplyStream out) throws IOException {
            out.literal(event.path("type").textValue(), event.toString());
        }
    }

    static final class Garbage extends Step {
        private final String data;

        Garbage(String data) {
            this.data = data;
        }

        @Override
        void play(ReplyStream out) throws IOException {
            out.literal("garbage", data);
        }
    }

    static final class Hold extends Step {
        private final Gate gate;

        Hold(Gate gate) {
            this.gate = gate;
        }

        Gate gate() {
            return gate;
        }

        @Override
        void play(ReplyStream out) throws IOException, InterruptedException {
            out.hold(gate);
        }

        @Override
        boolean isPause() {
            return true;
        }
    }

    static final class Pause extends Step {
        private final Duration pause;

        Pause(Duration pause) {
            this.pause = pause;
        }

        @Override
        void play(ReplyStream out) throws InterruptedException {
            out.pause(pause);
        }

        @Override
        boolean isPause() {
            return true;
        }
    }

    static final class Fail extends Step {
        private final String code;
        private final String message;

        Fail(String code, String message) {
            this.code = code;
            this.message = message;
        }

        @Override
        void play(ReplyStream out) throws IOException {
            ObjectNode response = out.response("failed");
            response.putObject("error").put("code", code).put("message", message);
            out.end("response.failed", response);
        }

        @Override
        boolean isLast() {
            return true;
        }
    }

    static final class Incomplete extends Step {
        private final String reason;

        Incomplete(String reason) {
            this.reason = reason;
        }

        @Override
        void play(ReplyStream out) throws IOException {
            ObjectNode response = out.response("incomplete");
            response.putObject("incomplete_details").put("reason", reason);
            out.end("response.incomplete", response);
        }

        @Override
        boolean isLast() {
            return true;
        }
    }

    static final class Cut extends Step {
        private final boolean broken;

        Cut(boolean broken) {
            this.broken = broken;
        }

        @Override
        void play(ReplyStream out) {
            out.cut(broken);
        }

        @Override
        boolean isLast() {
            return true;
        }
    }

    static final class HttpError extends Step {
        private final int status;
        private final Map<String, String> headers;
        private final String body;

        HttpError(int status, Map<String, String> headers, String body) {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("an HTTP error has a status from 400 to 599, got " + status);
            }
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        @Override
        void play(ReplyStream out) throws IOException {
            out.refuse(status, headers, body);
        }

        @Override
        boolean isLast() {
            return true;
        }
    }

    private static JsonNode requireType(JsonNode node, String what) {
        if (!node.path("type").isTextual()) {
            throw new IllegalArgumentException(what + " must be an object with a text member \"type\"");
        }
        return node.deepCopy();
    }
}
