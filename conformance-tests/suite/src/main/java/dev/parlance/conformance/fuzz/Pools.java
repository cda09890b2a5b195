package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the subject gave out in one session: ids, cursors, versions. */
final class Pools {
    private static final int MAX_EACH = 64;
    private static final List<String> STRANGERS =
            List.of("00000000-0000-7000-8000-000000000000", "nope", "", "../parlance-fuzz-none");

    private final Map<String, List<Placeholder.Ref>> pools = new HashMap<>();

    void add(String pool, Placeholder.Ref ref) {
        List<Placeholder.Ref> all = pools.computeIfAbsent(pool, name -> new ArrayList<>());
        boolean known = all.stream().anyMatch(other -> other.seen().equals(ref.seen()));
        if (!known && all.size() < MAX_EACH) {
            all.add(ref);
        }
    }

    /** Mostly the newest, sometimes an older one, now and then one that nobody gave out. */
    JsonNode pick(String pool, Draw draw) {
        List<Placeholder.Ref> all = pools.getOrDefault(pool, List.of());
        int kind = draw.below(10);
        int place = draw.placeIn(all.size());
        String stranger = draw.any(STRANGERS);
        if (all.isEmpty() || kind == 0) {
            return JsonNodeFactory.instance.textNode(stranger);
        }
        return Templates.node(kind < 7 ? all.get(all.size() - 1) : all.get(place));
    }

    int size(String pool) {
        return pools.getOrDefault(pool, List.of()).size();
    }
}
