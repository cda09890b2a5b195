package dev.parlance.server.live.turns;

import static dev.parlance.server.live.turns.Stage.LIMIT;
import static dev.parlance.server.live.turns.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.scripted.Gate;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Step;
import dev.parlance.server.live.LiveClient;
import dev.parlance.server.live.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is kept of threads, and how it is read and loaded again. */
final class HistoryTest {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    @Rule({"HIS-1", "LIF-17"})
    void everyViewGivesTheAnnouncedItemsOnceAndInOrder() {
        LiveClient client = stage.play(
                Reply.of(Step.reasoning("Hm."), Step.call("exec_command", Map.of("cmd", "echo x"))),
                Reply.of(Step.text("Done.")),
                Reply.of(Step.text("Again.")));
        String thread = stage.thread();
        client.runTurn(thread, "one");
        client.runTurn(thread, "two");
        List<JsonNode> announced = Wire.announced(client, thread);
        assertThat(announced).hasSize(6);
        assertThat(views(client, thread)).containsOnly(announced);

        LiveClient next = stage.restart();
        assertThat(views(next, thread)).containsOnly(announced);
        JsonNode resumed = next.request("thread/resume", json("threadId", thread));
        assertThat(items(resumed.get("thread"))).isEqualTo(announced);
        assertThat(resumed.at("/thread/turns"))
                .extracting(turn -> turn.get("status").asText())
                .containsExactly("completed", "completed");
        assertThat(views(next, thread)).containsOnly(announced);
    }

    @Test
    @Rule({"LIF-17", "LIF-13"})
    void aRunningTurnIsSeenByWhoResumesItsThread() {
        Gate gate = new Gate("half");
        LiveClient client =
                stage.play(Reply.of(Step.text("Whole."), Step.text("half ").unfinished(), Step.hold(gate)));
        String thread = stage.thread();
        String turn = client.startTurn(thread, "one");
        client.await(message -> Wire.deltas(client, "item/agentMessage/delta").endsWith("half "));

        LiveClient late = stage.join();
        JsonNode resumed = late.request("thread/resume", json("threadId", thread));

        assertThat(resumed.at("/thread/status/type").asText()).isEqualTo("active");
        JsonNode running = resumed.at("/thread/turns/0");
        assertThat(running.get("id").asText()).isEqualTo(turn);
        assertThat(running.get("status").asText()).isEqualTo("inProgress");
        assertThat(items(resumed.get("thread")))
                .startsWith(Wire.announced(client, thread).toArray(JsonNode[]::new));
        gate.release();
        assertThat(Wire.statusOf(late.completed(turn))).isEqualTo(Wire.statusOf(client.completed(turn)));
        assertThat(late.methods()).doesNotContain("turn/started");
    }

    @Test
    @Rule({"HIS-4"})
    void readingChangesNothing() throws Exception {
        LiveClient client = stage.always(Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        client.runTurn(thread, "one");
        for (boolean loaded : new boolean[] {true, false}) {
            LiveClient reader = loaded ? client : stage.restart();
            JsonNode before = reader.request("thread/read", json("threadId", thread, "includeTurns", true));
            JsonNode list = reader.request("thread/list", "{}");
            for (int i = 0; i < 3; i++) {
                reader.request("thread/turns/list", json("threadId", thread));
                reader.request("thread/items/list", json("threadId", thread, "sortDirection", "desc"));
                reader.request("thread/loaded/list", "{}");
                assertThat(reader.request("thread/list", "{}")).isEqualTo(list);
                assertThat(reader.request("thread/read", json("threadId", thread, "includeTurns", true)))
                        .isEqualTo(before);
            }
            assertThat(reader.received("thread/status/changed")).hasSize(loaded ? 2 : 0);
        }
    }

    @Test
    @Rule({"HIS-7"})
    void anEphemeralThreadLeavesNoTrace() throws Exception {
        String secret = "secret" + UUID.randomUUID();
        LiveClient client = stage.always(Reply.of(Step.text(secret)));
        String kept = stage.thread();
        client.runTurn(kept, "kept");
        String thread = stage.thread("ephemeral", true);
        client.runTurn(thread, secret);
        client.runTurn(thread, "two");

        assertThat(stage.model().awaitRequest(2, LIMIT).body().toString()).contains(secret);
        assertThat(client.request("thread/read", json("threadId", thread))
                        .at("/thread/path")
                        .isTextual())
                .isFalse();
        assertThat(ids(client.request("thread/list", "{}"))).containsExactly(kept);
        assertThat(client.request("thread/loaded/list", "{}").get("data"))
                .extracting(JsonNode::asText)
                .contains(thread);
        for (String method : List.of(
                "thread/turns/list",
                "thread/items/list",
                "thread/resume",
                "thread/fork",
                "thread/archive",
                "thread/delete")) {
            client.refused(method, json("threadId", thread));
        }
        client.refused(
                "thread/revert",
                json("threadId", thread, "beforeTurnId", UUID.randomUUID().toString()));
        client.refused("thread/name/set", json("threadId", thread, "name", "n"));
        assertThat(onDisk(thread)).isEmpty();
        stage.restart();
        // The kept thread has the same answer of the model, so only the ephemeral one's id and input can tell.
        assertThat(onDisk(thread)).isEmpty();
    }

    @Test
    @Rule({"HIS-6"})
    void nameAndMetadataOutliveTheServer() {
        LiveClient client = stage.always(Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        client.request("thread/name/set", json("threadId", thread, "name", "  My thread\n "));
        client.request(
                "thread/metadata/update",
                "{\"threadId\":\"" + thread + "\",\"gitInfo\":{\"branch\":\"main\",\"sha\":\"abc\"}}");
        client.request("thread/metadata/update", "{\"threadId\":\"" + thread + "\",\"gitInfo\":{\"sha\":null}}");

        assertThat(client.awaitMethod("thread/name/updated")
                        .at("/params/threadName")
                        .asText())
                .isEqualTo("My thread");
        LiveClient next = stage.restart();
        JsonNode read = next.request("thread/read", json("threadId", thread)).get("thread");
        assertThat(read.get("name").asText()).isEqualTo("My thread");
        assertThat(read.at("/gitInfo/branch").asText()).isEqualTo("main");
        assertThat(read.at("/gitInfo/sha").isTextual()).isFalse();
        next.request("thread/name/set", json("threadId", thread, "name", "unloaded"));
        assertThat(next.request("thread/list", "{}").at("/data/0/name").asText())
                .isEqualTo("unloaded");
        next.refused("thread/name/set", json("threadId", thread, "name", " \n"));
        next.refused("thread/metadata/update", json("threadId", thread));
        next.refused("thread/metadata/update", json("threadId", thread, "gitInfo", Map.of()));
    }

    @Test
    @Rule({"HIS-10", "HIS-1"})
    void anIdleThreadIsUnloadedAndComesBackWhole() {
        LiveClient client = stage.idle(Duration.ofMillis(50)).always(Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        client.runTurn(thread, "one");
        LiveClient watcher = stage.join();
        assertThat(client.request("thread/unsubscribe", json("threadId", thread))
                        .get("status")
                        .asText())
                .isEqualTo("unsubscribed");
        watcher.awaitMethod("thread/closed");

        assertThat(watcher.request("thread/unsubscribe", json("threadId", thread))
                        .get("status")
                        .asText())
                .isEqualTo("notLoaded");
        assertThat(watcher.refused("turn/start", LiveClient.turn(thread, "x"))
                        .get("message")
                        .asText())
                .isEqualTo("thread not found: " + thread);
        watcher.request("thread/resume", json("threadId", thread));
        watcher.runTurn(thread, "two");
        assertThat(Wire.listed(watcher, thread)).hasSize(4);
        assertThat(stage.model().awaitRequest(1, LIMIT).body().toString()).contains("one", "two");
    }

    @Test
    @Rule({"HIS-1", "LIF-9"})
    void aTurnGoesOnWithoutListenersAndItsThreadIsUnloadedAfterIt() {
        Gate gate = new Gate("half");
        LiveClient client = stage.idle(Duration.ofMillis(50))
                .play(Reply.of(
                        Step.text("half ").by(dev.parlance.scripted.Chunking.WHOLE),
                        Step.hold(gate),
                        Step.text("whole")));
        String thread = stage.thread();
        client.startTurn(thread, "one");
        gate.awaitReached(LIMIT);
        LiveClient watcher = stage.join();
        client.close();
        gate.release();
        watcher.awaitMethod("thread/closed");

        assertThat(Wire.listed(watcher, thread))
                .extracting(item -> item.path("text").asText())
                .containsExactly("", "half ", "whole");
    }

    @Test
    @Rule({"HIS-10"})
    void aThreadWithoutTurnsIsThereWhileItIsLoaded() {
        LiveClient client = stage.play();
        String thread = stage.thread();

        JsonNode resumed = client.request("thread/resume", json("threadId", thread));
        assertThat(resumed.at("/thread/id").asText()).isEqualTo(thread);
        assertThat(client.request("thread/read", json("threadId", thread)).at("/thread/turns"))
                .isEmpty();
        assertThat(client.refused("thread/turns/list", json("threadId", thread))
                        .get("message")
                        .asText())
                .contains("is not materialized yet");
        assertThat(onDisk(thread)).isEmpty();
    }

    @Test
    @Rule({"HIS-9"})
    void unknownThreadsAndTurnsAreErrors() {
        LiveClient client = stage.always(Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        client.runTurn(thread, "one");
        String stranger = UUID.randomUUID().toString();
        for (String id : List.of(stranger, "no-uuid", "")) {
            for (String method : List.of(
                    "thread/read",
                    "thread/resume",
                    "thread/fork",
                    "thread/archive",
                    "thread/unarchive",
                    "thread/delete",
                    "thread/turns/list",
                    "thread/items/list",
                    "thread/compact/start")) {
                client.refused(method, json("threadId", id));
            }
            client.refused("thread/name/set", json("threadId", id, "name", "x"));
            client.refused("turn/start", LiveClient.turn(id, "x"));
            client.refused("thread/shellCommand", json("threadId", id, "command", "ls"));
            client.refused("thread/revert", json("threadId", thread, "beforeTurnId", id));
            client.refused("thread/fork", json("threadId", thread, "lastTurnId", id));
        }
        assertThat(Wire.listed(client, thread)).hasSize(2);
        assertThat(Wire.statusOf(client.runTurn(thread, "two"))).isEqualTo("completed");
    }

    /** The items of the thread as each way of reading it gives them. */
    private static List<List<JsonNode>> views(LiveClient client, String thread) {
        List<JsonNode> byTurns = new ArrayList<>();
        client.request("thread/turns/list", json("threadId", thread, "sortDirection", "asc", "itemsView", "full"))
                .get("data")
                .forEach(turn -> turn.get("items").forEach(byTurns::add));
        return List.of(
                Wire.listed(client, thread),
                items(client.request("thread/read", json("threadId", thread, "includeTurns", true))
                        .get("thread")),
                byTurns);
    }

    static List<JsonNode> items(JsonNode thread) {
        List<JsonNode> items = new ArrayList<>();
        thread.get("turns").forEach(turn -> turn.get("items").forEach(items::add));
        return items;
    }

    static List<String> ids(JsonNode list) {
        List<String> ids = new ArrayList<>();
        list.get("data").forEach(thread -> ids.add(thread.get("id").asText()));
        return ids;
    }

    /** Files of the home that hold those bytes, in their name or in them. */
    private List<Path> onDisk(String text) {
        try (Stream<Path> files = Files.walk(stage.home())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(text) || read(file).contains(text))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // a journal that has just gone
        }
    }
}
