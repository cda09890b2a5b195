package dev.parlance.server.live.turns;

import static dev.parlance.server.live.turns.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.scripted.Chunking;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Step;
import dev.parlance.server.live.LiveClient;
import dev.parlance.server.live.LiveServer;
import dev.parlance.server.live.Rule;
import dev.parlance.server.live.TranscriptRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Many threads at once, and a thread with many items. */
final class LoadTest {
    private static final int CLIENTS = 8;
    private static final int THREADS_EACH = 25;
    private static final int TURNS = 10;
    private static final int MESSAGES = 1_000;

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    @Rule({"LIF-9", "LIF-14", "STR-6"})
    void twoHundredThreadsRunTurnsAtOnce(@TempDir Path home) {
        try (LiveServer server = LiveServer.demo(home)) {
            long before = usedHeap();
            Map<LiveClient, List<String>> turns = new LinkedHashMap<>();
            for (int i = 0; i < CLIENTS; i++) {
                turns.put(server.openExperimental(), new ArrayList<>());
            }
            Map<LiveClient, List<String>> threads = new LinkedHashMap<>();
            turns.keySet()
                    .forEach(client -> threads.put(
                            client,
                            IntStream.range(0, THREADS_EACH)
                                    .mapToObj(i ->
                                            client.startThread(json("cwd", home.toString(), "approvalPolicy", "never")))
                                    .toList()));
            threads.forEach((client, ids) -> {
                List<Long> asked = ids.stream()
                        .map(id -> client.ask("turn/start", LiveClient.turn(id, "think of it then count 100")))
                        .toList();
                asked.forEach(id -> turns.get(client)
                        .add(client.answer(id).at("/result/turn/id").asText()));
            });
            turns.forEach((client, ids) -> ids.forEach(
                    id -> assertThat(Wire.statusOf(client.completed(id))).isEqualTo("completed")));

            turns.keySet().forEach(TranscriptRules.all()::assertKept);
            assertThat(turns.values().stream().mapToInt(List::size).sum()).isEqualTo(CLIENTS * THREADS_EACH);
            // The clients remember every message, and the server has 200 threads loaded.
            assertThat((usedHeap() - before) >> 20).as("MB more in use").isLessThan(300);
        }
    }

    @Test
    @Rule({"HIS-1", "PAG-1", "LIF-17"})
    void tenThousandItemsAreReadAndResumed() {
        List<Step> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            messages.add(Step.text("message " + i).by(Chunking.WHOLE));
        }
        LiveClient client = stage.always(Reply.of(messages.toArray(Step[]::new)));
        String thread = stage.thread();
        for (int i = 0; i < TURNS; i++) {
            client.runTurn(thread, "turn " + i);
        }
        List<JsonNode> announced = Wire.announced(client, thread);
        assertThat(announced).hasSize(TURNS * (MESSAGES + 1));

        LiveClient next = stage.restart();
        assertThat(HistoryTest.items(next.request("thread/read", json("threadId", thread, "includeTurns", true))
                        .get("thread")))
                .isEqualTo(announced);
        assertThat(Wire.listed(next, thread)).isEqualTo(announced);
        JsonNode resumed = next.request("thread/resume", json("threadId", thread));
        assertThat(HistoryTest.items(resumed.get("thread"))).hasSize(announced.size());
        assertThat(Wire.statusOf(next.runTurn(thread, "one more"))).isEqualTo("completed");
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
