package dev.parlance.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.rpc.DatabindCodec;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ways a user may read and write the generated types. */
@SuppressWarnings("ImmutableEnumChecker") // nobody changes the mappers
enum Binding {
    JACKSON_2 {
        private final ObjectMapper mapper = new ObjectMapper();

        @Override
        String around(String json, Class<?> type) throws IOException {
            return mapper.writeValueAsString(mapper.readValue(json, type));
        }
    },

    JACKSON_3 {
        private final tools.jackson.databind.json.JsonMapper mapper = new tools.jackson.databind.json.JsonMapper();

        @Override
        String around(String json, Class<?> type) {
            return mapper.writeValueAsString(mapper.readValue(json, type));
        }
    },

    RUNTIME {
        private final DatabindCodec codec = new DatabindCodec();
        private final JsonFactory factory = new JsonFactory();

        @Override
        String around(String json, Class<?> type) throws IOException {
            StringWriter text = new StringWriter();
            try (JsonParser parser = factory.createParser(json);
                    JsonGenerator generator = factory.createGenerator(text)) {
                parser.nextToken();
                codec.write(generator, codec.read(parser, type));
            }
            return text.toString();
        }
    };

    private static final ObjectMapper EXACT =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** The text read as the type and written again. */
    abstract String around(String json, Class<?> type) throws IOException;

    /** How the text differs after that; null where it does not. */
    @Nullable
    String misfit(String json, Class<?> type) {
        try {
            String back = around(json, type);
            return exact(back).equals(exact(json)) ? null : "was written back as " + back + ", not " + json;
        } catch (IOException | RuntimeException e) {
            return json + " failed: " + e;
        }
    }

    /** Numbers are the same where their values are: 1.0 is 1, but nothing is rounded. */
    private static JsonNode exact(String json) throws IOException {
        return exact(EXACT.readTree(json));
    }

    private static JsonNode exact(JsonNode node) {
        if (node.isNumber()) {
            return JsonNodeFactory.instance.textNode(
                    "number " + node.decimalValue().stripTrailingZeros().toPlainString());
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(exact(element)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                object.set(member.getKey(), exact(member.getValue()));
            }
            return object;
        }
        return node;
    }
}
