package dev.parlance.server.store;

import dev.parlance.server.store.StoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Brings a database to the version this release writes. {@code PRAGMA user_version} holds the version. */
final class Migrations {
    /** Tells our files from other databases: the letters PRLC. */
    static final int APPLICATION_ID = 0x50524c43;

    private final List<String> scripts;

    Migrations(List<String> scripts) {
        this.scripts = scripts;
    }

    /** Refuses, without touching it, what was written by a later release or by another program. */
    void check(Sql sql, Path file) throws SQLException {
        long version = sql.number("PRAGMA user_version");
        long application = sql.number("PRAGMA application_id");
        boolean empty = sql.number("SELECT count(*) FROM sqlite_schema") == 0;
        if (empty && version == 0) {
            return;
        }
        if (application != APPLICATION_ID) {
            throw new StoreException(
                    Reason.DAMAGED, file + " is a database of another program; move it away and start again");
        }
        if (version > scripts.size()) {
            throw new StoreException(
                    Reason.NEWER,
                    file + " has version " + version + ", this release knows up to " + scripts.size()
                            + ": use a newer release, or another home folder");
        }
    }

    /** Runs what is missing, all in one transaction. */
    void run(Sql sql, Path file) throws SQLException {
        if (sql.number("PRAGMA user_version") == scripts.size()) {
            return;
        }
        sql.script("BEGIN IMMEDIATE");
        try {
            // Another process may have been faster.
            check(sql, file);
            for (int done = (int) sql.number("PRAGMA user_version"); done < scripts.size(); done++) {
                sql.script(text(scripts.get(done)));
            }
            sql.script("PRAGMA user_version = " + scripts.size());
            sql.script("PRAGMA application_id = " + APPLICATION_ID);
            sql.script("COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollBack(sql, e);
            throw e;
        }
    }

    private static void rollBack(Sql sql, Exception because) {
        try {
            sql.script("ROLLBACK");
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private static String text(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
