package dev.parlance.server.store;

import dev.parlance.rpc.EncodedJson;
import dev.parlance.server.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of the table {@code thread}. */
final class ThreadRows {
    private static final String COLUMNS =
            "id, created_ms, updated_ms, recency_ms, archived, model_provider, source, cwd,"
                    + " name, preview, model, reasoning_effort, cli_version, originator, thread_source, forked_from_id, git_sha,"
                    + " git_branch, git_origin_url, settings, token_usage";

    private static final String INSERT = "INSERT INTO thread (" + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String UPDATE = "UPDATE thread SET (" + COLUMNS
            + ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?";

    private ThreadRows() {}

    static void insert(Sql sql, StoredThread thread) throws SQLException {
        sql.update(INSERT, values(thread).toArray());
    }

    static void update(Sql sql, StoredThread thread) throws SQLException {
        List<@Nullable Object> values = values(thread);
        values.add(thread.id());
        sql.update(UPDATE, values.toArray());
    }

    static Optional<StoredThread> find(Sql sql, String threadId) throws SQLException {
        return sql.first("SELECT " + COLUMNS + " FROM thread WHERE id = ?", ThreadRows::read, threadId);
    }

    /** The number other tables know the thread by. */
    static long key(Sql sql, String threadId) throws SQLException {
        long key = sql.number("SELECT key FROM thread WHERE id = ?", threadId);
        if (key == 0) {
            throw new UnknownThreadException(threadId);
        }
        return key;
    }

    static ThreadPage page(Sql sql, ThreadQuery query) throws SQLException {
        StringBuilder text = new StringBuilder("SELECT " + COLUMNS + " FROM thread WHERE archived = ?");
        List<@Nullable Object> values = new ArrayList<>();
        ThreadQuery.Filter filter = query.filter();
        values.add(filter.archived() ? 1 : 0);
        oneOf(text, values, "model_provider IN", filter.modelProviders());
        oneOf(text, values, "source IN", filter.sources());
        oneOf(text, values, "cwd IN", filter.cwds());
        oneOf(text, values, "id NOT IN", filter.excludedIds());
        if (filter.searchTerm() != null) {
            text.append(" AND (instr(preview, ?) > 0 OR instr(name, ?) > 0)");
            values.add(filter.searchTerm());
            values.add(filter.searchTerm());
        }
        order(text, values, query);
        List<StoredThread> threads = sql.list(text.toString(), ThreadRows::read, values.toArray());
        boolean more = threads.size() > query.limit();
        return new ThreadPage(more ? List.copyOf(threads.subList(0, query.limit())) : threads, more);
    }

    private static void order(StringBuilder text, List<@Nullable Object> values, ThreadQuery query) {
        String column = query.sort().column();
        ThreadQuery.Position start = query.start();
        if (start != null) {
            text.append(" AND (").append(column).append(", id) ").append(query.ascending() ? '>' : '<');
            text.append(start.inclusive() ? "= (?, ?)" : " (?, ?)");
            values.add(start.ms());
            values.add(start.threadId());
        }
        String direction = query.ascending() ? "" : " DESC";
        text.append(" ORDER BY ")
                .append(column)
                .append(direction)
                .append(", id")
                .append(direction);
        text.append(" LIMIT ?");
        values.add(query.limit() + 1L);
    }

    /** A list goes as one value, so that lists of any length are one statement. */
    private static void oneOf(
            StringBuilder text, List<@Nullable Object> values, String condition, @Nullable List<String> list) {
        if (list != null) {
            text.append(" AND ").append(condition).append(" (SELECT value FROM json_each(?))");
            values.add(jsonArray(list));
        }
    }

    private static String jsonArray(List<String> list) {
        return new String(Json.bytes(list), StandardCharsets.UTF_8);
    }

    private static List<@Nullable Object> values(StoredThread thread) {
        List<@Nullable Object> values = new ArrayList<>(22);
        values.add(thread.id());
        values.add(thread.createdAtMs());
        values.add(thread.updatedAtMs());
        values.add(thread.recencyAtMs());
        values.add(thread.archived() ? 1 : 0);
        values.add(thread.modelProvider());
        values.add(thread.source());
        values.add(thread.cwd());
        values.add(thread.name());
        values.add(thread.preview());
        values.add(thread.model());
        values.add(thread.reasoningEffort());
        values.add(thread.cliVersion());
        values.add(thread.originator());
        values.add(thread.threadSource());
        values.add(thread.forkedFromId());
        values.add(thread.gitSha());
        values.add(thread.gitBranch());
        values.add(thread.gitOriginUrl());
        values.add(thread.settings());
        values.add(thread.tokenUsage());
        return values;
    }

    private static StoredThread read(ResultSet row) throws SQLException {
        return StoredThread.builder()
                .id(row.getString(1))
                .createdAtMs(row.getLong(2))
                .updatedAtMs(row.getLong(3))
                .recencyAtMs(row.getLong(4))
                .archived(row.getInt(5) != 0)
                .modelProvider(row.getString(6))
                .source(row.getString(7))
                .cwd(row.getString(8))
                .name(row.getString(9))
                .preview(row.getString(10))
                .model(row.getString(11))
                .reasoningEffort(row.getString(12))
                .cliVersion(row.getString(13))
                .originator(row.getString(14))
                .threadSource(row.getString(15))
                .forkedFromId(row.getString(16))
                .gitSha(row.getString(17))
                .gitBranch(row.getString(18))
                .gitOriginUrl(row.getString(19))
                .settings(EncodedJson.of(row.getBytes(20)))
                .tokenUsage(Sql.json(row.getBytes(21)))
                .build();
    }
}
