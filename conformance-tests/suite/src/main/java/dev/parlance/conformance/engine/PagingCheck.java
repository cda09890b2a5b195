package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Party;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** PAG-1, PAG-2, PAG-4 as far as a client walks: no row comes twice in a walk, the walk goes on, the limit is kept. */
final class PagingCheck implements Check {
    private static final int MAX_WALKS = 1_000;
    private static final int MAX_ROWS = 100_000;

    private final Tally once;
    private final Tally ends;
    private final Tally limit;

    PagingCheck(Ledger ledger) {
        once = ledger.server("PAG-1");
        ends = ledger.server("PAG-2");
        limit = ledger.server("PAG-4");
    }

    /** Rows seen in the walks under way, by the cursor that goes on with them. */
    private static final class Walks {
        private final Map<String, Set<String>> rows = Bounded.map(MAX_WALKS);
    }

    @Override
    public void see(Sighting at) {
        Exchange exchange = at.exchange();
        JsonNode data = at.message().result().path("data");
        if (exchange == null || at.message().sender() != Party.SERVER || !data.isArray()) {
            return;
        }
        JsonNode params = exchange.request().params();
        JsonNode most = params.path("limit");
        if (most.isIntegralNumber() && most.longValue() > 0) {
            limit.passIf(data.size() <= most.longValue(), at, "at most " + most + " rows", data.size() + " rows");
        }
        if (params.path("cursor").isTextual()
                || at.message().result().path("nextCursor").isTextual()) {
            walk(at, exchange, data);
        }
    }

    private void walk(Sighting at, Exchange exchange, JsonNode data) {
        Walks walks = at.connection().memory(Walks.class, Walks::new);
        JsonNode cursor = exchange.request().params().path("cursor");
        JsonNode next = at.message().result().path("nextCursor");
        String method = exchange.method() + " ";
        Set<String> before = cursor.isTextual() ? walks.rows.get(method + cursor.textValue()) : null;
        Set<String> rows = before == null ? new HashSet<>() : new HashSet<>(before);
        for (JsonNode row : data) {
            String id = id(row);
            if (!id.isEmpty() && !rows.add(id)) {
                once.fail(at, "each row once in a walk", id + " again");
                break;
            }
        }
        if (before != null) {
            once.pass(at);
            ends.passIf(!cursor.equals(next), at, "a walk that goes on", "the cursor that was sent, again");
        }
        if (next.isTextual() && rows.size() < MAX_ROWS) {
            walks.rows.put(method + next.textValue(), rows);
        }
    }

    /** What a row is known by: its own id, or that of the item it tells of. */
    private static String id(JsonNode row) {
        if (row.isTextual()) {
            return row.textValue();
        }
        String item = row.path("item").path("id").asText("");
        return item.isEmpty() ? row.path("id").asText("") : row.path("turnId").asText("") + " " + item;
    }
}
