package dev.parlance.server.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Turns, streams and cheap requests, each round in new processes. */
final class ServingStage {
    private static final String FIRST = "first thread/start and turn, at once after the start";
    private static final String RESTED = "first thread/start and turn, a second after the start";
    private static final String EARLY = "turns 2 to 20 of a thread";
    private static final String LATER = "turns 81 to 120 of a thread";
    private static final String FRESH = "first turn of a further thread, with thread/start";
    private static final String STREAM_FIRST = "first turn of 20,000 deltas";
    private static final String STREAM = "later turns of 20,000 deltas";
    private static final String SEQUENTIAL = "thread/loaded/list, one at a time";
    private static final String PIPELINED = "thread/loaded/list, window of 64";
    private static final int REQUESTS = 20_000;
    private static final int WINDOW = 64;

    private final Table table;
    private final URI model;

    ServingStage(Table table, URI model) {
        this.table = table.row(FIRST, "ms", false)
                .row(RESTED, "ms", false)
                .row(EARLY, "ms", false)
                .row(LATER, "ms", false)
                .row(FRESH, "ms", false)
                .row(STREAM_FIRST, "notifications/s", true)
                .row(STREAM, "notifications/s", true)
                .row(SEQUENTIAL, "requests/s", true)
                .row(PIPELINED, "requests/s", true);
        this.model = model;
    }

    void run(List<Candidate> candidates, int rounds) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (Candidate each : candidates) {
                try (RawClient client = RawClient.start(each, each.freshHome(model))) {
                    client.rest();
                    first(client, RESTED, each.name());
                }
                try (RawClient client = RawClient.start(each, each.freshHome(model))) {
                    turns(client, each.name());
                    streams(client, each.name());
                    requests(client, each.name());
                }
            }
        }
    }

    private void turns(RawClient client, String name) throws IOException {
        String thread = first(client, FIRST, name);
        for (int turn = 2; turn <= 120; turn++) {
            long begun = System.nanoTime();
            client.turn(thread, "hello");
            if (turn <= 20 || turn > 80) {
                table.add(turn <= 20 ? EARLY : LATER, name, millisSince(begun));
            }
        }
        for (int i = 0; i < 20; i++) {
            first(client, FRESH, name);
        }
    }

    /** A turn in a new thread, whose id is answered. */
    private String first(RawClient client, String row, String name) throws IOException {
        long begun = System.nanoTime();
        String thread = client.startThread();
        client.turn(thread, "hello");
        table.add(row, name, millisSince(begun));
        return thread;
    }

    private void streams(RawClient client, String name) throws IOException {
        for (int i = 0; i < 4; i++) {
            String thread = client.startThread();
            long begun = System.nanoTime();
            int notifications = client.turn(thread, PreparedModel.LONG);
            double rate = notifications / (millisSince(begun) / 1e3);
            if (notifications < PreparedModel.DELTAS) {
                throw new IllegalStateException(name + " sent " + notifications + " notifications");
            }
            table.add(i == 0 ? STREAM_FIRST : STREAM, name, rate);
        }
    }

    private void requests(RawClient client, String name) throws IOException {
        sequential(client, REQUESTS / 4);
        table.add(SEQUENTIAL, name, REQUESTS / (sequential(client, REQUESTS) / 1e3));
        pipelined(client, REQUESTS / 4);
        table.add(PIPELINED, name, 2 * REQUESTS / (pipelined(client, 2 * REQUESTS) / 1e3));
    }

    private static double sequential(RawClient client, int count) throws IOException {
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            client.send(client.encode("thread/loaded/list", "{\"limit\":1}"));
            client.awaitAnswer();
        }
        return millisSince(begun);
    }

    private static double pipelined(RawClient client, int count) throws IOException {
        long begun = System.nanoTime();
        int sent = 0;
        int room = WINDOW;
        for (int answered = 0; answered < count; ) {
            ByteArrayOutputStream burst = new ByteArrayOutputStream();
            for (; room > 0 && sent < count; room--, sent++) {
                burst.writeBytes(client.encode("thread/loaded/list", "{\"limit\":1}"));
            }
            if (burst.size() > 0) {
                client.send(burst.toByteArray());
            }
            do {
                client.awaitAnswer();
                answered++;
                room++;
            } while (client.hasLine());
        }
        return millisSince(begun);
    }

    static double millisSince(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }
}
