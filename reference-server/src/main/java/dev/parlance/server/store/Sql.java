package dev.parlance.server.store;

import dev.parlance.rpc.EncodedJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection with its prepared statements; used by one thread at a time. */
final class Sql implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Makes a value of the current row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Takes the current row; answers whether to go on. */
    interface Scan {
        boolean take(ResultSet row) throws SQLException;
    }

    /** Runs statements without arguments, separated by semicolons. */
    void script(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(text);
        }
    }

    /** Runs a changing statement and answers how many rows it changed. */
    int update(String sql, @Nullable Object... arguments) throws SQLException {
        return bind(sql, arguments).executeUpdate();
    }

    /** Reads row by row. */
    void scan(String sql, Scan scan, @Nullable Object... arguments) throws SQLException {
        try (ResultSet rows = bind(sql, arguments).executeQuery()) {
            while (rows.next() && scan.take(rows)) {
                // the scan does the work
            }
        }
    }

    <T> List<T> list(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
        List<T> all = new ArrayList<>();
        scan(sql, each -> all.add(row.read(each)), arguments);
        return all;
    }

    <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
        List<T> found = new ArrayList<>(1);
        scan(
                sql,
                each -> {
                    found.add(row.read(each));
                    return false;
                },
                arguments);
        return found.stream().findFirst();
    }

    /** The number a statement gives; 0 for null and for no row. */
    long number(String sql, @Nullable Object... arguments) throws SQLException {
        return first(sql, row -> row.getLong(1), arguments).orElse(0L);
    }

    private PreparedStatement bind(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            if (argument instanceof EncodedJson json) {
                statement.setBytes(i + 1, json.bytes());
            } else {
                statement.setObject(i + 1, argument);
            }
        }
        return statement;
    }

    static @Nullable EncodedJson json(byte @Nullable [] bytes) {
        return bytes == null ? null : EncodedJson.of(bytes);
    }

    static @Nullable Long nullableLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
