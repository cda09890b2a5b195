package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Party;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** STR-2, STR-3, STR-5, STR-6: deltas belong to their item and add up to it. */
final class StreamCheck implements Check {
    private static final int MAX_OPEN = 20_000;
    private static final int MAX_TEXT = 32 << 20;
    /** Output longer than this may be shortened in its middle. */
    private static final int LONG_OUTPUT = 1_000_000;

    private final StreamTable table;
    private final Tally kind;
    private final Tally sum;
    private final Tally indices;
    private final Tally unmixed;

    StreamCheck(Ledger ledger, StreamTable table) {
        this.table = table;
        kind = ledger.server("STR-2");
        sum = ledger.server("STR-3");
        indices = ledger.server("STR-5");
        unmixed = ledger.server("STR-6");
    }

    /** Streams of the items that are open on one connection, and what ended in the turns that run. */
    private static final class Streams {
        private final Map<String, ItemStream> open = Bounded.map(MAX_OPEN);
        private final Map<String, List<Ended>> ended = Bounded.map(MAX_OPEN);
    }

    /** The deltas of one item so far, by where they belong in it. */
    private static final class ItemStream {
        private final long begun;
        private final Map<String, List<String>> chunks = new HashMap<>();
        private final Map<String, Integer> lastIndex = new HashMap<>();
        private long length;

        ItemStream(long begun) {
            this.begun = begun;
        }
    }

    /** A text that came to its end, with what its deltas had that is not in it. */
    private record Ended(String item, long begun, long number, String text, boolean matched, String foreign) {
        boolean overlaps(Ended other) {
            return begun < other.number && other.begun < number;
        }
    }

    @Override
    public void see(Sighting at) {
        Message message = at.message();
        if (!message.isFrom(Party.SERVER, Message.Kind.NOTIFICATION)) {
            return;
        }
        Streams streams = at.connection().memory(Streams.class, Streams::new);
        String turn = message.threadId() + " " + message.turnId();
        switch (message.method()) {
            case "item/started" ->
                streams.open.put(turn + " " + message.params().at("/item/id").asText(""), new ItemStream(at.number()));
            case "item/completed" ->
                completed(at, streams, turn, message.params().path("item"));
            case "turn/completed" -> streams.ended.remove(turn);
            default -> {
                StreamTable.Delta delta = table.deltas().get(message.method());
                if (delta != null) {
                    delta(at, streams, turn, delta);
                }
            }
        }
    }

    private void delta(Sighting at, Streams streams, String turn, StreamTable.Delta delta) {
        String itemId = at.message().params().path("itemId").asText("");
        ItemStream stream = streams.open.get(turn + " " + itemId);
        if (stream == null || missed(at, stream)) {
            return;
        }
        kindFits(at, delta, itemId);
        String slot = String.valueOf(delta.target());
        if (delta.index() != null) {
            JsonNode index = at.message().tree().at(delta.index());
            inOrder(at, stream, delta.index(), index.asInt(-1));
            slot += " " + index.asInt(-1);
        }
        if (delta.text() != null && delta.target() != null) {
            String text = at.message().tree().at(delta.text()).asText("");
            stream.length += text.length();
            if (stream.length <= MAX_TEXT && !text.isEmpty()) {
                stream.chunks.computeIfAbsent(slot, key -> new ArrayList<>()).add(text);
            }
        }
    }

    /** Whether the connection was away meanwhile and may have missed some of it. */
    private static boolean missed(Sighting at, ItemStream stream) {
        return at.connection().leftSince(at.message().threadId(), stream.begun);
    }

    private void kindFits(Sighting at, StreamTable.Delta delta, String itemId) {
        ThreadView thread = at.connection().findThread(at.message().threadId());
        TurnView turn = thread == null ? null : thread.findTurn(at.message().turnId());
        ItemView item = turn == null ? null : turn.items.get(itemId);
        // What a kind of item that only a newer version knows is made of is not known here.
        if (item != null && table.knows(item.type)) {
            kind.passIf(
                    item.type.equals(delta.itemType()),
                    at,
                    "a delta for a " + item.type,
                    at.message().method());
        }
    }

    private void inOrder(Sighting at, ItemStream stream, String pointer, int index) {
        int last = stream.lastIndex.getOrDefault(pointer, -1);
        boolean right = index == last + 1 || (index == last && last >= 0);
        indices.passIf(right, at, last < 0 ? "index 0" : "index " + last + " or " + (last + 1), String.valueOf(index));
        stream.lastIndex.put(pointer, Math.max(index, last));
    }

    private void completed(Sighting at, Streams streams, String turn, JsonNode item) {
        String id = item.path("id").asText("");
        ItemStream stream = streams.open.remove(turn + " " + id);
        if (stream == null || stream.length > MAX_TEXT || missed(at, stream)) {
            return;
        }
        String type = item.path("type").asText("");
        List<Ended> before = streams.ended.computeIfAbsent(turn, key -> new ArrayList<>());
        for (StreamTable.Delta delta : table.deltas().values()) {
            if (delta.itemType().equals(type) && delta.target() != null && delta.text() != null) {
                JsonNode target = item.at(delta.target());
                if (delta.index() == null) {
                    compare(at, before, stream, delta, delta.target(), target);
                } else {
                    parts(at, before, stream, delta, target);
                }
            }
        }
    }

    private void parts(Sighting at, List<Ended> before, ItemStream stream, StreamTable.Delta delta, JsonNode target) {
        String prefix = delta.target() + " ";
        for (String slot : List.copyOf(stream.chunks.keySet())) {
            if (slot.startsWith(prefix)) {
                int index = Integer.parseInt(slot.substring(prefix.length()));
                compare(at, before, stream, delta, slot, target.path(index));
            }
        }
    }

    private void compare(
            Sighting at, List<Ended> before, ItemStream stream, StreamTable.Delta delta, String slot, JsonNode target) {
        List<String> chunks = stream.chunks.getOrDefault(slot, List.of());
        String text = target.asText("");
        if (target.isNull()) {
            text = "";
        }
        String all = String.join("", chunks);
        String foreign = all.isEmpty() ? "" : foreign(chunks, text, delta.subsequence());
        boolean matched = delta.subsequence() ? foreign.isEmpty() : all.equals(text);
        if (delta.subsequence() && text.length() >= LONG_OUTPUT) {
            return;
        }
        String where = "/params/item" + slot.replace(' ', '/');
        if (!all.isEmpty() && matched) {
            sum.pass(at);
        } else if (!all.isEmpty()) {
            sum.fail(at, "the text of its deltas, " + Message.quoted(all), Message.quoted(text), where);
        }
        mixed(at, before, new Ended(where, stream.begun, at.number(), text, matched, foreign));
    }

    /** What one item's deltas have too much and another's text has instead is of that other. */
    private void mixed(Sighting at, List<Ended> before, Ended now) {
        for (Ended other : before) {
            if (!now.overlaps(other) || now.begun == other.begun) {
                // One after the other, or parts of the same item.
                continue;
            }
            if (now.matched && other.matched) {
                unmixed.pass(at);
            } else if (tookFrom(now, other) || tookFrom(other, now)) {
                unmixed.fail(at, "the deltas of each item under its own id", "those of two under one id");
            }
        }
        if (before.size() < 1_000) {
            before.add(now);
        }
    }

    private static boolean tookFrom(Ended taker, Ended owner) {
        return !taker.foreign.isEmpty() && !owner.matched && owner.text.contains(taker.foreign);
    }

    /** The chunks that do not stand in the text where they should. */
    private static String foreign(List<String> chunks, String text, boolean gaps) {
        StringBuilder rest = new StringBuilder();
        int at = 0;
        for (String chunk : chunks) {
            // A character split between two reads is damaged in the delta and whole in the output.
            for (String piece : gaps ? chunk.split("\ufffd+") : new String[] {chunk}) {
                int found = gaps ? text.indexOf(piece, at) : text.startsWith(piece, at) ? at : -1;
                if (found >= 0) {
                    at = found + piece.length();
                } else {
                    rest.append(piece);
                }
            }
        }
        return rest.toString();
    }
}
