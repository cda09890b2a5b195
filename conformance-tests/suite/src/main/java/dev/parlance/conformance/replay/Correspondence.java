package dev.parlance.conformance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which id of the recorded server is which of the present one, learnt from messages that correspond. What was learnt
 * first holds.
 */
final class Correspondence {
    private static final List<String> OWN_IDS =
            List.of("/threadId", "/turnId", "/itemId", "/item/id", "/turn/id", "/thread/id");

    private final Map<String, String> toNow = new HashMap<>();
    private final Map<String, String> toRecorded = new HashMap<>();
    private final Map<String, JsonNode> requests = new HashMap<>();
    private final Map<String, String> texts;

    /** With texts to be replaced wherever the client says them, say a folder. */
    Correspondence(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    /** Whether a message may be the present form of a recorded one: no id of it is known to be another. */
    boolean compatible(Said recorded, Said now) {
        for (String pointer : OWN_IDS) {
            JsonNode then = recorded.body().at(pointer);
            JsonNode here = now.body().at(pointer);
            if (then.isTextual() && here.isTextual()) {
                String known = toRecorded.get(here.textValue());
                boolean same = known == null ? !toNow.containsKey(then.textValue()) : known.equals(then.textValue());
                if (!same) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Learns from two messages that correspond. */
    void learn(Said recorded, Said now) {
        if (recorded.request()) {
            requests.put(recorded.connection() + " " + recorded.id(), now.id());
        }
        learn(recorded.body(), now.body(), false);
    }

    private void learn(JsonNode then, JsonNode here, boolean id) {
        if (then.isObject() && here.isObject()) {
            then.properties().forEach(e -> learn(e.getValue(), here.path(e.getKey()), names(e.getKey())));
        } else if (then.isArray() && here.isArray() && then.size() == here.size()) {
            for (int i = 0; i < then.size(); i++) {
                learn(then.get(i), here.get(i), id);
            }
        } else if (id && then.isTextual() && here.isTextual() && !toRecorded.containsKey(here.textValue())) {
            if (toNow.putIfAbsent(then.textValue(), here.textValue()) == null) {
                toRecorded.put(here.textValue(), then.textValue());
            }
        }
    }

    /** Whether a member of that name holds what a server made up to be named by. */
    static boolean names(String member) {
        return member.equals("id")
                || member.endsWith("Id")
                || member.endsWith("Ids")
                || member.equals("cursor")
                || member.endsWith("Cursor")
                || member.equals("path");
    }

    /** The recorded id for one of the present server; itself if nothing was learnt. */
    String recorded(String id) {
        return toRecorded.getOrDefault(id, id);
    }

    /**
     * What the client has to say now for what it said then; the same bytes if nothing in it changed. Null if it answers a
     * request that the present server has not sent.
     */
    byte @Nullable [] translate(Said client) {
        if (!client.tree().isObject()) {
            return client.event().bytes();
        }
        ObjectNode tree = client.tree().deepCopy();
        if (client.response()) {
            JsonNode id = requests.get(client.connection() + " " + client.id());
            if (id == null) {
                return null;
            }
            tree.set("id", id);
        }
        for (String member : List.of("params", "result")) {
            if (tree.has(member)) {
                tree.set(member, translate(tree.get(member), false));
            }
        }
        try {
            return tree.equals(client.tree()) ? client.event().bytes() : Said.JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private JsonNode translate(JsonNode node, boolean id) {
        if (node.isTextual()) {
            return TextNode.valueOf(translate(node.textValue(), id));
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(e -> e.setValue(translate(e.getValue(), names(e.getKey()))));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, translate(array.get(i), id));
            }
        }
        return node;
    }

    private String translate(String text, boolean id) {
        String now = id ? toNow.get(text) : null;
        if (now != null) {
            return now;
        }
        String replaced = text;
        for (Map.Entry<String, String> one : texts.entrySet()) {
            replaced = replaced.replace(one.getKey(), one.getValue());
        }
        return replaced;
    }
}
