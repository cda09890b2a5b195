package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Party;
import java.util.HashSet;
import java.util.Set;

/** LIF-4, LIF-11 and LIF-16 of turns that are read back: in an answer they have to be as right as when they were told. */
final class HistoryCheck implements Check {
    private final Tally uniqueIds;
    private final Tally finalStatus;
    private final Tally clock;

    HistoryCheck(Ledger ledger) {
        uniqueIds = ledger.server("LIF-4");
        finalStatus = ledger.server("LIF-11");
        clock = ledger.server("LIF-16");
    }

    @Override
    public void see(Sighting at) {
        Exchange exchange = at.exchange();
        if (exchange == null || at.message().sender() != Party.SERVER) {
            return;
        }
        JsonNode result = at.message().result();
        turns(at, result.at("/thread/turns"), "/result/thread/turns");
        if (exchange.method().equals("thread/turns/list")) {
            turns(at, result.path("data"), "/result/data");
        }
    }

    private void turns(Sighting at, JsonNode turns, String path) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < turns.size(); i++) {
            JsonNode turn = turns.get(i);
            String own = path + "/" + i;
            if (!turn.path("status").asText("").equals("inProgress")) {
                TurnCheck.statusAndError(at, finalStatus, turn, own);
            }
            ClockCheck.order(at, clock, turn.path("startedAt"), turn.path("completedAt"), own + "/completedAt");
            items(at, turn.path("items"), own + "/items", ids);
        }
    }

    private void items(Sighting at, JsonNode items, String path, Set<String> ids) {
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            String own = path + "/" + i;
            String id = item.path("id").asText("");
            if (ids.add(id)) {
                uniqueIds.pass(at);
            } else {
                uniqueIds.fail(at, "an item id that is new in its thread", id, own + "/id");
            }
            ClockCheck.order(at, clock, item.path("startedAtMs"), item.path("completedAtMs"), own + "/completedAtMs");
        }
    }
}
