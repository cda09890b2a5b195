package dev.parlance.server.store;

import java.sql.SQLException;

/** Copies history from one thread to another that has none, within one transaction. */
final class ThreadCopy {
    private final Sql sql;
    private final long from;
    private final long to;
    private final long end;

    /**
     * A copy between threads of those keys.
     *
     * @param end ordinal of the first turn not to copy
     */
    ThreadCopy(Sql sql, long from, long to, long end) {
        this.sql = sql;
        this.from = from;
        this.to = to;
        this.end = end;
    }

    /** Ordinal of the first turn behind the fork point. */
    static long end(Sql sql, long thread, ForkPoint point) throws SQLException {
        if (point.kind() == ForkPoint.Kind.END) {
            return Long.MAX_VALUE;
        }
        long turn = TurnRows.ordinal(sql, thread, point.turnId());
        return point.kind() == ForkPoint.Kind.AFTER ? turn + 1 : turn;
    }

    /** True if a running turn was among the copied ones. */
    boolean run() throws SQLException {
        sql.update(
                "INSERT INTO turn (thread, ordinal, id, status, started_ms, completed_ms, duration_ms, error)"
                        + " SELECT ?, ordinal, id, status, started_ms, completed_ms, duration_ms, error FROM turn"
                        + " WHERE thread = ? AND ordinal < ?",
                to,
                from,
                end);
        sql.update(
                "INSERT INTO item (thread, ordinal, turn, id, type, started_ms, completed_ms, json)"
                        + " SELECT ?, ordinal, turn, id, type, started_ms, completed_ms, json FROM item"
                        + " WHERE thread = ? AND turn < ? ORDER BY ordinal",
                to,
                from,
                end);
        // What a compaction behind the fork point dropped is still seen before it.
        sql.update(
                "INSERT INTO context (thread, ordinal, turn, dropped_by, json)"
                        + " SELECT ?, ordinal, turn, CASE WHEN dropped_by < ? THEN dropped_by END, json FROM context"
                        + " WHERE thread = ? AND turn < ? ORDER BY ordinal",
                to,
                end,
                from,
                end);
        return !TurnRows.closeCut(sql, to).isEmpty();
    }
}
