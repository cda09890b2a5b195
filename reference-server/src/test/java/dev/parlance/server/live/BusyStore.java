package dev.parlance.server.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/** Holds the store's write lock, as another process on the same home would: what writes has to wait. */
final class BusyStore implements AutoCloseable {
    private final Connection connection;
    private final String threadId;

    private BusyStore(Connection connection, String threadId) {
        this.connection = connection;
        this.threadId = threadId;
    }

    /** After a first turn, so that there is a store. */
    static BusyStore of(LiveClient client, Path folder) throws Exception {
        String threadId = client.startThread("{\"cwd\":\"" + folder + "\"}");
        client.runTurn(threadId, "hello");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database(folder.resolve("home")));
        BusyStore busy = new BusyStore(connection, threadId);
        busy.execute("BEGIN IMMEDIATE");
        return busy;
    }

    private static Path database(Path home) throws Exception {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> file.toString().matches(".*\\.(db|sqlite3?)"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no database in " + home));
        }
    }

    String threadId() {
        return threadId;
    }

    void release() throws SQLException {
        execute("ROLLBACK");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
