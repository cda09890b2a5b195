package dev.parlance.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.rpc.InMemoryTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A client that writes and does not read. */
class StalledClientTest extends LiveTest {
    private static final int REQUESTS = 30_000;

    private static void write(OutputStream out, String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void initialize(OutputStream out) {
        write(
                out,
                "{\"id\":\"i\",\"method\":\"initialize\",\"params\":{\"clientInfo\":{\"name\":\"s\",\"version\":\"1\"}}}");
    }

    /** Its answers are several times what the connection keeps for it. */
    @Test
    @Rule({"FRM-9", "ERR-5", "RPC-2"})
    void mayWriteAllItWantsAndReadLater() throws Exception {
        InMemoryTransport.Pair pair = InMemoryTransport.pair();
        var unused = server.server.connect(pair.server());
        OutputStream out = pair.client().output();
        Thread writer = new Thread(() -> {
            initialize(out);
            for (int i = 0; i < REQUESTS; i++) {
                write(out, "{\"id\":" + i + ",\"method\":\"model/list\",\"params\":{}}");
            }
        });
        writer.setDaemon(true);
        writer.start();
        for (int i = 0; i < 100; i++) {
            client.request("model/list", "{}");
        }
        writer.join(30_000);
        assertThat(writer.isAlive()).as("still writing").isFalse();

        try (LiveClient late = new LiveClient(pair.client())) {
            late.awaitAnswers(REQUESTS + 1);
            assertThat(late.received().stream()
                            .filter(message -> message.path("id").isNumber())
                            .map(message -> message.path("id").asInt())
                            .distinct())
                    .hasSize(REQUESTS);
            late.request("model/list", "{}");
        }
    }

    /** What others of the same thread are told does not wait for it, as long as the server keeps what it has not read. */
    @Test
    @Rule("FRM-9")
    void holdsUpNobody() throws Exception {
        String threadId = thread();
        client.runTurn(threadId, "hello");
        InMemoryTransport.Pair pair = InMemoryTransport.pair();
        var unused = server.server.connect(pair.server());
        initialize(pair.client().output());
        write(pair.client().output(), "{\"id\":1,\"method\":\"thread/resume\",\"params\":" + id(threadId) + "}");
        write(
                pair.client().output(),
                "{\"id\":2,\"method\":\"turn/start\",\"params\":" + LiveClient.turn(threadId, "count 5000") + "}");

        client.await(message -> message.path("method").asText().equals("turn/completed")
                && message.at("/params/threadId").asText().equals(threadId)
                && client.received("turn/completed").size() == 2);
        client.runTurn(thread(), "count 100");
        client.request("thread/read", id(threadId));
    }
}
