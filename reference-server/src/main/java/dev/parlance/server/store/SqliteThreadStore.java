package dev.parlance.server.store;

import dev.parlance.server.store.StoreException.Reason;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * Keeps threads in {@code threads.sqlite} of the home folder. The file is opened, or made, with the first call; making one
 * of these costs nothing.
 *
 * <pre>{@code
 * try (ThreadStore store = new SqliteThreadStore(home)) {
 *     store.list(ThreadQuery.newest(50)).threads().forEach(thread -> log.info(thread.preview()));
 * }
 * }</pre>
 */
public final class SqliteThreadStore implements ThreadStore {
    private final Database database;
    private final Claims claims;

    /** For that home folder, which is made if it is not there. */
    public SqliteThreadStore(Path home) {
        this(home, Tuning.DEFAULT);
    }

    SqliteThreadStore(Path home, Tuning tuning) {
        database = new Database(home, tuning);
        claims = new Claims(home);
    }

    /** Loads the driver and lays out a database in memory: the half of the first use that needs no file. */
    public static void rehearse() {
        Path nowhere = Path.of(":memory:");
        NativeLibrary.prefer();
        try (Sql sql = new Sql(new JDBC4Connection("jdbc:sqlite:" + nowhere, nowhere.toString(), new Properties()))) {
            new Migrations(Tuning.DEFAULT.migrations()).run(sql, nowhere);
            ThreadRows.find(sql, "");
        } catch (SQLException e) {
            throw Failures.of(nowhere, "load the driver", e);
        }
    }

    @Override
    public void create(StoredThread thread, ThreadClaim claim) {
        check(thread.id(), claim);
        database.write("store thread " + thread.id(), sql -> {
            ThreadRows.insert(sql, thread);
            return thread;
        });
    }

    @Override
    public Optional<StoredThread> find(String threadId) {
        return database.read("read thread " + threadId, sql -> ThreadRows.find(sql, threadId));
    }

    @Override
    public StoredThread update(String threadId, UnaryOperator<StoredThread> change) {
        return database.write("change thread " + threadId, sql -> {
            StoredThread before =
                    ThreadRows.find(sql, threadId).orElseThrow(() -> new UnknownThreadException(threadId));
            StoredThread after = change.apply(before);
            if (!after.id().equals(threadId)) {
                throw new IllegalArgumentException("the id of thread " + threadId + " cannot be changed");
            }
            ThreadRows.update(sql, after);
            return after;
        });
    }

    @Override
    public void delete(String threadId) {
        database.write("delete thread " + threadId, sql -> sql.update("DELETE FROM thread WHERE id = ?", threadId));
    }

    @Override
    public ThreadClaim claim(String threadId) {
        return claims.claim(threadId);
    }

    @Override
    public TurnLog log(ThreadClaim claim) {
        check(claim.threadId(), claim);
        return new SqliteTurnLog(database, claim);
    }

    @Override
    public boolean copy(String fromThreadId, ForkPoint point, StoredThread to, ThreadClaim claim) {
        check(to.id(), claim);
        return database.write("copy thread " + fromThreadId, sql -> {
            long from = ThreadRows.key(sql, fromThreadId);
            long end = ThreadCopy.end(sql, from, point);
            ThreadRows.insert(sql, to);
            return new ThreadCopy(sql, from, ThreadRows.key(sql, to.id()), end).run();
        });
    }

    @Override
    public ThreadReader reader(String threadId) {
        return new SqliteThreadReader(database, claims, threadId);
    }

    @Override
    public ThreadPage list(ThreadQuery query) {
        return database.read("list threads", sql -> ThreadRows.page(sql, query));
    }

    @Override
    public void close() {
        claims.close();
        database.close();
    }

    private static void check(String threadId, ThreadClaim claim) {
        if (!claim.held() || !claim.threadId().equals(threadId)) {
            throw new StoreException(Reason.CLAIM, "no claim on thread " + threadId + " is held");
        }
    }
}
