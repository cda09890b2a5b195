package dev.parlance.server.store;

import dev.parlance.server.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * The file, opened with the first use: one connection that writes, a few that read. Loading the native library takes some
 * hundred milliseconds, so nothing here may happen at start-up.
 */
final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int IDLE_READERS = 4;

    private final Path file;
    private final Tuning tuning;
    private final ReentrantLock writing = new ReentrantLock();
    private final Deque<Sql> readers = new ArrayDeque<>();
    private @Nullable Sql writer;
    private boolean prepared;
    private volatile boolean closed;

    Database(Path home, Tuning tuning) {
        this.file = home.resolve("threads.sqlite");
        this.tuning = tuning;
    }

    /** What is done within a transaction. */
    interface Work<T> {
        T run(Sql sql) throws SQLException;
    }

    /** Runs that as one transaction, alone among all writers of all processes. */
    <T> T write(String doing, Work<T> work) {
        writing.lock();
        try {
            Sql sql = writer();
            sql.update("BEGIN IMMEDIATE");
            try {
                T result = work.run(sql);
                sql.update("COMMIT");
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(sql, e);
                throw e;
            }
        } catch (SQLException e) {
            throw Failures.of(file, doing, e);
        } finally {
            writing.unlock();
        }
    }

    /** Runs that on one state of the database. */
    <T> T read(String doing, Work<T> work) {
        try {
            Sql sql = reader();
            boolean sound = false;
            try {
                sql.update("BEGIN");
                T result = work.run(sql);
                sql.update("COMMIT");
                sound = true;
                return result;
            } finally {
                giveBack(sql, sound);
            }
        } catch (SQLException e) {
            throw Failures.of(file, doing, e);
        }
    }

    /** SQLite may have rolled back already, as on a full disk; a connection in doubt is given up. */
    private void rollBack(Sql sql, Throwable because) {
        try {
            sql.update("ROLLBACK");
        } catch (SQLException e) {
            because.addSuppressed(e);
            writer = null;
            closeQuietly(sql);
        }
    }

    private Sql writer() throws SQLException {
        prepare();
        if (writer == null) {
            writer = open();
        }
        return writer;
    }

    private Sql reader() throws SQLException {
        synchronized (readers) {
            Sql idle = readers.poll();
            if (idle != null) {
                return idle;
            }
        }
        writing.lock();
        try {
            prepare();
        } finally {
            writing.unlock();
        }
        return open();
    }

    private void giveBack(Sql sql, boolean sound) {
        synchronized (readers) {
            if (sound && !closed && readers.size() < IDLE_READERS) {
                readers.push(sql);
                return;
            }
        }
        closeQuietly(sql);
    }

    /** Makes or checks the file. Until that went well nothing is written to it. */
    private void prepare() throws SQLException {
        if (closed) {
            throw new StoreException(Reason.OTHER, "the thread store is closed");
        }
        if (prepared) {
            return;
        }
        NativeLibrary.prefer();
        Migrations migrations = new Migrations(tuning.migrations());
        if (hasContent()) {
            // Read-only, so that closing it does not move the write-ahead log of a newer release into the file.
            try (Sql sql = connect(SQLiteOpenMode.READONLY)) {
                sql.script("PRAGMA busy_timeout = " + tuning.busyMs());
                migrations.check(sql, file);
            }
        }
        Sql sql = open();
        try {
            useWriteAheadLog(sql);
            migrations.run(sql, file);
        } catch (SQLException | RuntimeException e) {
            closeQuietly(sql);
            throw e;
        }
        writer = sql;
        prepared = true;
    }

    private boolean hasContent() {
        try {
            PrivateFile.make(file);
            return Files.size(file) > 0;
        } catch (IOException e) {
            throw new StoreException(
                    Reason.READ_ONLY, "cannot make or read the folder of " + file + "; check its rights", e);
        }
    }

    /** Two processes that do this at once get an error without waiting, so the waiting is done here. */
    private void useWriteAheadLog(Sql sql) throws SQLException {
        long deadline = System.nanoTime() + tuning.busyMs() * 1_000_000L;
        while (true) {
            try {
                sql.scan("PRAGMA journal_mode = WAL", row -> false);
                return;
            } catch (SQLException e) {
                if (Failures.reason(e) != Reason.LOCKED || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private Sql open() throws SQLException {
        Sql sql = connect(SQLiteOpenMode.READWRITE);
        try {
            sql.script("PRAGMA busy_timeout = " + tuning.busyMs());
            // Commits survive the death of the process; that of the machine may take the last of them.
            sql.script("PRAGMA synchronous = NORMAL");
            sql.script("PRAGMA foreign_keys = ON");
            sql.script("PRAGMA journal_size_limit = 67108864");
            for (String pragma : tuning.pragmas()) {
                sql.script(pragma);
            }
            return sql;
        } catch (SQLException | RuntimeException e) {
            closeQuietly(sql);
            throw e;
        }
    }

    private Sql connect(SQLiteOpenMode mode) throws SQLException {
        Properties properties = new Properties();
        int flags = SQLiteOpenMode.OPEN_URI.flag | SQLiteOpenMode.NOMUTEX.flag | mode.flag;
        if (mode == SQLiteOpenMode.READWRITE) {
            flags |= SQLiteOpenMode.CREATE.flag;
        }
        properties.setProperty("open_mode", Integer.toString(flags));
        // As an address, because a question mark in a plain path would begin options.
        String name = file.toAbsolutePath().toUri().toString();
        return new Sql(new JDBC4Connection("jdbc:sqlite:" + name, name, properties));
    }

    private static void closeQuietly(Sql sql) {
        try {
            sql.close();
        } catch (SQLException e) {
            LOG.debug("closing a connection failed", e);
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            closed = true;
            if (writer != null) {
                closeQuietly(writer);
                writer = null;
            }
        } finally {
            writing.unlock();
        }
        synchronized (readers) {
            readers.forEach(Database::closeQuietly);
            readers.clear();
        }
    }
}
