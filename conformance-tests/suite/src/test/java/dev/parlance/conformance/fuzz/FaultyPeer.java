package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.schema.SchemaProblem;
import dev.parlance.conformance.transcript.Utf8;
import dev.parlance.conformance.wire.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A server in this process that answers what is right by the schema with the protocol's own examples, but for one fault.
 * Each session is a new one.
 */
final class FaultyPeer implements Target {
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(400)
                            .maxStringLength(8 << 20)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Protocol protocol;
    private final SchemaJudge judge;
    private final Fault fault;
    private final boolean contained;
    private final List<String> lines = new ArrayList<>();

    FaultyPeer(Protocol protocol, SchemaJudge judge, Fault fault, boolean contained) {
        this.protocol = protocol;
        this.judge = judge;
        this.fault = fault;
        this.contained = contained;
    }

    /** Every line that was received, in all sessions. */
    List<String> lines() {
        return lines;
    }

    @Override
    public boolean contained() {
        return contained;
    }

    @Override
    public Running open(Channel.Receiver receiver) {
        return new Session(receiver);
    }

    private final class Session implements Running, Channel {
        private final Receiver receiver;
        private boolean initialized;
        private boolean experimental;
        private boolean confused;
        private boolean over;
        private String secret = "";
        private int named;

        Session(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void send(byte[] message) throws IOException {
            if (over) {
                throw new IOException("broken pipe");
            }
            lines.add(new String(message, StandardCharsets.ISO_8859_1));
            JsonNode tree = read(message);
            if (tree != null && tree.path("method").isTextual() && understood(tree.path("id"))) {
                request(tree);
            }
        }

        private @Nullable JsonNode read(byte[] message) {
            if (fault == Fault.DIES_OF_DEPTH && depth(message) > 300) {
                die();
                return null;
            }
            try {
                boolean marked = message.length > 0 && message[0] == (byte) 0xef;
                return Utf8.decode(message) == null || marked ? null : JSON.readTree(message);
            } catch (IOException e) {
                confused |= fault == Fault.CONFUSED_BY_GARBAGE;
                return null;
            }
        }

        private boolean understood(JsonNode id) {
            boolean fractional = fault == Fault.SERVES_FRACTIONAL_ID && id.isFloatingPointNumber();
            return id.isTextual() || (id.isIntegralNumber() && id.canConvertToLong()) || fractional;
        }

        private void request(JsonNode message) {
            String name = message.get("method").textValue();
            Method method = protocol.methods().get(name);
            JsonNode params = mended(message.path("params"));
            if (method == null || !method.request() || method.sender() != Party.CLIENT) {
                refuse(message, -32600, "there is no such method");
            } else if (confused) {
                refuse(message, -32600, "I no longer know what is what");
            } else if (!initialized && !name.equals("initialize") && fault != Fault.SERVES_STRANGERS) {
                refuse(message, -32600, "not initialized");
            } else {
                known(message, method, params);
            }
        }

        private void known(JsonNode message, Method method, JsonNode params) {
            String name = method.name();
            boolean first = name.equals("initialize");
            SchemaJudge.Finding finding = judge.params(name, params, experimental || first, false);
            for (SchemaProblem problem : finding == null ? List.<SchemaProblem>of() : finding.problems()) {
                if (FuzzDialect.standard().strict().contains(problem.rule())) {
                    boolean leaks = fault == Fault.LEAKS_STACK_TRACE
                            && problem.expected().equals("a text");
                    String text = "not right at " + problem.path();
                    refuse(message, -32600, leaks ? text + "\n\tat a.b.C.read(C.java:5)" : text);
                    return;
                }
            }
            if (first && initialized) {
                refuse(message, -32600, "already initialized");
                return;
            }
            if (!experimental && method.stability().equals("experimental")) {
                refuse(message, -32600, "experimental");
                return;
            }
            secret = params.path("apiKey").asText(secret);
            if (name.startsWith("account/logout") && fault == Fault.LEAKS_SECRET && !secret.isEmpty()) {
                refuse(message, -32600, "cannot forget " + secret);
            } else if (!misbehaves(name, params)) {
                serve(message, method, params);
            }
        }

        private boolean misbehaves(String name, JsonNode params) {
            named += name.equals("thread/name/set") ? 1 : 0;
            if (fault == Fault.DIES_OF_SECOND_NAME && named == 2) {
                die();
            }
            return over || (fault == Fault.HANGS && params.path("includeHidden").asBoolean(false));
        }

        private void serve(JsonNode message, Method method, JsonNode params) {
            if (method.name().equals("initialize")) {
                initialized = true;
                experimental = params.at("/capabilities/experimentalApi").asBoolean(false);
            }
            JsonNode examples =
                    protocol.schema().at("/x-methods/" + method.name().replace("/", "~1") + "/examples");
            JsonNode result = JsonNodeFactory.instance.objectNode();
            for (JsonNode example : examples) {
                result = example.path("result").isObject() ? example.get("result") : result;
            }
            SchemaJudge.Finding fits = judge.result(method.name(), result, experimental);
            // No turn ever runs here.
            boolean impossible = method.name().equals("turn/steer");
            if (impossible || fits == null || !fits.problems().isEmpty()) {
                refuse(message, -32600, "there is nothing of the kind");
                return;
            }
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.set("id", message.get("id"));
            answer.set("result", page(result, params));
            say(answer);
            if (fault == Fault.ANSWERS_TWICE && params.path("limit").asInt(-1) == 1) {
                say(answer);
            }
        }

        private static JsonNode page(JsonNode result, JsonNode params) {
            JsonNode page = result.deepCopy();
            while (page.path("data").size() > Math.max(1, params.path("limit").asLong(1_000))) {
                ((ArrayNode) page.get("data")).remove(0);
            }
            if (page instanceof ObjectNode object && object.has("nextCursor")) {
                object.putNull("nextCursor");
            }
            return page;
        }

        /** What a lenient reader makes of params. */
        private JsonNode mended(JsonNode params) {
            JsonNode mended = params.deepCopy();
            if (mended instanceof ObjectNode object) {
                if (fault == Fault.IGNORES_CASE && object.path("sortDirection").isTextual()) {
                    String plain = object.get("sortDirection").textValue().toLowerCase(Locale.ROOT);
                    object.set("sortDirection", TextNode.valueOf(plain));
                }
                if (fault == Fault.TAKES_TEXT_FOR_NUMBER && object.path("limit").isTextual()) {
                    object.put("limit", 7);
                }
            }
            return mended;
        }

        private void refuse(JsonNode message, int code, String text) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.putObject("error").put("code", code).put("message", text);
            answer.set("id", message.get("id"));
            say(answer);
        }

        private void say(JsonNode answer) {
            receiver.received(answer.toString().getBytes(StandardCharsets.UTF_8), true);
        }

        private void die() {
            over = true;
            receiver.closed("end of output");
        }

        @Override
        public void sendRaw(byte[] bytes) {
            throw new UnsupportedOperationException("the fuzzer sends whole lines");
        }

        @Override
        public boolean framed() {
            return false;
        }

        @Override
        public Channel channel() {
            return this;
        }

        @Override
        public Map<String, String> folders() {
            return Map.of("home", "/home/fuzz", "workspace", "/workspace");
        }

        @Override
        public OptionalLong residentBytes() {
            boolean grown = fault == Fault.GROWS && lines.get(lines.size() - 1).length() > 100_000;
            return OptionalLong.of(grown ? 1L << 40 : 1 << 20);
        }

        @Override
        public String stderr() {
            return "";
        }

        @Override
        public void close() {
            over = true;
        }
    }

    private static int depth(byte[] message) {
        int depth = 0;
        int deepest = 0;
        for (byte b : message) {
            depth += b == '[' || b == '{' ? 1 : b == ']' || b == '}' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }
}
