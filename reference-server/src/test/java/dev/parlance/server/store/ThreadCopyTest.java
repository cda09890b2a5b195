package dev.parlance.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadCopyTest {
    @TempDir
    Path home;

    private ThreadStore store;
    private TurnLog log;

    @BeforeEach
    void open() {
        store = new SqliteThreadStore(home);
        log = Samples.open(store, "t");
        Samples.turn(log, "a", 10);
        Samples.turn(log, "b", 20);
        log.beginTurn(StoredTurn.begun("compact", 30));
        log.replaceContext(Samples.jsons("\"summary\""));
        log.endTurn("compact", "completed", null, 31, 1);
        Samples.turn(log, "d", 40);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private boolean fork(ForkPoint point) {
        return store.copy("t", point, Samples.thread("f", 50), store.claim("f"));
    }

    @Test
    void aWholeCopyReadsLikeItsSource() {
        assertThat(fork(ForkPoint.end())).isFalse();

        assertThat(store.reader("f").turns(Span.all()))
                .isEqualTo(store.reader("t").turns(Span.all()));
        assertThat(store.reader("f").items(Span.all(), null))
                .usingRecursiveComparison()
                .isEqualTo(store.reader("t").items(Span.all(), null));
        assertThat(Samples.texts(store.reader("f").context()))
                .isEqualTo(Samples.texts(store.reader("t").context()));
    }

    @Test
    void aCopyMayEndAfterOrBeforeATurn() {
        fork(ForkPoint.after("b"));
        store.copy("t", ForkPoint.before("b"), Samples.thread("g", 50), store.claim("g"));

        assertThat(Samples.turnIds(store.reader("f"))).containsExactly("a", "b");
        assertThat(Samples.texts(store.reader("f").context()))
                .containsExactly("\"a asks\"", "\"a answers\"", "\"b asks\"", "\"b answers\"");
        assertThat(Samples.turnIds(store.reader("g"))).containsExactly("a");
        assertThat(Samples.itemIds(store.reader("g"))).containsExactly("a-u", "a-a");
    }

    @Test
    void aRunningTurnIsInterruptedInTheCopyOnly() {
        log.beginTurn(StoredTurn.begun("run", 50));
        log.appendItem("run", "run-u", "userMessage", 50, 52, Samples.json("{}"));

        assertThat(fork(ForkPoint.end())).isTrue();

        StoredTurn copied = store.reader("f").lastTurn().orElseThrow();
        assertThat(List.of(copied.status(), copied.completedAtMs(), copied.durationMs()))
                .isEqualTo(List.of("interrupted", 52L, 2L));
        assertThat(store.reader("t").lastTurn().orElseThrow().status()).isEqualTo("inProgress");
    }

    @Test
    void neitherSideWritesIntoTheOther() {
        ThreadClaim claim = store.claim("f");
        store.copy("t", ForkPoint.end(), Samples.thread("f", 50), claim);
        List<String> before = Samples.itemIds(store.reader("t"));

        TurnLog fork = store.log(claim);
        fork.revert("b");
        Samples.turn(fork, "e", 60);
        Samples.turn(log, "g", 70);

        assertThat(Samples.turnIds(store.reader("f"))).containsExactly("a", "e");
        assertThat(Samples.texts(fork.context()))
                .containsExactly("\"a asks\"", "\"a answers\"", "\"e asks\"", "\"e answers\"");
        assertThat(Samples.itemIds(store.reader("t")))
                .startsWith(before.toArray(String[]::new))
                .endsWith("g-u", "g-a");
        store.delete("t");
        assertThat(Samples.turnIds(store.reader("f"))).containsExactly("a", "e");
    }

    @Test
    void anUnknownForkPointStoresNothing() {
        assertThatThrownBy(() -> fork(ForkPoint.after("x")))
                .isInstanceOf(UnknownTurnException.class)
                .hasMessage("turn not found: x");
        assertThat(store.find("f")).isEmpty();
    }
}
