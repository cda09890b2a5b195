package dev.parlance.server.live.turns;

import static dev.parlance.server.live.turns.Stage.json;
import static dev.parlance.server.live.turns.Stage.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Step;
import dev.parlance.server.live.LiveClient;
import dev.parlance.server.live.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists are walked page by page: threads, loaded threads, turns and items. */
final class PagingTest {
    private static final int ROWS = 7;

    @RegisterExtension
    final Stage stage = new Stage();

    private LiveClient client;
    private String thread;

    @ParameterizedTest
    @ValueSource(strings = {"thread/list", "thread/loaded/list", "thread/turns/list", "thread/items/list"})
    @Rule({"PAG-1", "PAG-2", "PAG-4", "PAG-8"})
    void pagesOfAnySizeGiveEachRowOnce(String method) {
        fill();
        List<String> all = walk(method, Map.of(), 1_000);
        assertThat(all).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(ROWS);
        for (int limit : new int[] {1, 2, 3, 6, 7, 8}) {
            assertThat(walk(method, Map.of(), limit)).as("limit %d", limit).isEqualTo(all);
        }
        assertThat(page(method, map("limit", 0)).get("data")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread/list", "thread/turns/list", "thread/items/list"})
    @Rule({"PAG-7", "PAG-8"})
    void backwardGivesWhatForwardGave(String method) {
        fill();
        List<String> up = walk(method, map("sortDirection", "asc"), 3);
        List<String> down = walk(method, map("sortDirection", "desc"), 2);
        Collections.reverse(down);
        assertThat(down).isEqualTo(up);

        JsonNode second = page(method, map("sortDirection", "asc", "limit", 2));
        JsonNode third = page(
                method,
                map(
                        "sortDirection",
                        "asc",
                        "limit",
                        2,
                        "cursor",
                        second.get("nextCursor").asText()));
        List<String> back = walkFrom(
                method,
                map("sortDirection", "desc"),
                2,
                third.get("backwardsCursor").asText());
        assertThat(back).isSubsetOf(up).contains(up.get(0), up.get(1));
        assertThat(back).doesNotContain(up.get(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread/list", "thread/turns/list", "thread/items/list"})
    @Rule({"PAG-3", "PAG-2"})
    void newRowsNeitherRepeatNorHideOlderOnes(String method) {
        fill();
        List<String> before = walk(method, map("sortDirection", "desc"), 1_000);
        List<String> seen = new ArrayList<>();
        JsonNode page = page(method, map("sortDirection", "desc", "limit", 2));
        seen.addAll(rows(page));
        while (page.path("nextCursor").isTextual()) {
            client.runTurn(thread, "more");
            client.runTurn(stage.thread(), "another thread");
            page = page(
                    method,
                    map(
                            "sortDirection",
                            "desc",
                            "limit",
                            2,
                            "cursor",
                            page.get("nextCursor").asText()));
            seen.addAll(rows(page));
        }
        assertThat(seen).isEqualTo(before);
    }

    @Test
    @Rule({"PAG-5", "PAG-8"})
    void filterAndOrderHoldOnEveryPage() {
        fill();
        List<String> named = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String id = stage.thread();
            client.request("thread/name/set", json("threadId", id, "name", "needle " + i));
            named.add(id);
        }
        for (String sort : List.of("created_at", "updated_at", "recency_at")) {
            Map<String, Object> filter = map("searchTerm", "needle", "sortKey", sort, "sortDirection", "asc");
            assertThat(walk("thread/list", filter, 2)).as(sort).containsExactlyInAnyOrderElementsOf(named);
            Map<String, Object> all = map("sortKey", sort);
            assertThat(walk("thread/list", all, 3)).isEqualTo(walk("thread/list", all, 1_000));
        }
        client.request("thread/archive", json("threadId", named.get(0)));
        client.request("thread/archive", json("threadId", named.get(3)));
        assertThat(walk("thread/list", map("archived", true), 1)).containsExactlyInAnyOrder(named.get(0), named.get(3));
        String turn = page("thread/turns/list", map()).at("/data/0/id").asText();
        assertThat(walk("thread/items/list", map("turnId", turn), 1)).hasSize(2);
    }

    @Test
    @Rule({"PAG-6"})
    void foreignAndBrokenCursorsAreRefused() {
        fill();
        String other = stage.thread();
        client.runTurn(other, "x");
        client.runTurn(other, "y");
        String items =
                page("thread/items/list", map("limit", 1)).get("nextCursor").asText();
        String turns =
                page("thread/turns/list", map("limit", 1)).get("nextCursor").asText();

        for (String bad : List.of("garbage", "", "{}", "{\"a\":1}", items + "x", "\u0000")) {
            for (String method : List.of("thread/list", "thread/turns/list", "thread/items/list")) {
                Map<String, Object> params = params(method, map("cursor", bad));
                assertThat(client.refused(method, text(params)).get("code").asInt())
                        .isEqualTo(-32600);
            }
        }
        client.refused("thread/turns/list", json("threadId", thread, "cursor", items));
        client.refused("thread/items/list", json("threadId", thread, "cursor", turns));
        client.refused("thread/items/list", json("threadId", other, "cursor", items));
        client.refused("thread/turns/list", json("threadId", other, "cursor", turns));
        assertThat(client.request("thread/items/list", json("threadId", thread, "cursor", items))
                        .get("data"))
                .isNotEmpty();
    }

    private void fill() {
        client = stage.always(Reply.of(Step.text("Ok.")));
        for (int i = 0; i < ROWS - 1; i++) {
            client.runTurn(stage.thread(), "thread " + i);
        }
        thread = stage.thread();
        for (int i = 0; i < ROWS; i++) {
            client.runTurn(thread, "turn " + i);
        }
    }

    private List<String> walk(String method, Map<String, Object> filter, int limit) {
        return walkFrom(method, filter, limit, null);
    }

    private List<String> walkFrom(String method, Map<String, Object> filter, int limit, String from) {
        List<String> rows = new ArrayList<>();
        String cursor = from;
        do {
            Map<String, Object> params = new TreeMap<>(filter);
            params.put("limit", limit);
            if (cursor != null) {
                params.put("cursor", cursor);
            }
            JsonNode page = page(method, params);
            assertThat(page.get("data").size()).isLessThanOrEqualTo(limit);
            rows.addAll(rows(page));
            cursor =
                    page.path("nextCursor").isTextual() ? page.get("nextCursor").asText() : null;
            assertThat(rows).as("a walk that does not end").hasSizeLessThan(1_000);
        } while (cursor != null);
        return rows;
    }

    private JsonNode page(String method, Map<String, Object> params) {
        return client.request(method, text(params(method, params)));
    }

    private Map<String, Object> params(String method, Map<String, Object> params) {
        Map<String, Object> all = new TreeMap<>(params);
        if (!method.equals("thread/list") && !method.equals("thread/loaded/list")) {
            all.put("threadId", thread);
        }
        return all;
    }

    private static String text(Map<String, Object> params) {
        return json(params.entrySet().stream()
                .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
                .toArray());
    }

    private static List<String> rows(JsonNode page) {
        List<String> rows = new ArrayList<>();
        page.get("data")
                .forEach(row -> rows.add(
                        row.isTextual()
                                ? row.asText()
                                : row.has("item")
                                        ? row.at("/item/id").asText()
                                        : row.get("id").asText()));
        return rows;
    }
}
