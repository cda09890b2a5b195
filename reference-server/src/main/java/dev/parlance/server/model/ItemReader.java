package dev.parlance.server.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.agent.protocol.OtherResponseItem;
import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.server.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads output items as endpoints write them: members that the protocol requires and some endpoints leave out are
 * filled in, a refusal is read as text, and an item of an unknown type is kept as {@link OtherResponseItem}.
 */
final class ItemReader {
    private static final Logger LOG = LoggerFactory.getLogger(ItemReader.class);
    private static final Set<String> CONTENT = Set.of("input_text", "input_image", "input_audio", "output_text");
    private static final Set<String> RAW_REASONING = Set.of("reasoning_text", "text");

    private ItemReader() {}

    /** The item; null if it is none. */
    static @Nullable ResponseItem read(JsonNode json) {
        if (!(json instanceof ObjectNode) || !json.path("type").isTextual()) {
            LOG.warn("an output item without a type is left out");
            return null;
        }
        ObjectNode item = json.deepCopy();
        String type = item.path("type").textValue();
        mend(type, item);
        try {
            return Json.MAPPER.treeToValue(item, ResponseItem.class);
        } catch (InvalidTypeIdException e) {
            return unknown(item);
        } catch (JsonProcessingException e) {
            LOG.warn("an output item of type {} is left out, it does not fit: {}", type, e.getOriginalMessage());
            return null;
        }
    }

    private static void mend(String type, ObjectNode item) {
        switch (type) {
            case "message" -> {
                if (!item.path("role").isTextual()) {
                    item.put("role", "assistant");
                }
                item.set("content", parts(item.path("content"), CONTENT));
            }
            case "reasoning" -> {
                item.set("summary", parts(item.path("summary"), Set.of("summary_text")));
                if (item.has("content")) {
                    item.set("content", parts(item.path("content"), RAW_REASONING));
                }
            }
            case "function_call" -> fill(item, "arguments");
            case "custom_tool_call" -> fill(item, "input");
            default -> {}
        }
    }

    private static void fill(ObjectNode item, String member) {
        if (!item.path(member).isTextual()) {
            item.put(member, "");
        }
    }

    private static ArrayNode parts(JsonNode all, Set<String> types) {
        ArrayNode kept = Json.MAPPER.createArrayNode();
        for (JsonNode part : all) {
            String type = part.path("type").asText();
            if (types.contains(type)) {
                kept.add(part);
            } else if (type.equals("refusal")) {
                kept.addObject()
                        .put("type", "output_text")
                        .put("text", part.path("refusal").asText());
            } else {
                LOG.warn("a part of type {} is left out of an output item", Failures.bounded(type));
            }
        }
        return kept;
    }

    private static ResponseItem unknown(ObjectNode item) {
        Map<String, @Nullable Object> members =
                Json.MAPPER.convertValue(item, new TypeReference<LinkedHashMap<String, @Nullable Object>>() {});
        members.remove("type");
        return new OtherResponseItem(members);
    }
}
