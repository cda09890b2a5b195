package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Steps that send what is no message of the protocol. */
final class Bytes {
    static final Map<String, Verb> VERBS = Map.of(
            "line", Verb.does(Bytes::line, "times", "apart"),
            "raw", Verb.does(Bytes::raw),
            "longLine", Verb.does(Bytes::longLine, "id"),
            "response", Verb.does(Bytes::response, "save"),
            "noResponse", Verb.looks(Bytes::noResponse, "since"));

    private static final int CHUNK = 1 << 16;

    private Bytes() {}

    /** A text, or {@code {hex: …}}, {@code {base64: …}}, as one line or frame; its parts, if wanted, written one by one. */
    private static void line(Stage stage, Options step) throws Broken {
        if (step.get("apart").asBoolean()) {
            apart(stage.link(step.on()), step);
            return;
        }
        Link link = stage.link(step.on());
        byte[] bytes = bytes(step);
        if (!link.channel().framed() && new String(bytes, StandardCharsets.ISO_8859_1).contains("\n")) {
            link.sendLines(bytes);
            return;
        }
        for (int i = 0; i < step.number("times", 1); i++) {
            link.send(bytes);
        }
    }

    private static void apart(Link link, Options step) throws Broken {
        if (link.channel().framed()) {
            throw new ScenarioException(step.step().place() + ": apart is for lines; use frame with fin: false");
        }
        for (int i = 0; i < step.own().size(); i++) {
            link.sendPart(one(step.own().get(i)), null);
        }
        link.sendPart(new byte[] {'\n'}, bytes(step));
    }

    /**
     * A request of {@code thread/loaded/list} in a line of that many bytes at least, padded inside params. Written piece by
     * piece and recorded without its padding, so that it costs no memory.
     */
    private static void longLine(Stage stage, Options step) throws Broken {
        Link link = stage.link(step.on());
        if (link.channel().framed()) {
            throw new ScenarioException(step.step().place() + ": longLine is for standard input and output");
        }
        long left = step.own().asLong();
        ObjectNode request = Json.object();
        request.set("id", step.has("id") ? step.get("id") : TextNode.valueOf("long"));
        request.put("method", "thread/loaded/list").putObject("params").put("pad", "…");
        String[] ends = new String(Json.bytes(request), StandardCharsets.UTF_8).split("…");
        byte[] chunk = new byte[CHUNK];
        Arrays.fill(chunk, (byte) 'x');
        JsonNode limit = stage.subject().dialect().path("lineLimit");
        boolean served = !limit.isNumber() || left < limit.asLong();
        stage.recorder().note(link.name(), "a line of more than " + left + " bytes");
        // Of a line above the limit the record has the beginning: enough to know an answer to it for one.
        byte[] begun = ends[0].getBytes(StandardCharsets.UTF_8);
        link.sendPart(begun, served ? Json.bytes(request) : begun);
        for (; left > 0; left -= CHUNK) {
            link.sendPart(chunk, null);
        }
        link.sendPart((ends[1] + "\n").getBytes(StandardCharsets.UTF_8), null);
    }

    /** Waits for the answer that bears the id given, or lacks one as given, and compares it with the rest. */
    private static void response(Stage stage, Options step) throws Broken {
        JsonNode expected = step.own();
        if (!expected.isObject() || !expected.has("id")) {
            throw new ScenarioException(step.step().place() + "/response needs {id: …}, and may have result and error");
        }
        Received answer = stage.link(step.on())
                .take(
                        "an answer " + Json.brief(expected),
                        stage.deadlines().answer(),
                        "RPC-3",
                        m -> isAnswer(m, expected.get("id")));
        stage.require(expected, answer.message(), answer.event(), "");
        stage.save(step.get("save"), answer.message());
    }

    /** No answer has come whose id is as given. */
    private static void noResponse(Stage stage, Options step) throws Broken {
        int since = step.has("since")
                ? stage.variables().get("mark." + step.text("since", "")).asInt()
                : 0;
        for (Received message : stage.link(step.on()).all()) {
            if (message.event() > since && isAnswer(message, step.own())) {
                throw stage.broken(
                        message.event(),
                        "no answer with id " + Json.brief(step.own()),
                        Json.brief(message.message()),
                        "");
            }
        }
    }

    private static boolean isAnswer(Received message, JsonNode id) {
        JsonNode tree = message.message();
        return tree.isObject() && !tree.has("method") && Match.fits(id, tree.path("id"));
    }

    private static void raw(Stage stage, Options step) throws Broken {
        stage.link(step.on()).sendRaw(bytes(step));
    }

    static byte[] bytes(Options step) {
        if (step.own().isArray()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            step.own().forEach(part -> all.writeBytes(one(part)));
            return all.toByteArray();
        }
        return one(step.own());
    }

    private static byte[] one(JsonNode part) {
        if (part.has("hex")) {
            return HexFormat.of().parseHex(part.get("hex").asText());
        }
        if (part.has("base64")) {
            return Base64.getDecoder().decode(part.get("base64").asText());
        }
        return part.isTextual() ? part.textValue().getBytes(StandardCharsets.UTF_8) : Json.bytes(part);
    }
}
