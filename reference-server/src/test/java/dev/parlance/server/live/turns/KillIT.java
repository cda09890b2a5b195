package dev.parlance.server.live.turns;

import static dev.parlance.server.live.turns.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.server.live.LiveClient;
import dev.parlance.server.live.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed at random points, again and again on one home: nothing that was announced as completed is lost, what
 * was cut reads as interrupted, and every thread goes on. {@code -Dparlance.kills} sets how often, {@code -Dparlance.seed}
 * repeats a run.
 */
final class KillIT {
    private static final int KILLS = Integer.getInteger("parlance.kills", 40);
    private static final int THREADS = 3;

    /** Bytes that the turns of one round make, about. */
    private static final int ROUND_BYTES = 60_000;

    /** Messages, commands and file changes; of a length that lets a kill fall into each. */
    private static final List<String> TASKS = List.of(
            "think about it then run echo one; sleep 0.05; echo two then count 40",
            "write made.txt: hello then edit made.txt then delete made.txt then count 60",
            "plan look; do then run seq 1 200 then run false then write other.txt: x then count 20");

    @TempDir
    Path folder;

    /** A thread as its client knows it: what was announced as completed, in order, and ends of turns. */
    private static final class Known {
        final List<JsonNode> items = new ArrayList<>();
        final Map<String, String> ends = new LinkedHashMap<>();
        int cutTurns;
    }

    @Test
    @Rule({"HIS-2", "HIS-1", "LIF-17"})
    void nothingThatWasAnnouncedIsLostWhereverTheServerIsKilled() throws Exception {
        long seed = Long.getLong("parlance.seed", System.nanoTime());
        Random random = new Random(seed);
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(folder.resolve("work"));
        Map<String, Known> threads = new LinkedHashMap<>();
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                if (kill % 10 == 0) {
                    threads.clear(); // long histories would make the later rounds slow
                }
                round(home, threads, 1 + random.nextInt(ROUND_BYTES));
            }
            try (ServerProcess server = ServerProcess.start(home)) {
                LiveClient client = new LiveClient(server.transport());
                client.initialize("{\"experimentalApi\":true}");
                check(client, threads);
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ", home " + home, e);
        }
        assertThat(threads.values().stream().mapToInt(known -> known.cutTurns).sum())
                .as("turns that were cut, of the last threads")
                .isPositive();
    }

    /** Checks and ends well what the kill before has left, then begins turns and is killed. */
    private void round(Path home, Map<String, Known> threads, int bytes) throws Exception {
        try (ServerProcess server = ServerProcess.start(home)) {
            LiveClient client = new LiveClient(server.transport());
            client.initialize("{\"experimentalApi\":true}");
            check(client, threads);
            while (threads.size() < THREADS) {
                threads.put(
                        client.startThread(json(
                                "cwd",
                                folder.resolve("work").toString(),
                                "approvalPolicy",
                                "never",
                                "sandbox",
                                "danger-full-access")),
                        new Known());
            }
            int before = client.received().size();
            server.killAfter(bytes);
            int task = 0;
            for (String thread : threads.keySet()) {
                begin(client, thread, TASKS.get(task++ % TASKS.size()));
            }
            server.awaitDeath(client, before, threads.keySet());
            client.awaitEnd();
            note(client.received(), before, threads);
        }
    }

    private static void begin(LiveClient client, String thread, String task) {
        try {
            client.ask("turn/start", LiveClient.turn(thread, task));
        } catch (java.io.UncheckedIOException e) {
            // It is dead already.
        }
    }

    /** Adds what the client was told. */
    private static void note(List<JsonNode> received, int from, Map<String, Known> threads) {
        for (JsonNode message : received.subList(from, received.size())) {
            Known known = threads.get(message.at("/params/threadId").asText());
            String method = message.path("method").asText();
            if (known != null && method.equals("item/completed")) {
                known.items.add(message.at("/params/item"));
            } else if (known != null && method.equals("turn/started")) {
                known.ends.put(message.at("/params/turn/id").asText(), "cut");
            } else if (known != null && method.equals("turn/completed")) {
                known.ends.put(message.at("/params/turn/id").asText(), Wire.statusOf(message));
            }
        }
    }

    private static void check(LiveClient client, Map<String, Known> threads) {
        for (Map.Entry<String, Known> entry : threads.entrySet()) {
            String thread = entry.getKey();
            Known known = entry.getValue();
            if (isUnknown(client, thread, known)) {
                continue;
            }
            checkTurns(client, thread, known);
            client.request("thread/resume", json("threadId", thread, "excludeTurns", true));
            List<JsonNode> listed = Wire.listed(client, thread);
            assertThat(listed).extracting(item -> item.get("id").asText()).doesNotHaveDuplicates();
            assertThat(listed.stream().filter(known.items::contains).toList())
                    .as("the announced items in %s", thread)
                    .isEqualTo(known.items);
            JsonNode end = client.runTurn(thread, "count 3");
            assertThat(Wire.statusOf(end)).isEqualTo("completed");
            known.items.clear();
            known.items.addAll(listed);
            known.items.addAll(Wire.announced(client, thread));
            known.ends.put(end.at("/params/turn/id").asText(), "completed");
        }
    }

    /** A thread whose first turn the server had not taken up is not on the disk, and nothing was announced of it. */
    private static boolean isUnknown(LiveClient client, String thread, Known known) {
        if (!known.ends.isEmpty() || !known.items.isEmpty()) {
            return false;
        }
        return client.call("thread/resume", json("threadId", thread)).has("error");
    }

    private static void checkTurns(LiveClient client, String thread, Known known) {
        JsonNode turns = client.request("thread/read", json("threadId", thread, "includeTurns", true))
                .at("/thread/turns");
        Map<String, String> statuses = new LinkedHashMap<>();
        turns.forEach(
                turn -> statuses.put(turn.get("id").asText(), turn.get("status").asText()));
        assertThat(statuses.keySet()).containsAll(known.ends.keySet());
        statuses.forEach((turn, status) -> {
            String seen = known.ends.getOrDefault(turn, "cut");
            if (seen.equals("cut")) {
                // It may have ended in the moment of the kill; it does not run.
                assertThat(status).isIn("interrupted", "completed");
                known.cutTurns += status.equals("interrupted") ? 1 : 0;
            } else {
                assertThat(status).as("turn %s", turn).isEqualTo(seen);
            }
            known.ends.put(turn, status);
        });
    }
}
