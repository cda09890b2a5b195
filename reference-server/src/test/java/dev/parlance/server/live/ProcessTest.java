package dev.parlance.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a process shows: its stdout, and its end. */
@Timeout(180)
class ProcessTest {
    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void home() throws Exception {
        home = Files.createDirectory(folder.resolve("home"));
    }

    private String thread(LiveClient client) {
        return client.startThread(
                "{\"cwd\":\"" + folder + "\",\"sandbox\":\"danger-full-access\",\"approvalPolicy\":\"never\"}");
    }

    @Test
    @Rule({"FRM-1", "FRM-2", "FRM-3"})
    void stdoutCarriesMessagesOnlyAndAtOnce() throws Exception {
        try (LiveProcess process = LiveProcess.start(home)) {
            LiveClient client = process.client();
            client.initialize("{}");
            client.send("nonsense");
            client.send("{\"method\":\"no/such\"}");
            client.call("no/such", "{}");
            String threadId = thread(client);
            for (String text : List.of("hello", "fail", "run echo x; echo y >&2", "run no-such-command")) {
                client.runTurn(threadId, text);
            }
            process.endInput();

            assertThat(process.exitCode()).isZero();
            assertThat(process.stderr()).contains("no message");
            TranscriptRules.all().assertKeptToTheEnd(client);
        }
    }

    @Test
    @Rule("FRM-6")
    void whatWasAcceptedIsAnsweredAfterTheEndOfInput() throws Exception {
        try (LiveProcess process = LiveProcess.start(home)) {
            LiveClient client = process.client();
            client.initialize("{}");
            for (int i = 0; i < 300; i++) {
                client.ask(i % 2 == 0 ? "model/list" : "thread/start", "{\"cwd\":\"" + folder + "\"}");
            }
            String last = "{\"id\":\"last\",\"method\":\"config/read\",\"params\":{}}";
            client.transcript().sent(last);
            client.sendBytes(last.getBytes(StandardCharsets.UTF_8));
            process.endInput();

            assertThat(process.exitCode()).isZero();
            assertThat(client.await(message -> message.path("id").asText().equals("last"))
                            .has("result"))
                    .isTrue();
            TranscriptRules.all().assertKeptToTheEnd(client);
        }
    }

    @Test
    @Rule({"FRM-6", "FRM-10"})
    void theEndOfInputInterruptsWhatRunsAndLeavesNoProcess() throws Exception {
        List<ProcessHandle> children;
        String threadId;
        try (LiveProcess process = LiveProcess.start(home)) {
            LiveClient client = process.client();
            client.initialize("{}");
            threadId = thread(client);
            client.startTurn(threadId, "run sleep 300");
            client.await(message -> message.path("method").asText().equals("item/started")
                    && message.at("/params/item/type").asText().equals("commandExecution"));
            children = awaitChildren(process);
            process.endInput();

            assertThat(process.exitCode()).isZero();
            TranscriptRules.all().assertKept(client);
        }
        for (ProcessHandle child : children) {
            child.onExit().get(10, TimeUnit.SECONDS);
        }
        try (LiveServer server = LiveServer.demo(home);
                LiveClient client = server.open()) {
            JsonNode read = client.request("thread/read", "{\"threadId\":\"" + threadId + "\",\"includeTurns\":true}");
            assertThat(read.at("/thread/turns/0/status").asText()).isEqualTo("interrupted");
        }
    }

    private static List<ProcessHandle> awaitChildren(LiveProcess process) {
        List<ProcessHandle> children = process.children();
        while (children.isEmpty()) {
            Thread.onSpinWait();
            children = process.children();
        }
        return children;
    }

    @Test
    @Rule("FRM-10")
    void anOpenQuestionDoesNotKeepTheServer() throws Exception {
        try (LiveProcess process = LiveProcess.start(home)) {
            LiveClient client = process.client();
            client.initialize("{}");
            String threadId = client.startThread("{\"cwd\":\"" + folder + "\",\"approvalPolicy\":\"untrusted\"}");
            client.startTurn(threadId, "run touch asked");
            client.awaitMethod("item/commandExecution/requestApproval");
            process.endInput();

            assertThat(process.exitCode()).isZero();
            assertThat(folder.resolve("asked")).doesNotExist();
        }
    }
}
