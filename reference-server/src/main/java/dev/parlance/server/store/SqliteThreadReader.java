package dev.parlance.server.store;

import dev.parlance.rpc.EncodedJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one thread's history, each call on one state of the database. */
final class SqliteThreadReader implements ThreadReader {
    /** Items of a page together, so that a few thousand big ones do not fill the memory. */
    private static final long PAGE_BYTES = 32L << 20;

    private static final String THREAD = "(SELECT key FROM thread WHERE id = ?)";

    /** The order of the join is given, so that items are read by index in the order asked for. */
    private static final String ITEMS = "SELECT i.ordinal, t.id, i.id, i.type, i.started_ms, i.completed_ms, i.json"
            + " FROM item i CROSS JOIN turn t ON t.thread = i.thread AND t.ordinal = i.turn WHERE i.thread = " + THREAD;

    private final Database database;
    private final Claims claims;
    private final String threadId;

    SqliteThreadReader(Database database, Claims claims, String threadId) {
        this.database = database;
        this.claims = claims;
        this.threadId = threadId;
    }

    @Override
    public Optional<StoredTurn> turn(String turnId) {
        return readTurns(" AND id = ?", threadId, turnId).stream().findFirst();
    }

    @Override
    public Optional<StoredTurn> lastTurn() {
        return readTurns(" ORDER BY ordinal DESC LIMIT 1", threadId).stream().findFirst();
    }

    @Override
    public List<StoredTurn> turns(Span span) {
        List<@Nullable Object> values = new ArrayList<>(List.of(threadId));
        return readTurns(stretch(span, "ordinal", span.limit(), values), values.toArray());
    }

    /** A running turn of a thread that nobody writes to was cut by the death of its process. */
    private List<StoredTurn> readTurns(String condition, @Nullable Object... values) {
        List<StoredTurn> turns = queryTurns(false, condition, values);
        if (turns.stream().noneMatch(StoredTurn::running) || claims.taken(threadId)) {
            return turns;
        }
        // Read again: the writer may have ended it, and itself, between the reading and the look at the claim.
        return queryTurns(true, condition, values);
    }

    private List<StoredTurn> queryTurns(boolean cut, String condition, @Nullable Object... values) {
        String text = "SELECT " + TurnRows.TURN_COLUMNS + " FROM turn WHERE thread = " + THREAD + condition;
        return read(sql -> sql.list(text, row -> TurnRows.turn(row, cut), values));
    }

    @Override
    public ItemPage items(Span span, @Nullable String turnId) {
        List<@Nullable Object> values = new ArrayList<>(List.of(threadId));
        StringBuilder text = new StringBuilder(ITEMS);
        if (turnId != null) {
            text.append(" AND i.turn = (SELECT ordinal FROM turn WHERE thread = ")
                    .append(THREAD);
            text.append(" AND id = ?)");
            values.add(threadId);
            values.add(turnId);
        }
        text.append(stretch(span, "i.ordinal", span.limit() + 1L, values));
        return read(sql -> {
            PageScan scan = new PageScan(span.limit());
            sql.scan(text.toString(), scan, values.toArray());
            return new ItemPage(scan.items, scan.more);
        });
    }

    private static final class PageScan implements Sql.Scan {
        final List<StoredItem> items = new ArrayList<>();
        boolean more;
        private final int limit;
        private long bytes;

        PageScan(int limit) {
            this.limit = limit;
        }

        @Override
        public boolean take(ResultSet row) throws SQLException {
            if (items.size() == limit || bytes > PAGE_BYTES) {
                more = true;
                return false;
            }
            StoredItem item = item(row);
            items.add(item);
            bytes += item.json().bytes().length;
            return true;
        }
    }

    @Override
    public Optional<StoredItem> item(String itemId) {
        return read(sql -> sql.first(ITEMS + " AND i.id = ?", SqliteThreadReader::item, threadId, itemId));
    }

    @Override
    public void eachItem(StoredTurn from, StoredTurn to, Consumer<StoredItem> receiver) {
        read(sql -> {
            sql.scan(
                    ITEMS + " AND i.turn BETWEEN ? AND ? ORDER BY i.turn, i.ordinal",
                    row -> {
                        receiver.accept(item(row));
                        return true;
                    },
                    threadId,
                    from.ordinal(),
                    to.ordinal());
            return receiver;
        });
    }

    @Override
    public List<StoredItem> summary(StoredTurn turn) {
        String items = ITEMS + " AND i.turn = ? AND i.type = ? ORDER BY i.ordinal";
        return read(sql -> {
            List<StoredItem> summary = new ArrayList<>(2);
            sql.first(items + " LIMIT 1", SqliteThreadReader::item, threadId, turn.ordinal(), "userMessage")
                    .ifPresent(summary::add);
            sql.first(items + " DESC LIMIT 1", SqliteThreadReader::item, threadId, turn.ordinal(), "agentMessage")
                    .ifPresent(summary::add);
            return summary;
        });
    }

    @Override
    public List<EncodedJson> context() {
        return read(sql -> TurnRows.context(sql, threadId));
    }

    private <T> T read(Database.Work<T> work) {
        return database.read("read thread " + threadId, work);
    }

    private static String stretch(Span span, String column, long limit, List<@Nullable Object> values) {
        StringBuilder text = new StringBuilder();
        if (span.start() != null) {
            text.append(" AND ").append(column).append(span.ascending() ? " >" : " <");
            text.append(span.inclusive() ? "= ?" : " ?");
            values.add(span.start());
        }
        text.append(" ORDER BY ").append(column).append(span.ascending() ? " LIMIT ?" : " DESC LIMIT ?");
        values.add(limit);
        return text.toString();
    }

    private static StoredItem item(ResultSet row) throws SQLException {
        return new StoredItem(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                EncodedJson.of(row.getBytes(7)));
    }
}
