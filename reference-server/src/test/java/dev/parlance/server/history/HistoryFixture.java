package dev.parlance.server.history;

import dev.parlance.agent.protocol.AgentMessageThreadItem;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.rpc.EncodedJson;
import dev.parlance.server.Json;
import dev.parlance.server.store.SqliteThreadStore;
import dev.parlance.server.store.StoredThread;
import dev.parlance.server.store.StoredTurn;
import dev.parlance.server.store.ThreadClaim;
import dev.parlance.server.store.ThreadStore;
import dev.parlance.server.store.TurnLog;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in a folder of its own and what is read of it. */
abstract class HistoryFixture {
    @TempDir
    Path home;

    final Loaded loaded = new Loaded();
    ThreadStore store;
    ThreadHistory history;

    @BeforeEach
    void open() {
        store = new SqliteThreadStore(home);
        history = new ThreadHistory(store, loaded);
    }

    @AfterEach
    void close() {
        store.close();
    }

    static String id(int number) {
        return String.format("0199a000-0000-7000-8000-%012d", number);
    }

    static StoredThread thread(int number, long ms) {
        return StoredThread.builder()
                .id(id(number))
                .times(ms)
                .modelProvider("demo")
                .cwd("/w")
                .cliVersion("1.0")
                .build();
    }

    void create(StoredThread thread) {
        try (ThreadClaim claim = store.claim(thread.id())) {
            store.create(thread, claim);
        }
    }

    /** A new thread that goes on being written to. */
    TurnLog writing(int number) {
        ThreadClaim claim = store.claim(id(number));
        store.create(thread(number, 1_000), claim);
        return store.log(claim);
    }

    /** A turn of that many agent messages. */
    static void turn(TurnLog log, String turnId, int messages) {
        log.beginTurn(StoredTurn.begun(turnId, 5_000));
        for (int i = 0; i < messages; i++) {
            ThreadItem item = message(turnId + "-" + i);
            log.appendItem(turnId, item.id(), "agentMessage", 5_000 + i, 5_001 + i, EncodedJson.of(Json.bytes(item)));
        }
        log.endTurn(turnId, "completed", null, 7_500, 2_500);
    }

    static ThreadItem message(String itemId) {
        return AgentMessageThreadItem.builder()
                .id(itemId)
                .text("“" + itemId + "”")
                .build();
    }

    static <T> T read(EncodedJson json, Class<T> type) {
        return Json.read(json.bytes(), type);
    }
}
