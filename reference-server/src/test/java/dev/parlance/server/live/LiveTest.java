package dev.parlance.server.live;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with the demo model and one open connection, whose transcript has to keep every passive rule. */
@Timeout(120)
abstract class LiveTest {
    @TempDir
    Path folder;

    LiveServer server;
    LiveClient client;

    @BeforeEach
    void open() throws Exception {
        Files.createDirectories(folder.resolve("home"));
        server = LiveServer.demo(folder.resolve("home"));
        client = server.open();
    }

    @AfterEach
    void close() {
        try {
            TranscriptRules.all().assertKept(client);
        } finally {
            client.close();
            server.close();
        }
    }

    /** A thread that works in the test's folder. */
    String thread() {
        return client.startThread("{\"cwd\":\"" + folder + "\"}");
    }

    static String id(String threadId) {
        return "{\"threadId\":\"" + threadId + "\"}";
    }
}
