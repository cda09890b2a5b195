package dev.parlance.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnLogTest {
    @TempDir
    Path home;

    private ThreadStore store;

    @BeforeEach
    void open() {
        store = new SqliteThreadStore(home);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatWasWrittenIsReadBackWhole() {
        TurnLog log = Samples.open(store, "t");
        log.beginTurn(StoredTurn.begun("a", 10));
        log.appendItem("a", "i", "userMessage", 11, 12, Samples.json("{\"x\":\"é\"}"));
        log.endTurn("a", "failed", Samples.json("{\"message\":\"no\"}"), 20, 10);

        ThreadReader reader = store.reader("t");
        StoredTurn turn = new StoredTurn(1, "a", "failed", Samples.json("{\"message\":\"no\"}"), 10, 20L, 10L);
        StoredItem item = new StoredItem(2, "a", "i", "userMessage", 11, 12, Samples.json("{\"x\":\"é\"}"));
        assertThat(reader.turns(Span.all())).usingRecursiveComparison().isEqualTo(List.of(turn));
        assertThat(reader.turn("a").orElseThrow()).usingRecursiveComparison().isEqualTo(turn);
        assertThat(reader.items(Span.all(), "a"))
                .usingRecursiveComparison()
                .isEqualTo(new ItemPage(List.of(item), false));
        assertThat(reader.item("i").orElseThrow()).usingRecursiveComparison().isEqualTo(item);
        assertThat(reader.items(Span.all(), "b")).isEqualTo(new ItemPage(List.of(), false));
    }

    @Test
    void stretchesAreReadFromBothEnds() {
        TurnLog log = Samples.open(store, "t");
        for (int i = 1; i <= 4; i++) {
            Samples.turn(log, "t" + i, i * 100L);
        }
        ThreadReader reader = store.reader("t");

        assertThat(ids(reader.turns(Span.all().newestFirst().limit(2)))).containsExactly("t4", "t3");
        long second = reader.turn("t2").orElseThrow().ordinal();
        assertThat(ids(reader.turns(Span.all().from(second, true)))).containsExactly("t2", "t3", "t4");
        assertThat(ids(reader.turns(Span.all().from(second, false).newestFirst())))
                .containsExactly("t1");
        ItemPage page = reader.items(Span.all().newestFirst().limit(3), null);
        assertThat(page.items().stream().map(StoredItem::id)).containsExactly("t4-a", "t4-u", "t3-a");
        assertThat(page.more()).isTrue();
        List<String> each = new ArrayList<>();
        reader.eachItem(reader.turn("t2").orElseThrow(), reader.turn("t3").orElseThrow(), item -> each.add(item.id()));
        assertThat(each).containsExactly("t2-u", "t2-a", "t3-u", "t3-a");
        assertThat(reader.lastTurn().orElseThrow().id()).isEqualTo("t4");
    }

    @Test
    void summaryIsTheFirstQuestionAndTheLastAnswer() {
        TurnLog log = Samples.open(store, "t");
        Samples.turn(log, "a", 1);
        log.appendItem("a", "late", "agentMessage", 2, 2, Samples.json("{}"));
        log.appendItem("a", "cmd", "commandExecution", 3, 3, Samples.json("{}"));
        ThreadReader reader = store.reader("t");

        assertThat(reader.summary(reader.turn("a").orElseThrow()).stream().map(StoredItem::id))
                .containsExactly("a-u", "late");
    }

    @Test
    void anItemIdIsGivenOnce() {
        TurnLog log = Samples.open(store, "t");
        Samples.turn(log, "a", 1);

        assertThatThrownBy(() -> log.appendItem("a", "a-u", "plan", 1, 1, Samples.json("{}")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("store item a-u of thread t");
        log.appendItem("a", "next", "plan", 1, 1, Samples.json("{}"));
        assertThat(Samples.itemIds(store.reader("t"))).containsExactly("a-u", "a-a", "next");
    }

    @Test
    void unknownTurnsAreErrors() {
        TurnLog log = Samples.open(store, "t");
        Samples.turn(log, "a", 1);

        assertThatThrownBy(() -> log.appendItem("x", "i", "plan", 1, 1, Samples.json("{}")))
                .isInstanceOf(UnknownTurnException.class)
                .hasMessage("turn not found: x");
        assertThatThrownBy(() -> log.endTurn("x", "completed", null, 1, 1)).isInstanceOf(UnknownTurnException.class);
        assertThatThrownBy(() -> log.revert("x")).isInstanceOf(UnknownTurnException.class);
    }

    @Test
    void revertBringsBackTheContextThatACompactionReplaced() {
        TurnLog log = Samples.open(store, "t");
        log.appendContext(null, Samples.jsons("\"injected\""));
        Samples.turn(log, "a", 10);
        Samples.turn(log, "b", 20);
        log.beginTurn(StoredTurn.begun("compact", 30));
        log.replaceContext(Samples.jsons("\"summary\""));
        Samples.turn(log, "d", 40);
        assertThat(Samples.texts(log.context())).containsExactly("\"summary\"", "\"d asks\"", "\"d answers\"");

        log.revert("d");
        assertThat(Samples.texts(log.context())).containsExactly("\"summary\"");

        log.revert("b");
        assertThat(Samples.texts(log.context())).containsExactly("\"injected\"", "\"a asks\"", "\"a answers\"");
        assertThat(Samples.turnIds(store.reader("t"))).containsExactly("a");
        assertThat(Samples.itemIds(store.reader("t"))).containsExactly("a-u", "a-a");

        log.appendContext(null, Samples.jsons("\"later\""));
        log.revert("a");
        assertThat(Samples.texts(log.context())).containsExactly("\"injected\"");
    }

    @Test
    void revertedOrdinalsAreNotGivenAgainEvenAfterARestart() {
        TurnLog log = Samples.open(store, "t");
        Samples.turn(log, "a", 10);
        Samples.turn(log, "b", 20);
        long highest = store.reader("t").item("b-a").orElseThrow().ordinal();
        log.revert("b");
        store.close();
        store = new SqliteThreadStore(home);

        Samples.turn(store.log(store.claim("t")), "c", 30);

        assertThat(store.reader("t").turn("c").orElseThrow().ordinal()).isEqualTo(highest + 1);
    }

    @Test
    void aCutTurnReadsAsInterruptedAndStaysSoOnceClosed() {
        TurnLog log = Samples.open(store, "t");
        log.beginTurn(StoredTurn.begun("a", 10));
        log.appendItem("a", "i", "userMessage", 11, 25, Samples.json("{}"));
        assertThat(store.reader("t").turn("a").orElseThrow().status()).isEqualTo("inProgress");
        store.close();
        store = new SqliteThreadStore(home);
        StoredTurn cut = new StoredTurn(1, "a", "interrupted", null, 10, 25L, 15L);

        assertThat(store.reader("t").turns(Span.all())).containsExactly(cut);
        TurnLog again = store.log(store.claim("t"));
        assertThat(again.closeCutTurns()).containsExactly("a");
        assertThat(again.closeCutTurns()).isEmpty();
        assertThat(store.reader("t").turns(Span.all())).containsExactly(cut);
    }

    @Test
    void memoryLogKeepsContextOnly() {
        TurnLog log = TurnLog.inMemory();
        Samples.turn(log, "a", 1);
        assertThat(Samples.texts(log.context())).containsExactly("\"a asks\"", "\"a answers\"");

        log.replaceContext(Samples.jsons("1"));

        assertThat(Samples.texts(log.context())).containsExactly("1");
        assertThat(log.closeCutTurns()).isEmpty();
    }

    private static List<String> ids(List<StoredTurn> turns) {
        return turns.stream().map(StoredTurn::id).toList();
    }
}
