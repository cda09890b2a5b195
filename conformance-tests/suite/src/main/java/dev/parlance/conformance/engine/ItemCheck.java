package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Party;
import org.jspecify.annotations.Nullable;

/** LIF-4, LIF-5, LIF-6, LIF-7: whose an item is and that it stays what it is. */
final class ItemCheck implements Check {
    private final Tally uniqueIds;
    private final Tally sameType;
    private final Tally terminal;
    private final Tally ownIds;

    ItemCheck(Ledger ledger) {
        uniqueIds = ledger.server("LIF-4");
        sameType = ledger.server("LIF-5");
        terminal = ledger.server("LIF-6");
        ownIds = ledger.server("LIF-7");
    }

    @Override
    public void see(Sighting at) {
        Message message = at.message();
        boolean ofItem = message.isFrom(Party.SERVER, Message.Kind.NOTIFICATION)
                && message.method().startsWith("item/")
                && !message.turnId().isEmpty();
        if (!ofItem || at.connection().away(message.threadId())) {
            return;
        }
        ThreadView thread = at.connection().findThread(message.threadId());
        JsonNode item = message.params().path("item");
        String itemId = item.path("id").asText(message.params().path("itemId").asText(""));
        ownIds(at, thread, itemId);
        switch (message.method()) {
            case "item/started" -> started(at, thread, itemId);
            case "item/completed" -> completed(at, thread, item, itemId);
            default -> {}
        }
    }

    private void started(Sighting at, @Nullable ThreadView thread, String itemId) {
        String before = thread == null ? null : thread.turnOfItem.get(itemId);
        boolean reused = before != null && !before.equals(at.message().turnId());
        uniqueIds.passIf(!reused, at, "an item id that is new in its thread", itemId + ", known from turn " + before);
    }

    private void completed(Sighting at, @Nullable ThreadView thread, JsonNode item, String itemId) {
        TurnView turn = thread == null ? null : thread.findTurn(at.message().turnId());
        ItemView known = turn == null ? null : turn.items.get(itemId);
        if (known != null) {
            String type = item.path("type").asText("");
            sameType.passIf(type.equals(known.type), at, "the item's type, " + known.type, type);
        }
        JsonNode status = item.path("status");
        if (status.isTextual()) {
            terminal.passIf(
                    !status.textValue().equals("inProgress"), at, "a status that is an end", status.textValue());
        }
    }

    private void ownIds(Sighting at, @Nullable ThreadView thread, String itemId) {
        String turnId = at.message().turnId();
        if (thread == null) {
            boolean strange = at.connection().threads().stream()
                    .anyMatch(other -> other.turns.values().stream().anyMatch(TurnView::running));
            boolean announced = at.connection().hears("thread/started");
            if (strange && announced && !at.connection().joining(at.message().threadId())) {
                ownIds.fail(
                        at,
                        "the id of a thread that is known here",
                        shown(at.message().threadId()),
                        "/params/threadId");
            }
            return;
        }
        if (thread.findTurn(turnId) == null) {
            strangeTurn(at, thread, turnId);
            return;
        }
        String home = thread.turnOfItem.get(itemId);
        boolean begins = at.message().method().equals("item/started");
        if (home != null && !home.equals(turnId) && !begins) {
            ownIds.fail(at, "turn " + home + ", in which item " + itemId + " began", turnId, "/params/turnId");
        } else {
            ownIds.pass(at);
        }
    }

    private static String shown(String id) {
        return id.isEmpty() ? "none" : id;
    }

    /** A turn that ran when the connection joined need not be known; a fork has the turns of its source. */
    private void strangeTurn(Sighting at, ThreadView thread, String turnId) {
        boolean late = at.connection().late(thread.id, turnId);
        boolean elsewhere = at.connection().threads().stream()
                .filter(other -> other != thread)
                .map(other -> other.findTurn(turnId))
                .anyMatch(turn -> turn != null && (turn.running() || !late));
        if (elsewhere) {
            ownIds.fail(at, "the thread of turn " + turnId, thread.id, "/params/threadId");
        } else if (!late && at.connection().hears("turn/started")) {
            ownIds.fail(at, "a turn of thread " + thread.id, turnId, "/params/turnId");
        }
    }
}
