package dev.parlance.server.live.turns;

import static dev.parlance.server.live.turns.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.server.live.LiveClient;
import dev.parlance.server.live.Rule;
import dev.parlance.server.live.TranscriptRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine without a sandbox nothing that would have to be confined runs unasked. */
final class NoSandboxTest {
    private static final String ASKED = "item/commandExecution/requestApproval";

    @TempDir
    Path folder;

    @Test
    @Rule({"APR-2", "APR-3"})
    void withoutASandboxTheUserIsAskedOrTheCommandIsRefused() throws Exception {
        Path setsid = Path.of("/usr/bin/setsid");
        assumeTrue(Files.exists(setsid), "setsid is where it usually is");
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(programs.resolve("setsid"), setsid);
        Path home = Files.createDirectories(folder.resolve("home"));
        try (ServerProcess server = ServerProcess.start(home, Map.of("PATH", programs.toString()))) {
            LiveClient client = new LiveClient(server.transport());
            client.initialize("{\"experimentalApi\":true}");
            assertThat(client.awaitMethod("configWarning").at("/params/summary").asText())
                    .contains("bubblewrap");

            String turn = client.startTurn(thread(client, "on-request", "workspace-write"), "run echo one > one.txt");
            JsonNode asked = client.awaitMethod(ASKED);
            assertThat(asked.at("/params/reason").asText()).contains("bubblewrap");
            assertThat(folder.resolve("one.txt")).doesNotExist();
            client.decide(asked, "accept");
            client.completed(turn);
            assertThat(folder.resolve("one.txt")).exists();

            client.runTurn(thread(client, "never", "workspace-write"), "run echo two > two.txt");
            assertThat(folder.resolve("two.txt")).doesNotExist();

            client.runTurn(thread(client, "never", "danger-full-access"), "run echo three > three.txt");
            assertThat(folder.resolve("three.txt")).exists();
            assertThat(client.received(ASKED)).hasSize(1);
            TranscriptRules.all().assertKept(client);
        }
    }

    private String thread(LiveClient client, String policy, String sandbox) {
        return client.startThread(json("cwd", folder.toString(), "approvalPolicy", policy, "sandbox", sandbox));
    }
}
