package dev.parlance.server.live.turns;

import static dev.parlance.server.live.turns.Stage.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Step;
import dev.parlance.server.exec.Bubblewrap;
import dev.parlance.server.live.LiveClient;
import dev.parlance.server.live.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the user is asked about a command, and what a command may do where he is not. */
final class CommandPolicyTest {
    private static final String ASKED = "item/commandExecution/requestApproval";

    @RegisterExtension
    final Stage stage = new Stage();

    @BeforeEach
    void sandboxWorks() {
        assumeTrue(new Bubblewrap(stage.home()).problem().isEmpty(), "bubblewrap works here");
    }

    @ParameterizedTest(name = "{0}, {1}, escalated {2}")
    @CsvSource({
        "untrusted, read-only, false, asked",
        "untrusted, workspace-write, false, asked",
        "untrusted, danger-full-access, false, asked",
        "untrusted, read-only, true, asked",
        "on-request, read-only, false, runs",
        "on-request, workspace-write, false, runs",
        "on-request, danger-full-access, false, runs",
        "on-request, read-only, true, asked",
        "on-request, workspace-write, true, asked",
        "on-request, danger-full-access, true, runs",
        "never, read-only, false, runs",
        "never, workspace-write, false, runs",
        "never, danger-full-access, false, runs",
        "never, read-only, true, refused",
        "never, workspace-write, true, refused",
        "never, danger-full-access, true, runs",
    })
    @Rule({"APR-3"})
    void theUserIsAskedExactlyWhenThePolicySaysSo(String policy, String sandbox, boolean escalated, String expected) {
        Map<String, ?> arguments = escalated
                ? Map.of("cmd", "echo done", "sandbox_permissions", "require_escalated")
                : Map.of("cmd", "echo done");
        LiveClient client =
                stage.play(Reply.of(Step.call("exec_command", arguments).id("call-1")), Reply.of(Step.text("Ok.")));
        String turn = client.startTurn(stage.thread("approvalPolicy", policy, "sandbox", sandbox), "go");
        if (expected.equals("asked")) {
            client.decide(client.awaitMethod(ASKED), "accept");
        }
        client.completed(turn);

        assertThat(client.received(ASKED)).hasSize(expected.equals("asked") ? 1 : 0);
        String told = stage.model()
                .awaitRequest(1, LIMIT)
                .callOutput("call-1")
                .orElseThrow()
                .asText();
        if (expected.equals("refused")) {
            assertThat(told).contains("rejected");
            assertThat(Wire.completed(client, "commandExecution")).isEmpty();
        } else {
            JsonNode item = Wire.awaitCompleted(client, "commandExecution");
            assertThat(item.get("status").asText()).isEqualTo("completed");
            assertThat(item.get("aggregatedOutput").asText()).endsWith("done\n");
            assertThat(told).contains("done");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"read-only, false", "workspace-write, true", "danger-full-access, true"})
    @Rule({"APR-3", "APR-12"})
    void aSandboxLetsWriteWhatItsPolicySays(String sandbox, boolean written) {
        LiveClient client = stage.play(
                Reply.of(Step.call("exec_command", Map.of("cmd", "echo x > here.txt"))), Reply.of(Step.text("Ok.")));

        client.runTurn(stage.thread("approvalPolicy", "never", "sandbox", sandbox), "go");

        JsonNode item = Wire.awaitCompleted(client, "commandExecution");
        assertThat(item.get("status").asText()).isEqualTo(written ? "completed" : "failed");
        assertThat(Files.exists(stage.work().resolve("here.txt"))).isEqualTo(written);
        assertThat(client.received(ASKED)).isEmpty();
    }

    @Test
    @Rule({"APR-12"})
    void whatIsAllowedIsNotAllowedOutsideTheWorkspace() throws Exception {
        stage.settings("sandbox_workspace_write = { exclude_slash_tmp = true, exclude_tmpdir_env_var = true }");
        Path outside = Files.createDirectories(stage.work().resolveSibling("outside"));
        LiveClient client = stage.play(
                Reply.of(Step.call("exec_command", Map.of("cmd", "echo x > here.txt; echo x > ../outside/here.txt"))),
                Reply.of(Step.text("Ok.")));

        client.runTurn(stage.thread("approvalPolicy", "on-request", "sandbox", "workspace-write"), "go");

        assertThat(Wire.awaitCompleted(client, "commandExecution").get("status").asText())
                .isEqualTo("failed");
        assertThat(client.received(ASKED)).isEmpty();
        assertThat(stage.work().resolve("here.txt")).exists();
        assertThat(outside).isEmptyDirectory();
    }
}
