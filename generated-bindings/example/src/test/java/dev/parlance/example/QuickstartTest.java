package dev.parlance.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.server.cli.Main;
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
    @Test
    void theWholeConversationComesOutAsItShould(@TempDir Path folder) throws IOException {
        List<String> server = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "app-server");
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        boolean right;
        try (PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8)) {
            right = new Quickstart(out).show(server, folder);
        }

        String text = shown.toString(StandardCharsets.UTF_8)
                .replace(System.lineSeparator(), "\n")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID");
        assertThat(right).as(text).isTrue();
        assertThat(text)
                .containsSubsequence(
                        "> run echo hello",
                        "  asked to run /bin/bash -lc 'echo hello': accepted\n  command completed\n",
                        "> run rm -rf build",
                        "  asked to run /bin/bash -lc 'rm -rf build': declined\n  command declined\n",
                        "> write hello.txt: Hello from Parlance.",
                        "  asked to change files: accepted\n  file change completed\n",
                        "> stream slowly",
                        "  turn interrupted",
                        "Thread ID with 4 turns",
                        "All of it came out as it should.");
    }
}
