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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class InterruptTest {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    @Rule({"INT-1", "INT-4", "LIF-3", "LIF-9", "STR-3"})
    void aStreamedMessageIsClosedWithWhatHadCome() {
        Gate gate = new Gate("half");
        LiveClient client = stage.problemsExpected()
                .play(Reply.of(Step.text("half a ").unfinished(), Step.hold(gate)), Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        String turn = client.startTurn(thread, "hi");
        client.await(message -> Wire.deltas(client, "item/agentMessage/delta").equals("half a "));

        interrupt(client, thread, turn);

        assertThat(Wire.storyFrom(client, "item/started agentMessage"))
                .containsExactly(
                        "item/started agentMessage",
                        "item/agentMessage/delta",
                        "item/completed agentMessage",
                        "status idle",
                        "turn/completed interrupted");
        assertThat(Wire.awaitCompleted(client, "agentMessage").get("text").asText())
                .isEqualTo("half a ");
        gate.release();
        assertThat(Wire.statusOf(client.runTurn(thread, "go on"))).isEqualTo("completed");
        assertThat(stage.model().awaitRequest(1, LIMIT).body().toString()).contains("turn_aborted");
    }

    @Test
    @Rule({"INT-1", "LIF-9", "LIF-14", "LIF-18"})
    void anInterruptBeforeTheTurnIsAnnouncedIsNotLost() {
        LiveClient client = stage.problemsExpected().always(Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        for (int i = 0; i < 20; i++) {
            String turn = client.startTurn(thread, "go " + i);
            client.request("turn/interrupt", json("threadId", thread, "turnId", ""));
            JsonNode end = client.completed(turn);
            assertThat(Wire.statusOf(end)).isIn("interrupted", "completed");
        }
        assertThat(Wire.completed(client, "userMessage")).hasSize(20);
        assertThat(client.received("turn/completed")).hasSize(20);
        assertThat(client.received("turn/started")).hasSize(20);
    }

    @Test
    @Rule({"INT-1", "INT-4", "INT-5"})
    void aCommandIsGoneWithAllItHasStarted() throws Exception {
        String mark = "mark" + UUID.randomUUID().toString().replace("-", "");
        // A child in a group of its own, one that ignores to be told to end, and one that waits.
        String command = "echo up; setsid bash -c 'exec -a " + mark + " sleep 300' & (trap '' TERM INT HUP; exec -a "
                + mark + " sleep 300 & ); exec -a " + mark + " sleep 300";
        LiveClient client = stage.play(
                Reply.of(Step.call("exec_command", Map.of("cmd", command)).id("call-1")));
        String thread = stage.thread();
        String turn = client.startTurn(thread, "go");
        client.awaitMethod("item/commandExecution/outputDelta");
        await(() -> processes(mark) == 3);

        interrupt(client, thread, turn);

        JsonNode item = Wire.awaitCompleted(client, "commandExecution");
        assertThat(item.get("status").asText()).isEqualTo("failed");
        assertThat(item.get("aggregatedOutput").asText()).startsWith("up\n").endsWith("command aborted by user");
        assertThat(Wire.deltas(client, "item/commandExecution/outputDelta"))
                .isEqualTo(item.get("aggregatedOutput").asText());
        assertThat(processes(mark)).isZero();
    }

    @Test
    @Rule({"INT-1", "INT-4", "LIF-12"})
    void aRetryWaitEndsAtOnce() {
        LiveClient client =
                stage.problemsExpected().play(Reply.of(Step.fail("rate_limit_exceeded", "try again in 60s")));
        String thread = stage.thread();
        String turn = client.startTurn(thread, "go");
        assertThat(client.awaitMethod("error").at("/params/willRetry").asBoolean())
                .isTrue();

        interrupt(client, thread, turn);

        assertThat(stage.model().requestCount()).isEqualTo(1);
    }

    @Test
    @Rule({"INT-1"})
    void aModelThatDoesNotAnswerIsGivenUp() {
        Gate gate = new Gate("before all");
        LiveClient client = stage.problemsExpected().play(Reply.of(Step.hold(gate), Step.text("too late")));
        String thread = stage.thread();
        String turn = client.startTurn(thread, "go");
        gate.awaitReached(LIMIT);

        interrupt(client, thread, turn);
        gate.release();

        assertThat(Wire.completed(client, "agentMessage")).isEmpty();
    }

    @Test
    @Rule({"INT-1", "INT-4"})
    void aCompactionIsInterruptedAndTheContextIsAsItWas() {
        Gate gate = new Gate("summary");
        LiveClient client = stage.problemsExpected()
                .play(
                        Reply.of(Step.text("First answer.")),
                        Reply.of(Step.text("sum").unfinished(), Step.hold(gate)),
                        Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        client.runTurn(thread, "first words");
        client.request("thread/compact/start", json("threadId", thread));
        gate.awaitReached(LIMIT);
        String turn =
                client.awaitMethod("turn/started", 1).at("/params/turn/id").asText();

        interrupt(client, thread, turn);
        gate.release();
        client.runTurn(thread, "more");

        assertThat(stage.model().awaitRequest(2, LIMIT).body().toString()).contains("First answer.");
        assertThat(Wire.completed(client, "contextCompaction")).hasSize(1);
    }

    @Test
    @Rule({"INT-1", "INT-4", "INT-5"})
    void aUsersCommandIsKilled() {
        LiveClient client = stage.play();
        String thread = stage.thread();
        client.request("thread/shellCommand", json("threadId", thread, "command", "echo up; sleep 300"));
        client.awaitMethod("item/commandExecution/outputDelta");
        String turn = client.awaitMethod("turn/started").at("/params/turn/id").asText();

        interrupt(client, thread, turn);

        JsonNode item = Wire.awaitCompleted(client, "commandExecution");
        assertThat(item.get("status").asText()).isEqualTo("failed");
        assertThat(item.get("exitCode").asInt()).isEqualTo(-1);
    }

    @Test
    @Rule({"INT-1", "INT-4"})
    void twoCommandsAtOnceAreBothClosed() {
        LiveClient client = stage.play(Reply.of(
                Step.call("exec_command", Map.of("cmd", "echo a; sleep 300")).id("call-1"),
                Step.call("exec_command", Map.of("cmd", "echo b; sleep 300")).id("call-2")));
        String thread = stage.thread();
        String turn = client.startTurn(thread, "go");
        client.awaitMethod("item/commandExecution/outputDelta", 1);

        interrupt(client, thread, turn);

        assertThat(Wire.completed(client, "commandExecution"))
                .extracting(item -> item.get("status").asText())
                .containsExactly("failed", "failed");
    }

    @Test
    @Rule({"INT-2", "INT-3", "HIS-9"})
    void whatCannotBeInterruptedIsRefusedAndStopsNothing() {
        Gate gate = new Gate("half");
        LiveClient client = stage.play(Reply.of(Step.text("half ").unfinished(), Step.hold(gate)));
        String thread = stage.thread();
        String stranger = UUID.randomUUID().toString();

        assertThat(client.refused("turn/interrupt", json("threadId", thread, "turnId", stranger))
                        .get("message")
                        .asText())
                .isEqualTo("no active turn to interrupt");
        assertThat(client.request("turn/interrupt", json("threadId", thread, "turnId", "")))
                .isEmpty();
        assertThat(client.refused("turn/interrupt", json("threadId", stranger, "turnId", stranger))
                        .get("message")
                        .asText())
                .isEqualTo("thread not found: " + stranger);
        String turn = client.startTurn(thread, "go");
        gate.awaitReached(LIMIT);
        assertThat(client.refused("turn/interrupt", json("threadId", thread, "turnId", stranger))
                        .get("message")
                        .asText())
                .isEqualTo("expected active turn id " + stranger + " but found " + turn);
        gate.release();
        assertThat(Wire.statusOf(client.completed(turn))).isNotEqualTo("interrupted");
        client.refused("turn/interrupt", json("threadId", thread, "turnId", turn));
    }

    @Test
    @Rule({"LIF-14", "INT-1"})
    void aTurnThatIsStartedRightAfterAnInterruptIsNotLost() {
        Gate gate = new Gate("half");
        LiveClient client = stage.problemsExpected()
                .play(Reply.of(Step.text("half ").unfinished(), Step.hold(gate)), Reply.of(Step.text("Second.")));
        String thread = stage.thread();
        String first = client.startTurn(thread, "one");
        client.awaitMethod("item/agentMessage/delta");

        client.ask("turn/interrupt", json("threadId", thread, "turnId", first));
        String second = client.startTurn(thread, "two");

        assertThat(second).isNotEqualTo(first);
        assertThat(Wire.statusOf(client.completed(first))).isEqualTo("interrupted");
        assertThat(Wire.statusOf(client.completed(second))).isEqualTo("completed");
        assertThat(stage.model().awaitRequest(1, LIMIT).lastUserText()).contains("two");
        gate.release();
    }

    @Test
    @Rule({"INT-8", "HIS-1"})
    void whatTheModelHadFinishedBeforeTheInterruptStaysInItsContext() {
        Gate gate = new Gate("half");
        LiveClient client = stage.problemsExpected()
                .play(
                        Reply.of(
                                Step.text("A whole message."),
                                Step.text("half ").unfinished(),
                                Step.hold(gate)),
                        Reply.of(Step.text("Ok.")));
        String thread = stage.thread();
        String turn = client.startTurn(thread, "one");
        client.await(message -> Wire.deltas(client, "item/agentMessage/delta").endsWith("half "));
        interrupt(client, thread, turn);
        gate.release();

        client.runTurn(thread, "two");

        assertThat(stage.model().awaitRequest(1, LIMIT).body().toString()).contains("A whole message.");
        assertThat(Wire.listed(client, thread)).isEqualTo(Wire.announced(client, thread));
    }

    @Test
    @Rule({"INT-5", "APR-2"})
    void aCommandThatWasNotBegunIsNotBegunAfterAnInterrupt() {
        LiveClient client = stage.play(Reply.of(
                Step.call("exec_command", Map.of("cmd", "echo x >> ran.txt")).id("call-1")));
        String thread = stage.thread("approvalPolicy", "untrusted", "sandbox", "danger-full-access");
        String turn = client.startTurn(thread, "go");
        JsonNode asked = client.awaitMethod("item/commandExecution/requestApproval");
        client.ask("turn/interrupt", json("threadId", thread, "turnId", turn));
        client.decide(asked, "accept");

        client.completed(turn);

        boolean ran = Files.exists(stage.work().resolve("ran.txt"));
        List<JsonNode> items = Wire.completed(client, "commandExecution");
        assertThat(items).hasSize(1);
        // Which of the two comes first is open; a command that is cut off may have done its work.
        boolean completed = items.get(0).get("status").asText().equals("completed");
        assertThat(completed && !ran).isFalse();
    }

    private static void interrupt(LiveClient client, String thread, String turn) {
        client.request("turn/interrupt", json("threadId", thread, "turnId", turn));
        JsonNode end = client.completed(turn);
        assertThat(Wire.statusOf(end)).isEqualTo("interrupted");
        assertThat(end.at("/params/turn/error").isObject()).isFalse();
    }

    private static long processes(String mark) {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).startsWith(mark))
                .count();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException e) {
            return ""; // gone
        }
    }

    private static void await(BooleanSupplier condition) {
        long due = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > due) {
                throw new AssertionError("it did not come to be in time");
            }
            Thread.onSpinWait();
        }
    }
}
