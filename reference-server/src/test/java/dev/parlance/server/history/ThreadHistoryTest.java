package dev.parlance.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.IdleThreadStatus;
import dev.parlance.agent.protocol.ItemThreadItemsListAnchor;
import dev.parlance.agent.protocol.SortDirection;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.agent.protocol.ThreadItemEntry;
import dev.parlance.agent.protocol.ThreadItemsListCursor;
import dev.parlance.agent.protocol.ThreadItemsListParams;
import dev.parlance.agent.protocol.ThreadItemsListResponse;
import dev.parlance.agent.protocol.ThreadReadParams;
import dev.parlance.agent.protocol.ThreadReadResponse;
import dev.parlance.agent.protocol.ThreadTurnsListParams;
import dev.parlance.agent.protocol.ThreadTurnsListResponse;
import dev.parlance.agent.protocol.Turn;
import dev.parlance.agent.protocol.TurnError;
import dev.parlance.agent.protocol.TurnItemsView;
import dev.parlance.agent.protocol.TurnStatus;
import dev.parlance.rpc.EncodedJson;
import dev.parlance.rpc.RpcException;
import dev.parlance.server.Json;
import dev.parlance.server.store.StoredTurn;
import dev.parlance.server.store.TurnLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThreadHistoryTest extends HistoryFixture {
    private ThreadTurnsListResponse turns(ThreadTurnsListParams.Builder params) {
        return read(history.turns(params.build()), ThreadTurnsListResponse.class);
    }

    private ThreadItemsListResponse items(ThreadItemsListParams.Builder params) {
        return read(history.items(params.build()), ThreadItemsListResponse.class);
    }

    private static ThreadTurnsListParams.Builder turnsOf(int thread) {
        return ThreadTurnsListParams.builder().threadId(id(thread));
    }

    private static ThreadItemsListParams.Builder itemsOf(int thread) {
        return ThreadItemsListParams.builder().threadId(id(thread));
    }

    private static Turn.Builder done(String turnId) {
        return Turn.builder()
                .id(turnId)
                .rootTurnId(turnId)
                .status(TurnStatus.COMPLETED)
                .startedAt(5L)
                .completedAt(7L)
                .durationMs(2_500L);
    }

    @Test
    void turnsComeNewestFirstInTheViewAskedFor() {
        TurnLog log = writing(1);
        turn(log, "a", 2);
        turn(log, "b", 3);

        assertThat(turns(turnsOf(1)).data())
                .containsExactly(
                        done("b")
                                .itemsView(TurnItemsView.SUMMARY)
                                .items(List.of(message("b-2")))
                                .build(),
                        done("a")
                                .itemsView(TurnItemsView.SUMMARY)
                                .items(List.of(message("a-1")))
                                .build());
        assertThat(turns(turnsOf(1).itemsView(TurnItemsView.NOT_LOADED).limit(1L))
                        .data())
                .containsExactly(done("b")
                        .itemsView(TurnItemsView.NOT_LOADED)
                        .items(List.of())
                        .build());
        assertThat(turns(turnsOf(1).itemsView(TurnItemsView.FULL).sortDirection(SortDirection.ASC))
                        .data()
                        .get(0))
                .isEqualTo(done("a")
                        .itemsView(TurnItemsView.FULL)
                        .items(List.of(message("a-0"), message("a-1")))
                        .build());
    }

    @Test
    void aFailedTurnShowsItsErrorAndARunningOneWhatItIsAt() {
        TurnLog log = writing(1);
        TurnError error = TurnError.builder().message("no model").build();
        log.beginTurn(StoredTurn.begun("a", 1_000));
        log.endTurn("a", "failed", EncodedJson.of(Json.bytes(error)), 2_000, 1_000);
        log.beginTurn(StoredTurn.begun("b", 3_000));
        log.appendItem("b", "one", "agentMessage", 3_000, 3_001, EncodedJson.of(Json.bytes(message("one"))));
        loaded.open.put(id(1), List.of(message("one"), message("two")));

        List<Turn> turns = turns(turnsOf(1).itemsView(TurnItemsView.FULL)).data();

        assertThat(turns)
                .containsExactly(
                        Turn.builder()
                                .id("b")
                                .rootTurnId("b")
                                .items(List.of(message("one"), message("two")))
                                .itemsView(TurnItemsView.FULL)
                                .status(TurnStatus.IN_PROGRESS)
                                .startedAt(3L)
                                .build(),
                        Turn.builder()
                                .id("a")
                                .rootTurnId("a")
                                .items(List.of())
                                .itemsView(TurnItemsView.FULL)
                                .status(TurnStatus.FAILED)
                                .error(error)
                                .startedAt(1L)
                                .completedAt(2L)
                                .durationMs(1_000L)
                                .build());
    }

    @Test
    void walkingTurnsAndItemsGivesEachOnceBothWays() {
        TurnLog log = writing(1);
        for (int i = 0; i < 7; i++) {
            turn(log, "t" + i, i % 3);
        }
        List<String> turns = Stream.of("t6", "t5", "t4", "t3", "t2", "t1", "t0").toList();
        List<String> items =
                Stream.of("t1-0", "t2-0", "t2-1", "t4-0", "t5-0", "t5-1").toList();
        for (long limit = 0; limit <= 8; limit++) {
            for (SortDirection direction : SortDirection.values()) {
                assertThat(walkTurns(limit, direction))
                        .isEqualTo(direction == SortDirection.DESC ? turns : reversed(turns));
                assertThat(walkItems(limit, direction))
                        .isEqualTo(direction == SortDirection.ASC ? items : reversed(items));
            }
        }
    }

    private static List<String> reversed(List<String> list) {
        List<String> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    private List<String> walkTurns(long limit, SortDirection direction) {
        List<String> seen = new ArrayList<>();
        ThreadTurnsListResponse page = turns(turnsOf(1).limit(limit).sortDirection(direction));
        while (true) {
            assertThat(page.data()).hasSizeLessThanOrEqualTo((int) Math.max(1, limit));
            page.data().forEach(turn -> seen.add(turn.id()));
            assertThat(seen).doesNotHaveDuplicates();
            if (page.nextCursor() == null) {
                return seen;
            }
            page = turns(turnsOf(1).limit(limit).sortDirection(direction).cursor(page.nextCursor()));
        }
    }

    private List<String> walkItems(long limit, SortDirection direction) {
        List<String> seen = new ArrayList<>();
        ThreadItemsListResponse page = items(itemsOf(1).limit(limit).sortDirection(direction));
        while (true) {
            assertThat(page.data()).hasSizeLessThanOrEqualTo((int) Math.max(1, limit));
            page.data().forEach(entry -> seen.add(entry.item().id()));
            assertThat(seen).doesNotHaveDuplicates();
            if (page.nextCursor() == null) {
                return seen;
            }
            page = items(itemsOf(1)
                    .limit(limit)
                    .sortDirection(direction)
                    .cursor(ThreadItemsListCursor.of(page.nextCursor())));
        }
    }

    @Test
    void backwardsCursorsReturnTheFirstEntryAgain() {
        TurnLog log = writing(1);
        turn(log, "a", 2);
        turn(log, "b", 2);
        turn(log, "c", 2);
        ThreadTurnsListResponse second =
                turns(turnsOf(1).limit(1L).cursor(turns(turnsOf(1).limit(1L)).nextCursor()));

        ThreadTurnsListResponse back =
                turns(turnsOf(1).cursor(second.backwardsCursor()).sortDirection(SortDirection.ASC));

        assertThat(back.data().stream().map(Turn::id)).containsExactly("b", "c");
        assertThat(turns(turnsOf(1).cursor(history.turnsBackwardsCursor(id(1)))).data().stream()
                        .map(Turn::id))
                .containsExactly("c", "b", "a");
        assertThat(items(itemsOf(1)
                                .cursor(ThreadItemsListCursor.of(history.itemsBackwardsCursor(id(1))))
                                .sortDirection(SortDirection.DESC)
                                .limit(2L))
                        .data()
                        .stream()
                        .map(entry -> entry.item().id()))
                .containsExactly("c-1", "c-0");
    }

    @Test
    void itemsComeOldestFirstAndOfOneTurnIfAskedFor() {
        TurnLog log = writing(1);
        turn(log, "a", 1);
        turn(log, "b", 2);

        assertThat(items(itemsOf(1)).data()).containsExactly(entry("a", 0), entry("b", 0), entry("b", 1));
        assertThat(items(itemsOf(1).turnId("b")).data()).containsExactly(entry("b", 0), entry("b", 1));
        assertThat(items(itemsOf(1).turnId("zzz")))
                .isEqualTo(read(
                        EncodedJson.of("{\"data\":[],\"nextCursor\":null,\"backwardsCursor\":null}"
                                .getBytes(StandardCharsets.UTF_8)),
                        ThreadItemsListResponse.class));
        assertThat(items(itemsOf(1)
                                .turnId("b")
                                .cursor(ItemThreadItemsListAnchor.builder()
                                        .itemId("b-0")
                                        .build()))
                        .data())
                .containsExactly(entry("b", 1));
    }

    private static ThreadItemEntry entry(String turnId, int number) {
        return ThreadItemEntry.builder()
                .turnId(turnId)
                .item(message(turnId + "-" + number))
                .startedAtMs(5_000L + number)
                .completedAtMs(5_001L + number)
                .build();
    }

    @Test
    void foreignAndBrokenCursorsAreRefused() {
        TurnLog log = writing(1);
        turn(log, "a", 3);
        turn(log, "b", 3);
        turn(writing(2), "a", 3);
        String turns = turns(turnsOf(1).limit(1L)).nextCursor();
        String items = items(itemsOf(1).limit(1L)).nextCursor();
        assertThat(turns)
                .isEqualTo("{\"requestedThreadId\":\"" + id(1)
                        + "\",\"rolloutOrdinal\":5,\"includeAnchor\":false,\"scope\":{\"kind\":\"turns\"}}");

        for (String cursor :
                List.of("", "garbage", "{}", items, turns + " ", turns.replace("5", "-5"), "x".repeat(999))) {
            assertThatThrownBy(() -> turns(turnsOf(1).cursor(cursor)))
                    .isInstanceOf(RpcException.class)
                    .hasMessageStartingWith("invalid cursor: ");
        }
        assertThatThrownBy(() -> turns(turnsOf(2).cursor(turns))).hasMessage("invalid cursor: " + turns);
        assertThatThrownBy(() -> items(itemsOf(1).turnId("a").cursor(ThreadItemsListCursor.of(items))))
                .hasMessage("invalid cursor: " + items);
        assertThatThrownBy(() -> items(itemsOf(2).cursor(ThreadItemsListCursor.of(items))))
                .hasMessage("invalid cursor: " + items);
        assertThatThrownBy(() -> turns(turnsOf(1).itemsView(new TurnItemsView("Full"))))
                .hasMessage("itemsView must be notLoaded, summary or full");
    }

    @Test
    void readGivesTheThreadAndOnRequestAllItsTurns() {
        TurnLog log = writing(1);
        turn(log, "a", 2);
        AgentThread thread = ThreadViews.notLoaded(thread(1, 1_000));
        ThreadReadParams.Builder params = ThreadReadParams.builder().threadId(id(1));

        assertThat(read(history.read(params.build()), ThreadReadResponse.class))
                .isEqualTo(ThreadReadResponse.builder().thread(thread).build());
        Turn turn = done("a")
                .itemsView(TurnItemsView.FULL)
                .items(List.of(message("a-0"), message("a-1")))
                .build();
        assertThat(read(history.read(params.includeTurns(true).build()), ThreadReadResponse.class))
                .isEqualTo(ThreadReadResponse.builder()
                        .thread(thread.toBuilder().turns(List.of(turn)).build())
                        .build());
    }

    @Test
    void readingChangesNothing() {
        TurnLog log = writing(1);
        log.beginTurn(StoredTurn.begun("a", 1_000));
        store.close();
        open();
        EncodedJson first = history.turns(turnsOf(1).build());

        assertThat(history.turns(turnsOf(1).build()).toString()).isEqualTo(first.toString());
        assertThat(first.toString()).contains("\"status\":\"interrupted\"");
        assertThat(store.find(id(1)).orElseThrow()).usingRecursiveComparison().isEqualTo(thread(1, 1_000));
    }

    @Test
    void unknownThreadsAreErrors() {
        ThreadReadParams unknown = ThreadReadParams.builder().threadId(id(9)).build();
        assertRefused(-32600, "thread not loaded: " + id(9), () -> history.read(unknown));
        assertRefused(-32600, "thread not loaded: " + id(9), () -> turns(turnsOf(9)));
        assertRefused(-32601, "thread/items/list is not supported yet", () -> items(itemsOf(9)));
        assertRefused(
                -32600,
                "invalid thread id: it must be a UUID, 36 characters with four hyphens",
                () -> history.read(ThreadReadParams.builder().threadId("zzz").build()));
    }

    @Test
    void threadsThatAreOnlyInMemoryHaveNoStoredHistory() {
        AgentThread fresh =
                ThreadViews.of(thread(1, 1), IdleThreadStatus.builder().build());
        loaded.threads.put(id(1), fresh);
        loaded.threads.put(id(2), fresh.toBuilder().id(id(2)).ephemeral(true).build());

        assertThat(read(history.read(ThreadReadParams.builder().threadId(id(1)).build()), ThreadReadResponse.class))
                .isEqualTo(ThreadReadResponse.builder().thread(fresh).build());
        assertRefused(-32601, "list_turns is not supported yet", () -> readAll(1));
        assertRefused(
                -32600,
                "thread " + id(1)
                        + " is not materialized yet; thread/turns/list is unavailable before first user message",
                () -> turns(turnsOf(1)));
        assertRefused(-32600, "ephemeral threads do not support includeTurns", () -> readAll(2));
        assertRefused(-32600, "ephemeral threads do not support thread/turns/list", () -> turns(turnsOf(2)));
        assertThat(history.turnsBackwardsCursor(id(1))).isNull();
        assertThat(history.itemsBackwardsCursor(id(1))).isNull();
    }

    private EncodedJson readAll(int thread) {
        return history.read(ThreadReadParams.builder()
                .threadId(id(thread))
                .includeTurns(true)
                .build());
    }

    private static void assertRefused(int code, String message, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(message);
    }

    @Test
    void revertedTurnsAreGoneFromEveryView() {
        TurnLog log = writing(1);
        turn(log, "a", 1);
        turn(log, "b", 1);
        log.revert("b");

        assertThat(turns(turnsOf(1)).data().stream().map(Turn::id)).containsExactly("a");
        assertThat(items(itemsOf(1)).data()).containsExactly(entry("a", 0));
        List<ThreadItem> all = read(readAll(1), ThreadReadResponse.class).thread().turns().stream()
                .flatMap(turn -> turn.items().stream())
                .toList();
        assertThat(all).containsExactly(message("a-0"));
    }
}
