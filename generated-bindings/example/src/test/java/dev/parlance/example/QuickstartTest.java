package dev.parlance.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.agent.Agent;
import dev.parlance.rpc.RpcException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class QuickstartTest {
    private static List<String> server(Path home) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ScriptedServer.class.getName(),
                home.toString());
    }

    @Test
    void theWholeConversationComesOutAsItShould(@TempDir Path home) throws IOException {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        boolean right;
        try (PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8)) {
            right = new Quickstart(out).show(server(home));
        }

        String text = shown.toString(StandardCharsets.UTF_8)
                .replace(System.lineSeparator(), "\n")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID");
        assertThat(text).isEqualTo("""
                        Connected to quickstart/scripted
                        Thread ID

                        > run ls -l
                          (thinking: The user wants a command to be run. I have to ask.)
                          asked to run ls -l: accepted
                          command ls -l: completed
                        Done: ls -l.
                          turn completed

                        > run rm -rf build
                          (thinking: The user wants a command to be run. I have to ask.)
                          asked to run rm -rf build: declined
                          command rm -rf build: declined
                        Then I leave it.
                          turn completed

                        > wait
                        I wait until you interrupt me …
                          (interrupting)

                          turn interrupted

                        The server has ended. A new one takes the thread up again:
                        Thread ID with 3 turns

                        > Where are we?
                        This is turn 4 of our conversation.
                          turn completed

                        All of it came out as it should.
                        """);
        assertThat(right).isTrue();
    }

    @Test
    void aThreadThatIsNotStoredIsRefused(@TempDir Path home) throws IOException {
        try (Agent agent = Agent.builder().launch(server(home))) {
            assertThatThrownBy(() -> agent.resumeThread("../../etc/passwd"))
                    .isInstanceOfSatisfying(
                            RpcException.class, e -> assertThat(e.code()).isEqualTo(-32600))
                    .hasMessageContaining("not a thread id");
            assertThatThrownBy(() -> agent.resumeThread("00000000-0000-4000-8000-000000000000"))
                    .isInstanceOfSatisfying(
                            RpcException.class, e -> assertThat(e.code()).isEqualTo(-32600))
                    .hasMessageContaining("no thread 00000000-0000-4000-8000-000000000000 is stored");
        }
    }
}
