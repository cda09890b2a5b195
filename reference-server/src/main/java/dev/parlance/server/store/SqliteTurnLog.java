package dev.parlance.server.store;

import dev.parlance.rpc.EncodedJson;
import dev.parlance.server.store.StoreException.Reason;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one thread's history; the claim makes it the only writer, so it may keep the next ordinals in memory. */
final class SqliteTurnLog implements TurnLog {
    private final Database database;
    private final ThreadClaim claim;
    private final String threadId;
    private @Nullable Place place;

    SqliteTurnLog(Database database, ThreadClaim claim) {
        this.database = database;
        this.claim = claim;
        this.threadId = claim.threadId();
    }

    /** Where the thread's next rows go. */
    private static final class Place {
        final long thread;
        long next;
        long nextContext;
        long lastTurn;
        String lastTurnId;

        Place(Sql sql, long thread) throws SQLException {
            this.thread = thread;
            this.next = 1
                    + sql.number(
                            "SELECT max((SELECT ordinal_floor FROM thread WHERE key = ?1),"
                                    + " coalesce((SELECT max(ordinal) FROM turn WHERE thread = ?1), 0),"
                                    + " coalesce((SELECT max(ordinal) FROM item WHERE thread = ?1), 0))",
                            thread);
            this.nextContext = 1 + sql.number("SELECT max(ordinal) FROM context WHERE thread = ?", thread);
            this.lastTurn = sql.number("SELECT max(ordinal) FROM turn WHERE thread = ?", thread);
            this.lastTurnId = sql.first(
                            "SELECT id FROM turn WHERE thread = ? AND ordinal = ?",
                            row -> row.getString(1),
                            thread,
                            lastTurn)
                    .orElse("");
        }

        long turn(Sql sql, String turnId) throws SQLException {
            return turnId.equals(lastTurnId) ? lastTurn : TurnRows.ordinal(sql, thread, turnId);
        }

        void context(Sql sql, long turn, List<EncodedJson> items) throws SQLException {
            for (EncodedJson item : items) {
                sql.update(
                        "INSERT INTO context (thread, ordinal, turn, json) VALUES (?, ?, ?, ?)",
                        thread,
                        nextContext++,
                        turn,
                        item);
            }
        }
    }

    private interface Writing<T> {
        T run(Sql sql, Place place) throws SQLException;
    }

    /** After a failure the ordinals are read anew: what they counted may have been rolled back. */
    private <T> T write(String doing, Writing<T> writing) {
        return database.write(doing + " of thread " + threadId, sql -> {
            if (!claim.held()) {
                throw new StoreException(Reason.CLAIM, "the claim on thread " + threadId + " was given back");
            }
            Place at = place != null ? place : new Place(sql, ThreadRows.key(sql, threadId));
            place = null;
            T result = writing.run(sql, at);
            place = at;
            return result;
        });
    }

    @Override
    public void beginTurn(StoredTurn turn) {
        write("store a turn", (sql, at) -> {
            long ordinal = at.next++;
            sql.update(
                    "INSERT INTO turn (thread, ordinal, id, status, started_ms, completed_ms, duration_ms, error)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    at.thread,
                    ordinal,
                    turn.id(),
                    turn.status(),
                    turn.startedAtMs(),
                    turn.completedAtMs(),
                    turn.durationMs(),
                    turn.error());
            at.lastTurn = ordinal;
            at.lastTurnId = turn.id();
            return ordinal;
        });
    }

    @Override
    public void endTurn(
            String turnId, String status, @Nullable EncodedJson error, long completedAtMs, long durationMs) {
        write(
                "end a turn",
                (sql, at) -> sql.update(
                        "UPDATE turn SET status = ?, error = ?, completed_ms = ?, duration_ms = ?"
                                + " WHERE thread = ? AND ordinal = ?",
                        status,
                        error,
                        completedAtMs,
                        durationMs,
                        at.thread,
                        at.turn(sql, turnId)));
    }

    @Override
    public void appendItem(
            String turnId, String itemId, String type, long startedAtMs, long completedAtMs, EncodedJson json) {
        write(
                "store item " + itemId,
                (sql, at) -> sql.update(
                        "INSERT INTO item (thread, ordinal, turn, id, type, started_ms, completed_ms, json)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        at.thread,
                        at.next++,
                        at.turn(sql, turnId),
                        itemId,
                        type,
                        startedAtMs,
                        completedAtMs,
                        json));
    }

    @Override
    public void appendContext(@Nullable String turnId, List<EncodedJson> responseItems) {
        write("store context", (sql, at) -> {
            at.context(sql, turnId == null ? at.lastTurn : at.turn(sql, turnId), responseItems);
            return at;
        });
    }

    @Override
    public void replaceContext(List<EncodedJson> responseItems) {
        write("replace the context", (sql, at) -> {
            sql.update(
                    "UPDATE context SET dropped_by = ? WHERE thread = ? AND dropped_by IS NULL",
                    at.lastTurn,
                    at.thread);
            at.context(sql, at.lastTurn, responseItems);
            return at;
        });
    }

    @Override
    public void revert(String beforeTurnId) {
        write("revert turns", (sql, at) -> {
            long turn = at.turn(sql, beforeTurnId);
            sql.update("UPDATE thread SET ordinal_floor = ? WHERE key = ?", at.next - 1, at.thread);
            sql.update("DELETE FROM item WHERE thread = ? AND turn >= ?", at.thread, turn);
            sql.update("DELETE FROM turn WHERE thread = ? AND ordinal >= ?", at.thread, turn);
            sql.update("DELETE FROM context WHERE thread = ? AND turn >= ?", at.thread, turn);
            sql.update("UPDATE context SET dropped_by = NULL WHERE thread = ? AND dropped_by >= ?", at.thread, turn);
            Place after = new Place(sql, at.thread);
            at.lastTurn = after.lastTurn;
            at.lastTurnId = after.lastTurnId;
            return at;
        });
    }

    @Override
    public List<String> closeCutTurns() {
        return write("close cut turns", (sql, at) -> TurnRows.closeCut(sql, at.thread));
    }

    @Override
    public List<EncodedJson> context() {
        return database.read("read the context of thread " + threadId, sql -> TurnRows.context(sql, threadId));
    }
}
