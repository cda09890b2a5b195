package dev.parlance.server.live.turns;

import static dev.parlance.server.live.turns.Stage.LIMIT;
import static dev.parlance.server.live.turns.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Step;
import dev.parlance.server.live.LiveClient;
import dev.parlance.server.live.Rule;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is asked, and whose answer counts. */
final class ApprovalDeliveryTest {
    private static final String ASKED = "item/commandExecution/requestApproval";
    private static final String RESOLVED = "serverRequest/resolved";

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    @Rule({"APR-4", "APR-10", "APR-13"})
    void theFirstAnswerOfAnySubscriberCounts() {
        LiveClient first = play();
        String thread = untrusted();
        LiveClient second = stage.join();
        second.request("thread/resume", json("threadId", thread));
        String turn = first.startTurn(thread, "go");
        JsonNode toFirst = first.awaitMethod(ASKED);
        second.decide(second.awaitMethod(ASKED), "decline");
        first.awaitMethod(RESOLVED);
        first.decide(toFirst, "accept");

        assertThat(Wire.statusOf(first.completed(turn))).isEqualTo("completed");
        second.completed(turn);
        assertThat(stage.work().resolve("ran.txt")).doesNotExist();
        for (LiveClient client : new LiveClient[] {first, second}) {
            assertThat(client.received(ASKED)).hasSize(1);
            assertThat(client.received(RESOLVED)).hasSize(1);
            assertThat(client.awaitMethod(RESOLVED).at("/params/requestId"))
                    .isEqualTo(client.awaitMethod(ASKED).get("id"));
        }
    }

    @Test
    @Rule({"APR-14", "APR-8"})
    void whoComesLaterIsAskedWhatIsOpen() {
        LiveClient first = play();
        String thread = untrusted();
        String turn = first.startTurn(thread, "go");
        first.awaitMethod(ASKED);
        LiveClient late = stage.join();
        JsonNode resumed = late.request("thread/resume", json("threadId", thread));
        JsonNode asked = late.awaitMethod(ASKED);
        late.request("thread/resume", json("threadId", thread));
        late.decide(asked, "accept");
        late.completed(turn);

        assertThat(resumed.at("/thread/status/activeFlags/0").asText()).isEqualTo("waitingOnApproval");
        assertThat(asked.at("/params/turnId").asText()).isEqualTo(turn);
        assertThat(late.received(ASKED)).hasSize(1);
        assertThat(stage.work().resolve("ran.txt")).exists();
        first.completed(turn);
    }

    @Test
    @Rule({"APR-9", "APR-13"})
    void whoLeavesHasNotAnswered() {
        LiveClient first = play();
        String thread = untrusted();
        String turn = first.startTurn(thread, "go");
        JsonNode asked = first.awaitMethod(ASKED);
        first.request("thread/unsubscribe", json("threadId", thread));
        first.awaitMethod(RESOLVED);
        first.decide(asked, "accept");
        LiveClient next = stage.join();
        JsonNode resumed = next.request("thread/resume", json("threadId", thread));

        assertThat(resumed.at("/thread/status/activeFlags/0").asText()).isEqualTo("waitingOnApproval");
        assertThat(stage.work().resolve("ran.txt")).doesNotExist();
        next.decide(next.awaitMethod(ASKED), "decline");
        assertThat(Wire.statusOf(next.completed(turn))).isEqualTo("completed");
        assertThat(stage.work().resolve("ran.txt")).doesNotExist();
    }

    @Test
    @Rule({"APR-9", "LIF-9"})
    void aLostConnectionHasNotAnswered() {
        LiveClient first = play();
        String thread = untrusted();
        String turn = first.startTurn(thread, "go");
        first.awaitMethod(ASKED);
        first.close();

        LiveClient next = stage.join();
        next.request("thread/resume", json("threadId", thread));
        JsonNode asked = next.awaitMethod(ASKED);
        assertThat(stage.work().resolve("ran.txt")).doesNotExist();
        next.decide(asked, "accept");
        assertThat(Wire.statusOf(next.completed(turn))).isEqualTo("completed");
        assertThat(stage.work().resolve("ran.txt")).exists();
    }

    @Test
    @Rule({"APR-9", "APR-10", "APR-13"})
    void whatNobodyAnswersInTimeIsNotDone() {
        LiveClient client = stage.approvalDeadline(Duration.ofMillis(200)).play(call(), Reply.of(Step.text("Ok.")));
        String turn = client.startTurn(untrusted(), "go");
        JsonNode asked = client.awaitMethod(ASKED);
        client.awaitMethod(RESOLVED);
        client.decide(asked, "accept");

        assertThat(Wire.statusOf(client.completed(turn))).isEqualTo("completed");
        assertThat(Wire.awaitCompleted(client, "commandExecution").get("status").asText())
                .isEqualTo("failed");
        assertThat(stage.work().resolve("ran.txt")).doesNotExist();
    }

    @Test
    @Rule({"APR-10", "APR-13", "INT-1", "INT-4"})
    void anInterruptTakesTheQuestionBackAndALateAnswerDoesNothing() {
        LiveClient client = play();
        String thread = untrusted();
        String turn = client.startTurn(thread, "go");
        JsonNode asked = client.awaitMethod(ASKED);
        client.request("turn/interrupt", json("threadId", thread, "turnId", turn));

        assertThat(Wire.statusOf(client.completed(turn))).isEqualTo("interrupted");
        client.decide(asked, "accept");
        client.decide(asked, "accept");
        client.runTurn(thread, "next");

        assertThat(client.received(RESOLVED)).hasSize(1);
        assertThat(Wire.completed(client, "commandExecution"))
                .extracting(item -> item.get("status").asText())
                .containsExactly("failed");
        assertThat(stage.work().resolve("ran.txt")).doesNotExist();
    }

    @Test
    @Rule({"APR-10"})
    void twoAnswersToOneQuestionRunTheCommandOnce() throws Exception {
        stage.except("APR-7"); // it judges the last answer, and the first counts
        LiveClient client = play();
        String turn = client.startTurn(untrusted(), "go");
        JsonNode asked = client.awaitMethod(ASKED);
        client.decide(asked, "accept");
        client.decide(asked, "accept");
        client.decide(asked, "cancel");

        assertThat(Wire.statusOf(client.completed(turn))).isEqualTo("completed");
        assertThat(Files.readString(stage.work().resolve("ran.txt"))).isEqualTo("x\n");
    }

    @Test
    @Rule({"APR-9", "APR-13"})
    void aQuestionWithNobodyToAskWaitsForSomebody() {
        LiveClient client = play();
        String thread = untrusted();
        client.request("thread/unsubscribe", json("threadId", thread));
        String turn = client.startTurn(thread, "go");
        stage.model().awaitRequest(0, LIMIT);
        client.await(message -> message.path("method").asText().equals("thread/status/changed")
                && Wire.status(message.at("/params/status")).contains("waitingOnApproval"));

        client.request("thread/resume", json("threadId", thread));
        client.decide(client.awaitMethod(ASKED), "accept");
        assertThat(Wire.statusOf(client.completed(turn))).isEqualTo("completed");
    }

    private LiveClient play() {
        return stage.play(call(), Reply.of(Step.text("Ok.")));
    }

    private String untrusted() {
        return stage.thread("approvalPolicy", "untrusted", "sandbox", "danger-full-access");
    }

    private static Reply call() {
        return Reply.of(
                Step.call("exec_command", Map.of("cmd", "echo x >> ran.txt")).id("call-1"));
    }
}
