package dev.parlance.server.bench;

import dev.parlance.server.store.SqliteThreadStore;
import dev.parlance.server.store.StoredThread;
import dev.parlance.server.store.ThreadClaim;
import dev.parlance.server.store.ThreadStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Memory with threads loaded, and lists of what is stored. */
final class ThreadsStage {
    private static final String IDLE = "resident memory, idle";
    private static final String LOADED = "resident memory, 100 threads loaded, a turn each";
    private static final String LIST = "thread/list, page of 50 of 200 threads";
    private static final String LONG_LIST = "thread/list, page of 50 of 10,000 threads";
    private static final int MANY = 10_000;

    private final Table table;
    private final URI model;

    ThreadsStage(Table table, URI model) {
        this.table = table.row(IDLE, "MB", false)
                .row(LOADED, "MB", false)
                .row(LIST, "ms", false)
                .row(LONG_LIST, "ms", false);
        this.model = model;
    }

    void run(List<Candidate> candidates, Candidate ours) throws IOException, InterruptedException {
        for (Candidate each : candidates) {
            try (RawClient client = RawClient.start(each, each.freshHome(model))) {
                table.add(IDLE, each.name(), client.residentMegabytes());
                turns(client, 100);
                table.add(LOADED, each.name(), client.residentMegabytes());
                turns(client, 100);
                list(client, LIST, each.name());
            }
        }
        Path home = ours.freshHome(model);
        fill(home.resolve("home"));
        try (RawClient client = RawClient.start(ours, home)) {
            list(client, LONG_LIST, ours.name());
        }
    }

    private static void turns(RawClient client, int threads) throws IOException {
        for (int i = 0; i < threads; i++) {
            client.turn(client.startThread(), "hello");
        }
    }

    private void list(RawClient client, String row, String name) throws IOException {
        for (int i = 0; i < 60; i++) {
            long begun = System.nanoTime();
            client.request("thread/list", "{\"limit\":50}");
            if (i >= 10) {
                table.add(row, name, ServingStage.millisSince(begun));
            }
        }
    }

    /** Through our own store: the real server has no way to make so many within minutes. */
    private static void fill(Path home) {
        long now = System.currentTimeMillis();
        try (ThreadStore store = new SqliteThreadStore(home)) {
            for (int i = 0; i < MANY; i++) {
                StoredThread row = StoredThread.builder()
                        .id(UUID.randomUUID().toString())
                        .times(now - MANY + i)
                        .preview("what was asked first in thread " + i)
                        .modelProvider("scripted")
                        .cwd("/home/user/project")
                        .cliVersion("0.1.0")
                        .build();
                try (ThreadClaim claim = store.claim(row.id())) {
                    store.create(row, claim);
                }
            }
        }
    }
}
