package dev.parlance.conformance.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.conformance.cli.Main;
import dev.parlance.conformance.engine.Status;
import dev.parlance.conformance.engine.Verdict;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.report.JudgedTranscript;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StdioTapTest {
    private static final String CONVERSATION = """
            {"id":1,"method":"initialize","params":{"clientInfo":{"name":"demo","version":"1"}}}
            {"method":"initialized"}
            {"id":2,"method":"thread/list","params":{}}
            """;

    @TempDir
    private Path dir;

    private final List<JudgedTranscript> reports = new ArrayList<>();

    @Test
    void everyByteComesThroughUnchanged() throws Exception {
        byte[] bytes = new byte[1_000_000];
        new Random(7).nextBytes(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = tap(OutputStream.nullOutputStream())
                .run(TestPeer.command("echo"), new ByteArrayInputStream(bytes), out);
        assertThat(out.toByteArray()).isEqualTo(bytes);
        assertThat(code).isZero();
    }

    @Test
    void exitCodeOfTheServerIsPassedOn() throws Exception {
        int code = tap(OutputStream.nullOutputStream())
                .run(TestPeer.command("exit", "7"), InputStream.nullInputStream(), new ByteArrayOutputStream());
        assertThat(code).isEqualTo(7);
        assertThat(reports).hasSize(1);
    }

    @Test
    void commandThatCannotBeStartedIsAnError() {
        assertThatThrownBy(() -> tap(OutputStream.nullOutputStream())
                        .run(List.of(dir + "/none"), InputStream.nullInputStream(), new ByteArrayOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/none");
    }

    @Test
    void faultIsJudgedLiveAndAgainFromTheRecording() throws Exception {
        Path recording = dir.resolve("transcript.jsonl");
        tap(Files.newOutputStream(recording))
                .run(
                        TestPeer.command("twice"),
                        new ByteArrayInputStream(CONVERSATION.getBytes(StandardCharsets.UTF_8)),
                        new ByteArrayOutputStream());
        assertThat(broken(reports.get(0))).containsExactly("RPC-2");

        StringWriter out = new StringWriter();
        int code =
                Main.run(new PrintWriter(out), new PrintWriter(out), "check", "--side", "server", recording.toString());
        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("1 broken", "RPC-2, broken by the server 1 time");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
    void signalEndsTheServerAndTheReportIsWritten() throws Exception {
        List<String> command = new ArrayList<>(TestPeer.command());
        command.set(command.size() - 1, Main.class.getName());
        command.addAll(List.of("tap", "--report", dir.toString(), "--"));
        command.addAll(TestPeer.command("wait"));
        Process tap = new ProcessBuilder(command).start();
        assertThat(tap.getInputStream().read()).isEqualTo('{');
        List<ProcessHandle> servers = tap.children().toList();
        tap.destroy();
        assertThat(tap.waitFor()).isEqualTo(143);
        assertThat(servers).hasSize(1).noneMatch(ProcessHandle::isAlive);
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("transcript.jsonl", "report.txt", "report.json");
        }
        assertThat(dir.resolve("transcript.jsonl")).content().contains("\"method\":\"ready\"");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
    void whatTheServerSaysWhenItIsToldToEndIsPassedOnAndRecorded() throws Exception {
        String server = "trap 'echo \"{\\\"method\\\":\\\"bye\\\"}\"; kill $!; exit 5' TERM;"
                + " echo '{\"method\":\"ready\"}'; sleep 60 & wait";
        List<String> command = new ArrayList<>(TestPeer.command());
        command.set(command.size() - 1, Main.class.getName());
        command.addAll(List.of("tap", "--report", dir.toString(), "--", "sh", "-c", server));
        Process tap = new ProcessBuilder(command).start();
        BufferedReader out = tap.inputReader(StandardCharsets.UTF_8);
        assertThat(out.readLine()).isEqualTo("{\"method\":\"ready\"}");
        tap.toHandle().destroy();
        assertThat(out.lines()).containsExactly("{\"method\":\"bye\"}");
        assertThat(tap.waitFor()).isEqualTo(5);
        assertThat(dir.resolve("transcript.jsonl")).content().contains("\"method\":\"bye\"");
    }

    @Test
    void subjectsFileSaysHowToJudge() throws Exception {
        Path subject = Files.writeString(dir.resolve("peer.yaml"), """
                name: peer
                connect: ws://127.0.0.1:1
                profiles: [core]
                dialect: {writesJsonrpc: true}
                knownFailures: [{check: "*/RPC-2", reason: it says all things twice}]
                """);
        List<String> command = new ArrayList<>(TestPeer.command());
        command.set(command.size() - 1, Main.class.getName());
        command.addAll(List.of("tap", "--report", dir.toString(), "--subject", subject.toString(), "--"));
        command.addAll(TestPeer.command("twice"));
        Process tap = new ProcessBuilder(command).start();
        tap.getOutputStream().write(CONVERSATION.getBytes(StandardCharsets.UTF_8));
        tap.getOutputStream().close();
        assertThat(tap.waitFor()).isZero();
        assertThat(dir.resolve("report.txt"))
                .content()
                .contains("RPC-8, broken by the server", "Known failure RPC-2, 1 time: it says all things twice")
                .doesNotContain("RPC-2, broken");
    }

    private StdioTap tap(OutputStream recording) {
        return new StdioTap(new TapRecorder(recording, 1 << 30), reports::add);
    }

    private static List<String> broken(JudgedTranscript judged) {
        return judged.verdicts().stream()
                .filter(verdict -> verdict.status() == Status.FAIL && verdict.party() == Party.SERVER)
                .map(Verdict::rule)
                .map(rule -> rule.id())
                .toList();
    }
}
