package dev.parlance.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parlance.server.store.StoreException.Reason;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenStoreTest {
    private static final int PAGE = 4096;

    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void file() {
        file = home.resolve("threads.sqlite");
    }

    private static StoreException failure(ThrowingCallable call) {
        return catchThrowableOfType(StoreException.class, call);
    }

    private void fill(int items) {
        try (ThreadStore store = new SqliteThreadStore(home)) {
            TurnLog log = Samples.open(store, "t");
            log.beginTurn(StoredTurn.begun("turn", 1));
            append(log, 0, items);
        }
    }

    private static void append(TurnLog log, int from, int to) {
        for (int i = from; i < to; i++) {
            log.appendItem("turn", "i" + i, "plan", 1, 1, Samples.json("\"" + "x".repeat(1000) + "\""));
        }
    }

    private void refusedUntouched(Reason reason, String message) throws Exception {
        byte[] before = Files.readAllBytes(file);
        try (ThreadStore store = new SqliteThreadStore(home)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                StoreException refusal = failure(() -> store.list(ThreadQuery.newest(5)));
                assertThat(refusal.reason()).isEqualTo(reason);
                assertThat(refusal).hasMessage(message);
            }
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void whatIsNoDatabaseIsRefusedAndLeftAlone() throws Exception {
        Files.writeString(file, "no database at all, but longer than a header of one. ".repeat(200));

        refusedUntouched(
                Reason.DAMAGED,
                "cannot list threads: " + file
                        + " is damaged or no database. It was left as it is: move it away together"
                        + " with its -wal and -shm files, or put a backup in its place, and start again");
    }

    @Test
    void aMalformedDatabaseIsRefusedAndLeftAlone() throws Exception {
        fill(100);
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] rubbish = new byte[PAGE];
            java.util.Arrays.fill(rubbish, (byte) 0x5a);
            for (long at = PAGE; at + PAGE <= raw.length(); at += PAGE) {
                raw.seek(at);
                raw.write(rubbish);
            }
        }

        refusedUntouched(
                Reason.DAMAGED,
                "cannot list threads: " + file
                        + " is damaged or no database. It was left as it is: move it away together"
                        + " with its -wal and -shm files, or put a backup in its place, and start again");
    }

    @Test
    void aNewerDatabaseIsRefusedAndLeftAlone() throws Exception {
        fill(1);
        try (RawDatabase raw = new RawDatabase(home)) {
            raw.run("PRAGMA user_version = 99");
        }

        refusedUntouched(
                Reason.NEWER,
                file + " has version 99, this release knows up to 1: use a newer release, or another home folder");
    }

    @Test
    void theDatabaseOfAnotherProgramIsRefusedAndLeftAlone() throws Exception {
        try (RawDatabase raw = new RawDatabase(home)) {
            raw.run("CREATE TABLE theirs (x)");
        }

        refusedUntouched(Reason.DAMAGED, file + " is a database of another program; move it away and start again");
    }

    @Test
    void aLockedDatabaseIsAnErrorThatPasses() throws Exception {
        fill(3);
        try (ThreadStore store = new SqliteThreadStore(home, Tuning.DEFAULT.withBusyMs(30));
                RawDatabase raw = new RawDatabase(home)) {
            TurnLog log = store.log(store.claim("t"));
            raw.run("BEGIN IMMEDIATE");

            StoreException refusal = failure(() -> append(log, 3, 4));
            assertThat(refusal.reason()).isEqualTo(Reason.LOCKED);
            assertThat(refusal)
                    .hasMessage("cannot store item i3 of thread t: " + file
                            + " is kept busy by another process; try again, or end that process");
            assertThat(Samples.itemIds(store.reader("t"))).containsExactly("i0", "i1", "i2");

            raw.run("ROLLBACK");
            append(log, 3, 4);
            assertThat(Samples.itemIds(store.reader("t"))).containsExactly("i0", "i1", "i2", "i3");
        }
    }

    @Test
    void aFullDiskLosesNothingThatWasStored() {
        fill(3);
        int stored = 3;
        try (ThreadStore store = new SqliteThreadStore(home, Tuning.DEFAULT.withPragma("PRAGMA max_page_count = 40"))) {
            TurnLog log = store.log(store.claim("t"));
            StoreException refusal = null;
            while (refusal == null) {
                int next = stored;
                refusal = failure(() -> append(log, next, next + 1));
                stored += refusal == null ? 1 : 0;
            }
            assertThat(refusal.reason()).isEqualTo(Reason.FULL);
            assertThat(refusal)
                    .hasMessageEndingWith(
                            "no room for " + file + "; make room on its disk and try again, nothing stored is lost");
            assertThat(Samples.itemIds(store.reader("t"))).hasSize(stored);
        }

        try (ThreadStore store = new SqliteThreadStore(home)) {
            append(store.log(store.claim("t")), stored, stored + 1);
            assertThat(Samples.itemIds(store.reader("t"))).hasSize(stored + 1).endsWith("i" + stored);
        }
    }

    @Test
    void whatCannotBeWrittenCanStillBeRead() {
        fill(2);
        try (ThreadStore store = new SqliteThreadStore(home, Tuning.DEFAULT.withPragma("PRAGMA query_only = 1"))) {
            assertThat(Samples.itemIds(store.reader("t"))).containsExactly("i0", "i1");

            StoreException refusal = failure(() -> store.update("t", t -> t));

            assertThat(refusal.reason()).isEqualTo(Reason.READ_ONLY);
            assertThat(refusal)
                    .hasMessage("cannot change thread t: " + file
                            + " cannot be opened or written; check the rights of the file and its folder");
        }
    }

    @Test
    void aHomeThatCannotBeMadeIsAClearError() throws Exception {
        Path blocked = Files.writeString(home.resolve("plain"), "a file").resolve("home");
        try (ThreadStore store = new SqliteThreadStore(blocked)) {
            StoreException refusal = failure(() -> store.find("t"));
            assertThat(refusal.reason()).isEqualTo(Reason.READ_ONLY);
            assertThat(refusal)
                    .hasMessage("cannot make or read the folder of " + blocked.resolve("threads.sqlite")
                            + "; check its rights");
            assertThat(failure(() -> store.claim("t")).reason()).isEqualTo(Reason.READ_ONLY);
        }
    }
}
