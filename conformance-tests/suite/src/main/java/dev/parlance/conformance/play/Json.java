package dev.parlance.conformance.play;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How the suite reads and writes JSON on the wire. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(128 << 20)
                            .maxNestingDepth(2_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The tree of a line; a missing node if it is no JSON. */
    static JsonNode read(byte[] line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A value for people, its middle left out if it is long. */
    static String brief(JsonNode value) {
        return brief(value.isMissingNode() ? "nothing" : new String(bytes(value), StandardCharsets.UTF_8));
    }

    static String brief(String text) {
        int half = 200;
        return text.length() <= 2 * half
                ? text
                : text.substring(0, half) + " … " + text.substring(text.length() - half);
    }
}
