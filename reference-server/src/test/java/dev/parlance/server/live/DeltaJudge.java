package dev.parlance.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** STR-2, STR-3, STR-5 and STR-6: deltas fit the item they name, and add up to it. */
final class DeltaJudge implements Judge {
    private static final Map<String, JsonNode> DELTAS = new HashMap<>();

    static {
        for (JsonNode entry : Protocol.LIFECYCLES.path("messages")) {
            if (entry.has("delta")) {
                DELTAS.put(entry.path("method").asText(), entry.path("delta"));
            }
        }
    }

    private final Map<String, Growing> items = new HashMap<>();

    private static final class Growing {
        final String type;
        final String turn;
        /** Text by member and index, such as {@code /summary/0} or {@code /text}. */
        final Map<String, StringBuilder> texts = new HashMap<>();
        /** Last index by member. */
        final Map<String, Integer> last = new HashMap<>();

        Growing(String type, String turn) {
            this.type = type;
            this.turn = turn;
        }
    }

    @Override
    public void message(Transcript.Message message, Findings findings) {
        if (!message.fromServer() || !message.isNotification()) {
            return;
        }
        String thread = message.at("/params/threadId").asText();
        String turn = message.at("/params/turnId").asText();
        JsonNode item = message.at("/params/item");
        JsonNode delta = DELTAS.get(message.method());
        if (message.method().equals("item/started")) {
            items.put(
                    thread + item.path("id").asText(),
                    new Growing(item.path("type").asText(), turn));
        } else if (message.method().equals("item/completed")) {
            Growing growing = items.remove(thread + item.path("id").asText());
            if (growing != null) {
                completed(message, item, growing, findings);
            }
        } else if (delta != null) {
            Growing growing = items.get(thread + message.at("/params/itemId").asText());
            if (growing != null) {
                findings.check(
                        growing.type.equals(delta.path("itemType").asText()), "STR-2", message, "for " + growing.type);
                findings.check(growing.turn.equals(turn), "STR-6", message, "the item is of turn " + growing.turn);
                grow(message, delta, growing, findings);
            }
        }
    }

    private static void grow(Transcript.Message message, JsonNode delta, Growing growing, Findings findings) {
        String place = delta.path("concatenatesTo").asText();
        if (delta.has("index")) {
            boolean part = !delta.has("text");
            String member = part ? "/summary" : place;
            int index = message.at(delta.path("index").asText()).asInt(-1);
            int last = growing.last.getOrDefault(member, -1);
            findings.check(
                    index == last + 1 || (index == last && !part), "STR-5", message, "the index before was " + last);
            growing.last.put(member, index);
            place = member + "/" + index;
        }
        if (delta.has("text")) {
            growing.texts
                    .computeIfAbsent(place, unused -> new StringBuilder())
                    .append(message.at(delta.path("text").asText()).asText());
        }
    }

    private static void completed(Transcript.Message message, JsonNode item, Growing growing, Findings findings) {
        growing.texts.forEach((place, text) -> {
            String whole = item.at(place).asText();
            boolean kept =
                    growing.type.equals("commandExecution") ? isSubsequence(text, whole) : whole.contentEquals(text);
            findings.check(kept, "STR-3", message, "deltas of " + place + " are: " + text + "; it is not,");
        });
    }

    /** Output deltas are best effort, and the output is cut in its middle: what is in both has the same order. */
    private static boolean isSubsequence(StringBuilder deltas, String whole) {
        if (whole.contentEquals(deltas)) {
            return true;
        }
        int at = 0;
        for (int i = 0; i < whole.length() && at < deltas.length(); i++) {
            if (whole.charAt(i) == deltas.charAt(at)) {
                at++;
            }
        }
        return at == deltas.length() || whole.length() > 1_000_000;
    }
}
