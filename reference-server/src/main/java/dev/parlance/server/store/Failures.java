package dev.parlance.server.store;

import dev.parlance.server.store.StoreException.Reason;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** Says in words what the database answered with a code. */
final class Failures {
    private Failures() {}

    /** The failure of what was being done to that file. */
    static StoreException of(Path file, String doing, SQLException cause) {
        Reason reason = reason(cause);
        String what = "cannot " + doing + ": ";
        return new StoreException(reason, what + advice(reason, file, cause), cause);
    }

    static Reason reason(SQLException cause) {
        if (!(cause instanceof SQLiteException sqlite)) {
            return Reason.OTHER;
        }
        // Extended codes are the plain ones with further words behind.
        String code = sqlite.getResultCode().name();
        if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
            return Reason.LOCKED;
        }
        if (code.startsWith("SQLITE_FULL")) {
            return Reason.FULL;
        }
        if (code.startsWith("SQLITE_CORRUPT") || code.startsWith("SQLITE_NOTADB")) {
            return Reason.DAMAGED;
        }
        if (code.startsWith("SQLITE_READONLY")
                || code.startsWith("SQLITE_CANTOPEN")
                || code.startsWith("SQLITE_PERM")
                || code.startsWith("SQLITE_AUTH")) {
            return Reason.READ_ONLY;
        }
        return Reason.OTHER;
    }

    private static String advice(Reason reason, Path file, SQLException cause) {
        return switch (reason) {
            case LOCKED -> file + " is kept busy by another process; try again, or end that process";
            case FULL -> "no room for " + file + "; make room on its disk and try again, nothing stored is lost";
            case DAMAGED ->
                file
                        + " is damaged or no database. It was left as it is: move it away together with its -wal and -shm"
                        + " files, or put a backup in its place, and start again";
            case READ_ONLY -> file + " cannot be opened or written; check the rights of the file and its folder";
            default -> file + ": " + cause.getMessage();
        };
    }
}
