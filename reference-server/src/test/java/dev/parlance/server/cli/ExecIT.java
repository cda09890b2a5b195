package dev.parlance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ExecIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path home;
    private Path project;

    @BeforeEach
    void folders() throws Exception {
        home = folder.resolve("home");
        project = Files.createDirectory(folder.resolve("project"));
    }

    private record Outcome(int exitCode, String stdout, String stderr) {}

    private Launched start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Launched.LAUNCHER.toString(), "exec"));
        command.addAll(List.of("--cwd", project.toString()));
        command.addAll(List.of(arguments));
        return Launched.start(home, Map.of(), command);
    }

    private Outcome exec(String... arguments) throws Exception {
        return execWithInput("", arguments);
    }

    private Outcome execWithInput(String stdin, String... arguments) throws Exception {
        try (Launched run = start(arguments)) {
            run.stdin().write(stdin.getBytes(StandardCharsets.UTF_8));
            run.stdin().close();
            return new Outcome(run.exitCode(), run.stdout(), run.stderr());
        }
    }

    private static String threadOf(Outcome outcome) {
        String prefix = "parlance-server: thread ";
        return outcome.stderr()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .findFirst()
                .orElseThrow()
                .substring(prefix.length());
    }

    @Test
    void theAnswerStandsAloneOnStdout() throws Exception {
        Outcome outcome = exec("think Zürich");

        assertThat(outcome.stdout()).isEqualTo("I have thought of Zürich.\n");
        assertThat(outcome.stderr()).contains("thinking: ");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void thePromptMayComeFromStdin() throws Exception {
        assertThat(execWithInput("think Zürich\n", "-").stdout()).isEqualTo("I have thought of Zürich.\n");
    }

    @Test
    void aThreadIsTakenUpAgain() throws Exception {
        String thread = threadOf(exec("think one"));
        Outcome second = exec("think two", "--resume", thread);

        assertThat(second.stdout()).isEqualTo("I have thought of two.\n");
        assertThat(threadOf(second)).isEqualTo(thread);
    }

    @Test
    void anUnknownThreadIsRefused() throws Exception {
        Outcome outcome = exec("hello", "--resume", "01234567-89ab-7def-8123-456789abcdef");

        assertThat(outcome.stderr()).contains("parlance-server: the thread was refused: ");
        assertThat(outcome.stdout()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(3);
    }

    @Test
    void aFailedTurnIsTold() throws Exception {
        Outcome outcome = exec("fail");

        assertThat(outcome.stderr()).contains("the turn ended as failed: ");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void whatNeedsApprovalIsDeclinedAndSaid() throws Exception {
        Outcome outcome = exec("run touch made.txt", "--approval", "untrusted");

        assertThat(outcome.stderr()).contains("parlance-server: declined: command ", "touch made.txt");
        assertThat(project.resolve("made.txt")).doesNotExist();
        assertThat(outcome.exitCode()).isEqualTo(4);
    }

    @Test
    void whatIsAllowedBeforehandIsDone() throws Exception {
        Outcome outcome = exec("run touch made.txt", "--approval", "never", "--sandbox", "danger-full-access");

        assertThat(outcome.stderr()).contains("touch made.txt", "completed, exit code 0");
        assertThat(project.resolve("made.txt")).exists();
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void eventsComeAsOneNotificationALine() throws Exception {
        Outcome outcome = exec("think Zürich", "--json");

        List<String> methods = new ArrayList<>();
        for (String line : outcome.stdout().split("\n")) {
            JsonNode event = MAPPER.readTree(line);
            assertThat(event.has("id")).isFalse();
            assertThat(event.get("params").isObject()).isTrue();
            methods.add(event.get("method").asText());
        }
        assertThat(methods)
                .contains("thread/started", "turn/started", "item/started", "item/completed", "turn/completed");
        assertThat(methods.indexOf("turn/started")).isLessThan(methods.indexOf("item/started"));
        assertThat(outcome.stdout()).contains("I have thought of Zürich.");
        // Where there is no bubblewrap the user is warned.
        assertThat(outcome.stderr().lines().filter(line -> !line.startsWith("parlance-server: warning: ")))
                .containsExactly("parlance-server: thread " + threadOf(outcome));
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void theAnswerFollowsTheSchema() throws Exception {
        Path schema = Files.writeString(
                folder.resolve("schema.json"),
                "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"],"
                        + "\"additionalProperties\":false}");
        Outcome outcome = exec("hello", "--output-schema", schema.toString());

        assertThat(MAPPER.readTree(outcome.stdout()).get("city").isTextual()).isTrue();
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void aSchemaThatIsNoJsonIsRefusedWithItsPlace() throws Exception {
        Path schema = Files.writeString(folder.resolve("schema.json"), "{\n \"type\": }");
        Outcome outcome = exec("hello", "--output-schema", schema.toString());

        assertThat(outcome.stderr()).contains("--output-schema " + schema + " is no JSON: ", "line 2, column ");
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @Test
    void anInterruptEndsTheTurnAndItsCommand() throws Exception {
        try (Launched run = start("run sleep 300", "--approval", "never", "--sandbox", "danger-full-access")) {
            run.awaitError(line -> line.startsWith("$ ") && line.contains("sleep 300"));
            run.signal("INT");

            assertThat(run.exitCode()).isEqualTo(130);
            assertThat(run.stdout()).isEmpty();
        }
    }
}
