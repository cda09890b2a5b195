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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileChangeTurnTest {
    private static final String ASKED = "item/fileChange/requestApproval";

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    @Rule({"STR-7", "LIF-3"})
    void theDiffOfATurnIsItsWholeChangeSoFar() throws Exception {
        LiveClient client =
                stage.play(add("a.txt", "alpha", "call-1"), add("b.txt", "beta", "call-2"), Reply.of(Step.text("Ok.")));

        client.runTurn(stage.thread(), "go");

        assertThat(Files.readString(stage.work().resolve("b.txt"))).isEqualTo("beta\n");
        List<String> diffs = client.received("turn/diff/updated").stream()
                .map(diff -> diff.at("/params/diff").asText())
                .toList();
        assertThat(diffs.get(0)).contains("a.txt", "+alpha").doesNotContain("b.txt");
        assertThat(diffs.get(diffs.size() - 1)).contains("a.txt", "+alpha", "b.txt", "+beta");
        assertThat(Wire.completed(client, "fileChange"))
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.get("status").asText()).isEqualTo("completed"));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "untrusted, workspace-write, asked",
        "untrusted, danger-full-access, asked",
        "on-request, read-only, asked",
        "on-request, workspace-write, applied",
        "on-request, danger-full-access, applied",
        "never, read-only, refused",
        "never, workspace-write, applied",
    })
    @Rule({"APR-3", "APR-2"})
    void theUserIsAskedExactlyWhenThePolicySaysSo(String policy, String sandbox, String expected) {
        LiveClient client = stage.play(add("a.txt", "alpha", "call-1"), Reply.of(Step.text("Ok.")));
        String turn = client.startTurn(stage.thread("approvalPolicy", policy, "sandbox", sandbox), "go");
        if (expected.equals("asked")) {
            JsonNode asked = client.awaitMethod(ASKED);
            assertThat(stage.work().resolve("a.txt")).doesNotExist();
            client.decide(asked, "accept");
        }
        client.completed(turn);

        assertThat(client.received(ASKED)).hasSize(expected.equals("asked") ? 1 : 0);
        assertThat(Files.exists(stage.work().resolve("a.txt"))).isEqualTo(!expected.equals("refused"));
        assertThat(Wire.completed(client, "fileChange")).hasSize(expected.equals("refused") ? 0 : 1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "{'decision':'decline'}, declined, completed",
        "{'decision':'cancel'}, declined, interrupted",
        "{'decision':'yes'}, failed, completed",
        "{}, failed, completed"
    })
    @Rule({"APR-2", "APR-4", "APR-5", "APR-7", "APR-9"})
    void nothingIsWrittenWithoutAnAcceptance(String answer, String item, String turnStatus) {
        LiveClient client = stage.problemsExpected().play(add("a.txt", "alpha", "call-1"), Reply.of(Step.text("Ok.")));
        String turn = client.startTurn(stage.thread("approvalPolicy", "untrusted", "sandbox", "workspace-write"), "go");
        client.reply(client.awaitMethod(ASKED), answer.replace('\'', '"'));

        assertThat(Wire.statusOf(client.completed(turn))).isEqualTo(turnStatus);
        assertThat(Wire.awaitCompleted(client, "fileChange").get("status").asText())
                .isEqualTo(item);
        assertThat(stage.work().resolve("a.txt")).doesNotExist();
        assertThat(client.received("turn/diff/updated")).isEmpty();
    }

    @Test
    @Rule({"APR-6"})
    void acceptForSessionHoldsForTheSameFileOnly() {
        String change = "*** Begin Patch\n*** Update File: a.txt\n@@\n-alpha\n+ALPHA\n*** End Patch\n";
        LiveClient client = stage.play(
                add("a.txt", "alpha", "call-1"),
                Reply.of(Step.customCall("apply_patch", change).id("call-2")),
                add("b.txt", "beta", "call-3"),
                Reply.of(Step.text("Ok.")));
        String turn = client.startTurn(stage.thread("approvalPolicy", "untrusted", "sandbox", "workspace-write"), "go");
        client.decide(client.awaitMethod(ASKED), "acceptForSession");
        client.decide(client.awaitMethod(ASKED, 1), "decline");
        client.completed(turn);

        assertThat(client.received(ASKED))
                .extracting(asked -> asked.at("/params/itemId").asText())
                .containsExactly("call-1", "call-3");
        assertThat(stage.work().resolve("b.txt")).doesNotExist();
    }

    @Test
    @Rule({"LIF-9"})
    void aPatchThatDoesNotFitIsToldToTheModelAndMakesNoItem() {
        String change = "*** Begin Patch\n*** Update File: nowhere.txt\n@@\n-x\n+y\n*** End Patch\n";
        LiveClient client =
                stage.play(Reply.of(Step.customCall("apply_patch", change).id("call-1")), Reply.of(Step.text("Ok.")));

        assertThat(Wire.statusOf(client.runTurn(stage.thread(), "go"))).isEqualTo("completed");
        assertThat(Wire.completed(client, "fileChange")).isEmpty();
        assertThat(stage.model()
                        .awaitRequest(1, LIMIT)
                        .callOutput("call-1")
                        .orElseThrow()
                        .asText())
                .contains("nowhere.txt");
    }

    @Test
    @Rule({"LIF-17", "HIS-1"})
    void aPlanIsShownAndIsNoItem() {
        LiveClient client = stage.play(
                Reply.of(Step.call(
                        "update_plan",
                        Map.of(
                                "explanation",
                                "Why.",
                                "plan",
                                List.of(
                                        Map.of("step", "one", "status", "completed"),
                                        Map.of("step", "two", "status", "in_progress"))))),
                Reply.of(Step.text("Ok.")));
        String thread = stage.thread();

        client.runTurn(thread, "go");

        JsonNode plan = client.awaitMethod("turn/plan/updated").get("params");
        assertThat(plan.get("plan"))
                .isEqualTo(Stage.tree("[{'step':'one','status':'completed'},{'step':'two','status':'inProgress'}]"));
        assertThat(plan.get("explanation").asText()).isEqualTo("Why.");
        assertThat(Wire.listed(client, thread))
                .isEqualTo(Wire.announced(client, thread))
                .hasSize(2);
    }

    @Test
    @Rule({"STR-4", "STR-9"})
    void longOutputIsCutWithAMarkAndCharactersStayWhole() {
        stage.except("STR-3"); // over the cap, the middle is in neither
        LiveClient client = stage.play(
                Reply.of(Step.call("exec_command", Map.of("cmd", "yes 'zehn kleine Äpfel €🍏' | head -n 120000"))),
                Reply.of(Step.text("Ok.")));

        client.runTurn(stage.thread(), "go");

        String output = Wire.awaitCompleted(client, "commandExecution")
                .get("aggregatedOutput")
                .asText();
        assertThat(output.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSizeLessThan((1 << 20) + 1_000);
        assertThat(output).containsPattern("\\[… \\d+ bytes left out …\\]").doesNotContain("\uFFFD");
        assertThat(Wire.deltas(client, "item/commandExecution/outputDelta")).doesNotContain("\uFFFD");
    }

    @Test
    @Rule({"HIS-9"})
    void theUsersOwnCommandRunsUnaskedInATurnOfItsOwn() {
        LiveClient client = stage.play(Reply.of(Step.text("Ok.")));
        String thread = stage.thread("approvalPolicy", "untrusted", "sandbox", "read-only");
        client.request("thread/shellCommand", json("threadId", thread, "command", "echo x > own.txt; exit 3"));
        JsonNode end = client.awaitMethod("turn/completed");
        client.runTurn(thread, "and?");

        assertThat(Wire.statusOf(end)).isEqualTo("completed");
        JsonNode item = Wire.awaitCompleted(client, "commandExecution");
        assertThat(item.get("source").asText()).isEqualTo("userShell");
        assertThat(item.get("status").asText()).isEqualTo("failed");
        assertThat(item.get("exitCode").asInt()).isEqualTo(3);
        assertThat(stage.work().resolve("own.txt")).exists();
        assertThat(stage.model().awaitRequest(0, LIMIT).body().toString()).contains("<user_shell_command>");
        client.refused("thread/shellCommand", json("threadId", thread, "command", "  "));
    }

    private static Reply add(String file, String text, String id) {
        return Reply.of(Step.customCall(
                        "apply_patch", "*** Begin Patch\n*** Add File: " + file + "\n+" + text + "\n*** End Patch\n")
                .id(id));
    }
}
