package dev.parlance.server.store;

import dev.parlance.rpc.EncodedJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Statements on turns, items and context that several classes need. */
final class TurnRows {
    /** The last column tells when a turn that a dead process left running was last heard of. */
    static final String TURN_COLUMNS = "ordinal, id, status, error, started_ms, completed_ms, duration_ms,"
            + " CASE WHEN status = 'inProgress' THEN coalesce((SELECT max(item.completed_ms) FROM item"
            + " WHERE item.thread = turn.thread AND item.turn = turn.ordinal), started_ms) END";

    private TurnRows() {}

    /** Where a turn stands in its thread. */
    static long ordinal(Sql sql, long thread, String turnId) throws SQLException {
        return sql.first("SELECT ordinal FROM turn WHERE thread = ? AND id = ?", row -> row.getLong(1), thread, turnId)
                .orElseThrow(() -> new UnknownTurnException(turnId));
    }

    /** The turn of a row of {@link #TURN_COLUMNS}; with {@code cut}, a running one is read as interrupted. */
    static StoredTurn turn(ResultSet row, boolean cut) throws SQLException {
        StoredTurn turn = new StoredTurn(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                Sql.json(row.getBytes(4)),
                row.getLong(5),
                Sql.nullableLong(row, 6),
                Sql.nullableLong(row, 7));
        if (!cut || !turn.running()) {
            return turn;
        }
        long last = Math.max(row.getLong(8), turn.startedAtMs());
        return new StoredTurn(
                turn.ordinal(),
                turn.id(),
                StoredTurn.INTERRUPTED,
                null,
                turn.startedAtMs(),
                last,
                last - turn.startedAtMs());
    }

    /** Ends running turns as interrupted; answers their ids. */
    static List<String> closeCut(Sql sql, long thread) throws SQLException {
        List<StoredTurn> cut = sql.list(
                "SELECT " + TURN_COLUMNS + " FROM turn WHERE thread = ? AND status = 'inProgress' ORDER BY ordinal",
                row -> turn(row, true),
                thread);
        for (StoredTurn turn : cut) {
            sql.update(
                    "UPDATE turn SET status = ?, completed_ms = ?, duration_ms = ? WHERE thread = ? AND ordinal = ?",
                    turn.status(),
                    turn.completedAtMs(),
                    turn.durationMs(),
                    thread,
                    turn.ordinal());
        }
        return cut.stream().map(StoredTurn::id).toList();
    }

    static List<EncodedJson> context(Sql sql, String threadId) throws SQLException {
        return sql.list(
                "SELECT json FROM context WHERE thread = (SELECT key FROM thread WHERE id = ?)"
                        + " AND dropped_by IS NULL ORDER BY ordinal",
                row -> EncodedJson.of(row.getBytes(1)),
                threadId);
    }
}
