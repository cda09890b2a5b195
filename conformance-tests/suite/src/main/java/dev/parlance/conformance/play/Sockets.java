package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parlance.conformance.wire.FramedChannel;
import dev.parlance.conformance.wire.Frames;
import dev.parlance.conformance.wire.UpgradeRefused;
import dev.parlance.conformance.wire.WebSocketChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Steps about connections as such: their opening, frames, and how fast we read. */
final class Sockets {
    static final Map<String, Verb> VERBS = Map.of(
            "upgrade", Verb.does(Sockets::upgrade, "headers", "status", "path"),
            "frame", Verb.does(Sockets::frame, "opcode", "fin", "masked", "code"),
            "pong", Verb.does(Sockets::pong),
            "closed", Verb.does(Sockets::closed, "code"),
            "oddities", Verb.looks(Sockets::oddities, "is"),
            "pause", Verb.does((stage, step) -> stage.link(step.text()).pause()),
            "resume", Verb.does((stage, step) -> stage.link(step.text()).resume()));

    private static final Map<String, Integer> OPCODES = Map.of(
            "continuation", Frames.CONTINUATION,
            "text", Frames.TEXT,
            "binary", Frames.BINARY,
            "close", Frames.CLOSE,
            "ping", Frames.PING,
            "pong", Frames.PONG);

    /** Fragments of a message that has not ended, by connection; a scenario is played by one thread. */
    private static final String PARTS = "parts of ";

    private Sockets() {}

    /** An opening handshake with headers of one's own: it is refused with the status given, or accepted if none is given. */
    private static void upgrade(Stage stage, Options step) throws Broken, IOException {
        String given = stage.subject().connect();
        String address = (given != null ? given : String.valueOf(stage.launch().address())) + step.text("path", "");
        Map<String, String> headers = new HashMap<>();
        step.get("headers")
                .properties()
                .forEach(e -> headers.put(e.getKey(), e.getValue().asText()));
        Link link = stage.newLink(step.text());
        try {
            WebSocketChannel channel = WebSocketChannel.connect(
                    URI.create(address), headers, link, stage.deadlines().launch());
            if (step.has("status")) {
                channel.abort();
                throw stage.broken(
                        0, "a refusal with status " + Json.brief(step.get("status")), "101, it was accepted", "");
            }
            link.attach(channel);
            stage.links().put(step.text(), link);
        } catch (UpgradeRefused refused) {
            if (!step.has("status")) {
                throw stage.broken(0, "a WebSocket", String.valueOf(refused.getMessage()), "");
            }
            stage.require(step.get("status"), IntNode.valueOf(refused.status()), 0, "status");
        }
    }

    /** One frame, right or wrong. Fragments of a text are recorded as one message with the last of them. */
    private static void frame(Stage stage, Options step) throws Broken {
        Link link = stage.link(step.on());
        framed(link, step);
        String name = step.text("opcode", "text");
        Integer opcode = OPCODES.get(name);
        if (opcode == null) {
            throw new ScenarioException(
                    step.step().place() + "/opcode: no " + name + "; there are " + OPCODES.keySet());
        }
        boolean last = !step.has("fin") || step.get("fin").asBoolean();
        boolean masked = !step.has("masked") || step.get("masked").asBoolean();
        byte[] payload = Bytes.bytes(step);
        if (opcode == Frames.CLOSE && step.has("code")) {
            link.sendPart(Frames.close(step.number("code", 0), step.text(), masked), null);
            return;
        }
        byte[] whole = null;
        if (opcode == Frames.TEXT || opcode == Frames.CONTINUATION) {
            byte[] sofar = joined(stage, link, payload, opcode == Frames.TEXT);
            whole = last ? sofar : null;
        }
        link.sendPart(Frames.frame(last, opcode, payload, masked), whole);
    }

    private static byte[] joined(Stage stage, Link link, byte[] payload, boolean first) {
        String name = PARTS + link.name();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (!first && stage.variables().has(name)) {
            all.writeBytes(stage.variables().get(name).asText().getBytes(StandardCharsets.ISO_8859_1));
        }
        all.writeBytes(payload);
        stage.variables().set(name, all.toString(StandardCharsets.ISO_8859_1));
        return all.toByteArray();
    }

    /** Waits for a pong that carries that text. */
    private static void pong(Stage stage, Options step) throws Broken {
        Link link = stage.link(step.on());
        FramedChannel channel = framed(link, step);
        link.awaitThat(
                "a pong with " + step.text(),
                stage.deadlines().answer(),
                () -> channel.pongs().contains(step.text()));
    }

    /** Waits until the other side has ended the connection, with a close frame of that code if one is given. */
    private static void closed(Stage stage, Options step) throws Broken {
        Link link = stage.link(step.text());
        link.awaitClosed(stage.deadlines().exit(), "");
        if (step.has("code")) {
            int code = framed(link, step).closeCode().orElse(-1);
            stage.require(step.get("code"), IntNode.valueOf(code), 0, "close code");
        }
    }

    /** What was odd about the frames of the other side so far. */
    private static void oddities(Stage stage, Options step) throws Broken {
        ArrayNode odd = JsonNodeFactory.instance.arrayNode();
        framed(stage.link(step.text()), step).oddities().forEach(odd::add);
        JsonNode expected = step.has("is") ? step.get("is") : JsonNodeFactory.instance.arrayNode();
        stage.require(expected, odd, 0, "oddities");
    }

    private static FramedChannel framed(Link link, Options step) {
        if (link.channel() instanceof FramedChannel framed) {
            return framed;
        }
        throw new ScenarioException(
                step.step().place() + ": " + link.name() + " is no WebSocket; the scenario needs transport: listen");
    }
}
