package dev.parlance.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.server.live.Rule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
    private static final String SCHEMA = "SELECT replace(replace(sql, ' ', ''), char(10), '') FROM sqlite_schema"
            + " WHERE name NOT LIKE 'sqlite_%' ORDER BY name";

    private static final String THREAD = "0199a000-0000-7000-8000-000000000001";

    @TempDir
    Path home;

    @TempDir
    Path other;

    @BeforeEach
    void aFileOfVersionOne() throws Exception {
        try (RawDatabase raw = new RawDatabase(home)) {
            raw.run(RawDatabase.script("version-1.sql"));
        }
    }

    private static void checkContent(ThreadStore store) {
        StoredThread thread = StoredThread.builder()
                .id(THREAD)
                .createdAtMs(1000)
                .updatedAtMs(2000)
                .recencyAtMs(3000)
                .modelProvider("demo")
                .cwd("/w")
                .name("a name")
                .preview("hello")
                .model("demo-1")
                .reasoningEffort("low")
                .cliVersion("0.1.0")
                .originator("test")
                .gitSha("abc")
                .gitBranch("main")
                .build();
        assertThat(store.find(THREAD).orElseThrow()).usingRecursiveComparison().isEqualTo(thread);
        ThreadReader reader = store.reader(THREAD);
        assertThat(reader.turns(Span.all()))
                .containsExactly(
                        new StoredTurn(1, "turn-1", "completed", null, 1000, 1500L, 500L),
                        new StoredTurn(3, "turn-2", "interrupted", null, 1600, 1600L, 0L));
        assertThat(reader.items(Span.all(), null).items())
                .usingRecursiveComparison()
                .isEqualTo(List.of(new StoredItem(
                        2, "turn-1", "item-1", "userMessage", 1000, 1001, Samples.json("{\"id\":\"item-1\"}"))));
        assertThat(Samples.texts(reader.context())).containsExactly("\"summary\"");
    }

    @Test
    @Rule("HIS-11")
    void filesOfVersionOneStayReadable() {
        try (ThreadStore store = new SqliteThreadStore(home)) {
            checkContent(store);
            TurnLog log = store.log(store.claim(THREAD));
            log.revert("turn-2");
            assertThat(Samples.texts(log.context())).containsExactly("\"ask\"");
        }
    }

    @Test
    void versionOneIsWhatItWas() throws Exception {
        try (ThreadStore store =
                new SqliteThreadStore(other, Tuning.DEFAULT.withMigrations(List.of("001-threads.sql")))) {
            store.find("x");
        }
        try (RawDatabase frozen = new RawDatabase(home);
                RawDatabase made = new RawDatabase(other)) {
            assertThat(made.column(SCHEMA)).isEqualTo(frozen.column(SCHEMA));
            assertThat(made.column("PRAGMA journal_mode")).containsExactly("wal");
        }
    }

    @Test
    void olderFilesAreBroughtUpAndKeepWhatTheyHold() throws Exception {
        Tuning two = Tuning.DEFAULT.withMigrations(List.of("001-threads.sql", "test-002.sql"));
        try (ThreadStore store = new SqliteThreadStore(home, two)) {
            checkContent(store);
        }
        try (RawDatabase raw = new RawDatabase(home)) {
            assertThat(raw.column("PRAGMA user_version")).containsExactly("2");
            assertThat(raw.column("SELECT colour FROM thread")).containsExactly("blue");
        }
    }

    @Test
    void aFailedMigrationChangesNothing() throws Exception {
        Tuning broken = Tuning.DEFAULT.withMigrations(List.of("001-threads.sql", "test-002.sql", "test-broken.sql"));
        try (ThreadStore store = new SqliteThreadStore(home, broken)) {
            assertThatThrownBy(() -> store.find(THREAD))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("nowhere");
        }

        try (RawDatabase raw = new RawDatabase(home)) {
            assertThat(raw.column("PRAGMA user_version")).containsExactly("1");
        }
        try (ThreadStore store = new SqliteThreadStore(home)) {
            checkContent(store);
        }
    }
}
