package dev.parlance.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadListTest {
    private static final int THREADS = 37;

    @TempDir
    Path home;

    private final List<StoredThread> all = new ArrayList<>();
    private ThreadStore store;

    @BeforeEach
    void fill() {
        store = new SqliteThreadStore(home);
        Random random = new Random(7);
        for (int i = 0; i < THREADS; i++) {
            // Few instants for many threads: ties are the rule.
            StoredThread thread = Samples.thread("t" + random.nextInt(1_000_000), random.nextInt(8)).toBuilder()
                    .updatedAtMs(random.nextInt(5))
                    .recencyAtMs(random.nextInt(3))
                    .archived(random.nextInt(4) == 0)
                    .modelProvider(random.nextBoolean() ? "p" : "q")
                    .source(random.nextInt(3) == 0 ? "exec" : "vscode")
                    .cwd("/w" + random.nextInt(3))
                    .preview(random.nextBoolean() ? "Apple pie" : "pear")
                    .name(random.nextBoolean() ? null : "an Apple")
                    .build();
            try (ThreadClaim claim = store.claim(thread.id())) {
                store.create(thread, claim);
            }
            all.add(thread);
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void walkingPagesOfAnySizeGivesEachThreadOnceInOrder() {
        for (ThreadQuery.Sort sort : ThreadQuery.Sort.values()) {
            for (boolean ascending : new boolean[] {true, false}) {
                Comparator<StoredThread> order =
                        Comparator.<StoredThread>comparingLong(sort::of).thenComparing(StoredThread::id);
                List<String> expected = all.stream()
                        .filter(thread -> !thread.archived())
                        .sorted(ascending ? order : order.reversed())
                        .map(StoredThread::id)
                        .toList();
                for (int limit = 1; limit <= THREADS + 1; limit++) {
                    assertThat(walk(sort, ascending, limit)).isEqualTo(expected);
                }
            }
        }
    }

    private List<String> walk(ThreadQuery.Sort sort, boolean ascending, int limit) {
        List<String> seen = new ArrayList<>();
        ThreadQuery.Position start = null;
        while (true) {
            ThreadPage page = store.list(new ThreadQuery(sort, ascending, limit, start, ThreadQuery.Filter.none()));
            assertThat(page.threads()).hasSizeLessThanOrEqualTo(limit);
            page.threads().forEach(thread -> seen.add(thread.id()));
            assertThat(seen).doesNotHaveDuplicates();
            if (!page.more()) {
                return seen;
            }
            StoredThread last = page.threads().get(page.threads().size() - 1);
            start = new ThreadQuery.Position(sort.of(last), last.id(), false);
        }
    }

    @Test
    void filtersHoldAllAtOnce() {
        List<String> excluded = all.stream().limit(5).map(StoredThread::id).toList();
        ThreadQuery.Filter filter = new ThreadQuery.Filter(
                false, List.of("p"), List.of("vscode", "cli"), List.of("/w1", "/w2"), "Apple", excluded);

        List<String> found =
                store.list(new ThreadQuery(ThreadQuery.Sort.CREATED, true, 100, null, filter)).threads().stream()
                        .map(StoredThread::id)
                        .toList();

        List<String> expected = all.stream()
                .filter(t -> !t.archived() && t.modelProvider().equals("p"))
                .filter(t -> t.source().equals("vscode") && !t.cwd().equals("/w0"))
                .filter(t -> t.preview().contains("Apple")
                        || (t.name() != null && t.name().contains("Apple")))
                .map(StoredThread::id)
                .filter(id -> !excluded.contains(id))
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void listsReadAnIndexInOrderAndSortNothing() throws Exception {
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + home.resolve("threads.sqlite"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("EXPLAIN QUERY PLAN SELECT id FROM thread WHERE archived = 0"
                        + " AND (updated_ms, id) < (5, 'x') ORDER BY updated_ms DESC, id DESC LIMIT 51")) {
            rows.next();
            assertThat(rows.getString("detail"))
                    .isEqualTo(
                            "SEARCH thread USING COVERING INDEX thread_updated (archived=? AND (updated_ms,id)<(?,?))");
            assertThat(rows.next()).isFalse();
        }
    }
}
