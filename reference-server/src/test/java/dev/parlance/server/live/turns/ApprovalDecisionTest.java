package dev.parlance.server.live.turns;

import static dev.parlance.server.live.turns.Stage.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Step;
import dev.parlance.server.live.LiveClient;
import dev.parlance.server.live.Rule;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers to a command's approval do. */
final class ApprovalDecisionTest {
    private static final String ASKED = "item/commandExecution/requestApproval";

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    @Rule({"APR-1", "APR-2", "APR-4", "APR-5", "APR-8", "APR-13", "LIF-13"})
    void anAcceptedCommandRunsOnceAndOnlyThen() throws Exception {
        LiveClient client = stage.play(call("echo x >> ran.txt", "call-1"), Reply.of(Step.text("Ok.")));
        String thread = untrusted();
        String turn = client.startTurn(thread, "go");
        JsonNode asked = client.awaitMethod(ASKED);

        assertThat(stage.work().resolve("ran.txt")).doesNotExist();
        JsonNode params = asked.get("params");
        assertThat(params.get("threadId").asText()).isEqualTo(thread);
        assertThat(params.get("turnId").asText()).isEqualTo(turn);
        assertThat(params.get("itemId").asText()).isEqualTo("call-1");
        assertThat(params.get("command").asText()).contains("echo x >> ran.txt");
        client.decide(asked, "accept");
        client.completed(turn);

        assertThat(Files.readString(stage.work().resolve("ran.txt"))).isEqualTo("x\n");
        assertThat(Wire.story(client))
                .containsExactly(
                        "status active[]",
                        "turn/started",
                        "item/started userMessage",
                        "item/completed userMessage",
                        "item/started commandExecution inProgress",
                        "status active[\"waitingOnApproval\"]",
                        ASKED,
                        "serverRequest/resolved",
                        "status active[]",
                        "item/completed commandExecution completed",
                        "item/started agentMessage",
                        "item/agentMessage/delta",
                        "item/completed agentMessage",
                        "status idle",
                        "turn/completed completed");
    }

    @Test
    @Rule({"APR-2", "APR-5", "APR-7", "LIF-6"})
    void aDeclinedCommandDoesNotRunAndTheTurnGoesOn() {
        LiveClient client = stage.play(call("echo x >> ran.txt", "call-1"), Reply.of(Step.text("Ok.")));
        String turn = client.startTurn(untrusted(), "go");
        client.decide(client.awaitMethod(ASKED), "decline");

        assertThat(Wire.statusOf(client.completed(turn))).isEqualTo("completed");
        assertThat(Wire.awaitCompleted(client, "commandExecution").get("status").asText())
                .isEqualTo("declined");
        assertThat(stage.work().resolve("ran.txt")).doesNotExist();
        assertThat(stage.model()
                        .awaitRequest(1, LIMIT)
                        .callOutput("call-1")
                        .orElseThrow()
                        .asText())
                .contains("rejected by user");
    }

    @Test
    @Rule({"APR-2", "APR-5", "APR-7", "LIF-9"})
    void cancelEndsTheTurnAsInterrupted() {
        LiveClient client = stage.play(call("echo x >> ran.txt", "call-1"));
        String turn = client.startTurn(untrusted(), "go");
        client.decide(client.awaitMethod(ASKED), "cancel");

        assertThat(Wire.statusOf(client.completed(turn))).isEqualTo("interrupted");
        assertThat(Wire.awaitCompleted(client, "commandExecution").get("status").asText())
                .isEqualTo("declined");
        assertThat(stage.work().resolve("ran.txt")).doesNotExist();
        assertThat(stage.model().requestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'result':{'decision':'allowEverything'}}",
                "{'result':{'decision':'Accept'}}",
                "{'result':{'decision':{'accept':true}}}",
                "{'result':{'decision':{'acceptWithExecpolicyAmendment':{}}}}",
                "{'result':{'decision':{'acceptWithExecpolicyAmendment':{'execpolicy_amendment':[]}}}}",
                "{'result':{'decision':{'acceptWithExecpolicyAmendment':{'execpolicy_amendment':['rm']}}}}",
                "{'result':{'decision':null}}",
                "{'result':{}}",
                "{'result':null}",
                "{'result':[]}",
                "{'result':'accept'}",
                "{'error':{'code':-32000,'message':'no'}}",
                "{'error':{'code':-32601,'message':'unknown method'}}",
                "{'error':{}}",
            })
    @Rule({"APR-2", "APR-9", "APR-12"})
    void whatIsNoDecisionIsNeverAnAcceptance(String answer) {
        LiveClient client = stage.play(call("echo x >> ran.txt", "call-1"), Reply.of(Step.text("Ok.")));
        String turn = client.startTurn(untrusted(), "go");
        JsonNode asked = client.awaitMethod(ASKED);
        client.send(
                "{\"id\":" + asked.get("id") + "," + answer.replace('\'', '"').substring(1));

        assertThat(Wire.statusOf(client.completed(turn))).isEqualTo("completed");
        assertThat(Wire.awaitCompleted(client, "commandExecution").get("status").asText())
                .isEqualTo("failed");
        assertThat(stage.work().resolve("ran.txt")).doesNotExist();
        assertThat(stage.model()
                        .awaitRequest(1, LIMIT)
                        .callOutput("call-1")
                        .orElseThrow()
                        .asText())
                .contains("approval request failed");
    }

    @ParameterizedTest
    @CsvSource({"0, completed", "1, completed", "2, declined"})
    @Rule({"APR-11"})
    void everyOfferedDecisionIsTaken(int number, String status) {
        LiveClient client = stage.problemsExpected().play(call("echo hello", "call-1"), Reply.of(Step.text("Ok.")));
        String turn = client.startTurn(untrusted(), "go");
        JsonNode asked = client.awaitMethod(ASKED);
        JsonNode offered = asked.at("/params/availableDecisions");
        client.reply(asked, "{\"decision\":" + offered.get(number) + "}");
        client.completed(turn);

        assertThat(offered).hasSize(3);
        assertThat(Wire.awaitCompleted(client, "commandExecution").get("status").asText())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"accept, 2", "acceptForSession, 1"})
    @Rule({"APR-6"})
    void onlyAcceptForSessionHoldsForTheNextTime(String decision, int questions) {
        LiveClient client = stage.play(
                call("echo hello", "call-1"), Reply.of(Step.text("Ok.")),
                call("echo hello", "call-2"), Reply.of(Step.text("Ok.")));
        String thread = untrusted();
        answerAll(client, client.startTurn(thread, "go"), decision);
        answerAll(client, client.startTurn(thread, "again"), decision);

        assertThat(client.received(ASKED)).hasSize(questions);
        assertThat(Wire.completed(client, "commandExecution"))
                .extracting(item -> item.get("status").asText())
                .containsExactly("completed", "completed");
    }

    @Test
    @Rule({"APR-6", "APR-12"})
    void acceptForSessionHoldsForNoOtherCommandFolderOrThread() throws Exception {
        String other = Files.createDirectories(stage.work().resolve("other")).toString();
        LiveClient client = stage.play(
                call("echo hello", "call-1"),
                call("echo hello -l", "call-2"),
                Reply.of(Step.call("exec_command", Map.of("cmd", "echo hello", "workdir", other))
                        .id("call-3")),
                Reply.of(Step.text("Ok.")),
                call("echo hello", "call-4"),
                Reply.of(Step.text("Ok.")));
        answerAll(client, client.startTurn(untrusted(), "go"), "acceptForSession");
        answerAll(client, client.startTurn(untrusted(), "elsewhere"), "acceptForSession");

        assertThat(client.received(ASKED))
                .extracting(asked -> asked.at("/params/itemId").asText())
                .containsExactly("call-1", "call-2", "call-3", "call-4");
    }

    @Test
    @Rule({"APR-6", "APR-11"})
    void anAmendmentHoldsForItsPrefixAndInOtherThreads() {
        LiveClient client = stage.play(
                call("echo hello", "call-1"),
                call("echo hello world", "call-2"),
                call("ls", "call-3"),
                Reply.of(Step.text("Ok.")));
        String turn = client.startTurn(untrusted(), "go");
        JsonNode first = client.awaitMethod(ASKED);
        JsonNode amendment = first.at("/params/availableDecisions/1");
        client.reply(first, "{\"decision\":" + amendment + "}");
        client.decide(client.awaitMethod(ASKED, 1), "accept");
        client.completed(turn);

        assertThat(amendment
                        .at("/acceptWithExecpolicyAmendment/execpolicy_amendment/0")
                        .asText())
                .isEqualTo("echo");
        assertThat(client.received(ASKED))
                .extracting(asked -> asked.at("/params/itemId").asText())
                .containsExactly("call-1", "call-3");
    }

    @Test
    @Rule({"APR-1", "APR-5", "APR-13", "LIF-13"})
    void twoCallsAreAskedAboutAtOnceAndAnsweredInAnyOrder() {
        LiveClient client = stage.play(
                Reply.of(
                        Step.call("exec_command", Map.of("cmd", "echo one")).id("call-1"),
                        Step.call("exec_command", Map.of("cmd", "echo two")).id("call-2")),
                Reply.of(Step.text("Ok.")));
        String turn = client.startTurn(untrusted(), "go");
        List<JsonNode> asked = new ArrayList<>(List.of(client.awaitMethod(ASKED, 0), client.awaitMethod(ASKED, 1)));
        assertThat(asked).extracting(one -> one.get("id").asLong()).doesNotHaveDuplicates();

        client.decide(asked.get(1), "accept");
        client.awaitMethod("serverRequest/resolved");
        client.decide(asked.get(0), "decline");
        client.completed(turn);

        assertThat(Wire.completed(client, "commandExecution"))
                .extracting(item -> item.get("status").asText())
                .containsExactlyInAnyOrder("completed", "declined");
        List<String> statuses = Wire.story(client).stream()
                .filter(line -> line.startsWith("status"))
                .toList();
        assertThat(statuses)
                .containsExactly(
                        "status active[]", "status active[\"waitingOnApproval\"]", "status active[]", "status idle");
    }

    @Test
    @Rule({"APR-5", "APR-13", "INT-4", "LIF-3"})
    void cancelOfOneCallTakesTheOtherQuestionsBack() {
        LiveClient client = stage.play(Reply.of(
                Step.call("exec_command", Map.of("cmd", "echo one > one.txt")).id("call-1"),
                Step.call("exec_command", Map.of("cmd", "echo two > two.txt")).id("call-2")));
        String turn = client.startTurn(untrusted(), "go");
        client.awaitMethod(ASKED, 1);

        client.decide(client.awaitMethod(ASKED, 0), "cancel");

        assertThat(Wire.statusOf(client.completed(turn))).isEqualTo("interrupted");
        assertThat(Wire.completed(client, "commandExecution")).hasSize(2);
        assertThat(client.received("serverRequest/resolved")).hasSize(2);
        assertThat(stage.work().resolve("one.txt")).doesNotExist();
        assertThat(stage.work().resolve("two.txt")).doesNotExist();
    }

    private String untrusted() {
        return stage.thread("approvalPolicy", "untrusted", "sandbox", "danger-full-access");
    }

    private static Reply call(String command, String id) {
        return Reply.of(Step.call("exec_command", Map.of("cmd", command)).id(id));
    }

    /** Answers whatever is asked until the turn is over. */
    private static void answerAll(LiveClient client, String turnId, String decision) {
        List<JsonNode> answered = new ArrayList<>();
        boolean over = false;
        while (!over) {
            JsonNode next = client.await(message -> isOf(turnId, message) && !answered.contains(message));
            over = next.path("method").asText().equals("turn/completed");
            if (!over) {
                answered.add(next);
                client.decide(next, decision);
            }
        }
    }

    private static boolean isOf(String turnId, JsonNode message) {
        String method = message.path("method").asText();
        return method.equals("turn/completed")
                ? message.at("/params/turn/id").asText().equals(turnId)
                : method.equals(ASKED) && message.at("/params/turnId").asText().equals(turnId);
    }
}
