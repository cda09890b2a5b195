package dev.parlance.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteThreadStoreTest {
    @TempDir
    Path home;

    @Test
    void nothingIsMadeBeforeTheFirstUse() throws Exception {
        new SqliteThreadStore(home.resolve("new")).close();

        assertThat(home.resolve("new")).doesNotExist();
    }

    @Test
    void threadsSurviveARestartWhole() {
        StoredThread full = Samples.full("t1");
        StoredThread sparse = Samples.thread("t2", 7);
        try (ThreadStore store = new SqliteThreadStore(home)) {
            store.create(full, store.claim("t1"));
            store.create(sparse, store.claim("t2"));
        }

        try (ThreadStore store = new SqliteThreadStore(home)) {
            assertThat(store.find("t1").orElseThrow())
                    .usingRecursiveComparison()
                    .isEqualTo(full);
            assertThat(store.find("t2").orElseThrow())
                    .usingRecursiveComparison()
                    .isEqualTo(sparse);
            assertThat(store.find("t3")).isEmpty();
        }
    }

    @Test
    void updateReplacesWhatItWasGiven() {
        try (ThreadStore store = new SqliteThreadStore(home)) {
            store.create(Samples.full("t"), store.claim("t"));

            StoredThread after = store.update(
                    "t", t -> t.toBuilder().name("new").gitSha(null).build());

            StoredThread expected =
                    Samples.full("t").toBuilder().name("new").gitSha(null).build();
            assertThat(after).usingRecursiveComparison().isEqualTo(expected);
            assertThat(store.find("t").orElseThrow()).usingRecursiveComparison().isEqualTo(expected);
        }
    }

    @Test
    void unknownThreadsAreErrorsWhereTheyMust() {
        try (ThreadStore store = new SqliteThreadStore(home)) {
            assertThatThrownBy(() -> store.update("t", t -> t))
                    .isInstanceOf(UnknownThreadException.class)
                    .hasMessage("no stored thread t");
            ThreadClaim claim = store.claim("u");
            assertThatThrownBy(() -> store.copy("t", ForkPoint.end(), Samples.thread("u", 1), claim))
                    .isInstanceOf(UnknownThreadException.class);
            TurnLog log = store.log(claim);
            assertThatThrownBy(() -> log.beginTurn(StoredTurn.begun("turn", 1)))
                    .isInstanceOf(UnknownThreadException.class);
            assertThat(store.find("u")).isEmpty();
        }
    }

    @Test
    void deletingTakesTheHistoryAlong() {
        try (ThreadStore store = new SqliteThreadStore(home)) {
            Samples.turn(Samples.open(store, "t"), "t-1", 5);

            store.delete("t");
            store.delete("t");

            assertThat(store.find("t")).isEmpty();
            assertThat(store.reader("t").turns(Span.all())).isEmpty();
            assertThat(store.reader("t").context()).isEmpty();
        }
    }

    @Test
    void aThreadHasOneClaimAtATime() {
        try (ThreadStore store = new SqliteThreadStore(home);
                ThreadStore other = new SqliteThreadStore(home)) {
            ThreadClaim claim = store.claim("t");
            assertThatThrownBy(() -> store.claim("t"))
                    .isInstanceOf(ThreadBusyException.class)
                    .hasMessage("thread t already has an active writer");
            assertThatThrownBy(() -> other.claim("t")).isInstanceOf(ThreadBusyException.class);
            other.claim("u").close();

            claim.close();
            claim.close();

            assertThat(claim.held()).isFalse();
            assertThat(other.claim("t").held()).isTrue();
        }
    }

    @Test
    void closingOneStoreLeavesTheClaimsOfAnother() {
        ThreadStore other = new SqliteThreadStore(home);
        try (ThreadStore store = new SqliteThreadStore(home)) {
            store.claim("t");
            other.claim("u");

            other.close();

            assertThatThrownBy(() -> store.claim("t")).isInstanceOf(ThreadBusyException.class);
            assertThat(store.claim("u").held()).isTrue();
        }
    }

    @Test
    void nothingIsWrittenWithoutTheClaim() {
        try (ThreadStore store = new SqliteThreadStore(home)) {
            ThreadClaim claim = store.claim("t");
            assertThatThrownBy(() -> store.create(Samples.thread("u", 1), claim))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("no claim on thread u is held");
            store.create(Samples.thread("t", 1), claim);
            TurnLog log = store.log(claim);
            claim.close();

            assertThatThrownBy(() -> log.beginTurn(StoredTurn.begun("x", 1)))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the claim on thread t was given back");
            assertThat(store.reader("t").lastTurn()).isEqualTo(Optional.empty());
        }
    }

    @Test
    void homeMayBeALinkWithOddCharacters() throws Exception {
        Path real = Files.createDirectory(home.resolve("a?b#c %41"));
        Path link = Files.createSymbolicLink(home.resolve("link"), real);
        try (ThreadStore store = new SqliteThreadStore(link)) {
            store.create(Samples.thread("t", 1), store.claim("t"));
        }

        assertThat(real.resolve("threads.sqlite")).isNotEmptyFile();
        try (ThreadStore store = new SqliteThreadStore(real)) {
            assertThat(store.find("t")).isPresent();
        }
    }

    @Test
    void nobodyElseMayReadTheFiles() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path made = home.resolve("deep/home");
        try (ThreadStore store = new SqliteThreadStore(made)) {
            Samples.open(store, "t");
            for (String file : List.of("threads.sqlite", "threads.sqlite-wal", "threads.lock")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve(file))))
                        .isEqualTo("rw-------");
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aClosedStoreSaysSo() {
        ThreadStore store = new SqliteThreadStore(home);
        store.find("t");
        store.close();

        assertThatThrownBy(() -> store.find("t"))
                .isInstanceOf(StoreException.class)
                .hasMessage("the thread store is closed");
        assertThatThrownBy(() -> store.claim("t")).isInstanceOf(StoreException.class);
    }
}
