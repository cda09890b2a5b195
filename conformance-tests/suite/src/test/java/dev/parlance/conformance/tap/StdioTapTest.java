package dev.parlance.conformance.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.conformance.cli.Main;
import dev.parlance.conformance.engine.Status;
import dev.parlance.conformance.engine.Verdict;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.report.JudgedTranscript;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

    /** The least of several medians: what the tap needs, not what a busy machine adds to it. */
    @Test
    void addsLessThanAMillisecondToAMessage() throws Exception {
        double direct = medianRoundTrip(false);
        double tapped = medianRoundTrip(true);
        double added = (tapped - direct) / 2;
        System.out.printf(Locale.ROOT, "tap: a round trip takes %.0f us through it, %.0f us without%n", tapped, direct);
        assertThat(added).isLessThan(1_000);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
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

    private double medianRoundTrip(boolean tapped) throws Exception {
        PipedOutputStream toPeer = new PipedOutputStream();
        PipedInputStream fromClient = new PipedInputStream(toPeer, 1 << 16);
        Process direct = null;
        OutputStream out = toPeer;
        InputStream in;
        if (tapped) {
            PipedInputStream atClient = new PipedInputStream(1 << 16);
            PipedOutputStream toClient = new PipedOutputStream(atClient);
            Thread tap = new Thread(() -> {
                try {
                    tap(OutputStream.nullOutputStream()).run(TestPeer.command("echo"), fromClient, toClient);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            tap.setDaemon(true);
            tap.start();
            in = atClient;
        } else {
            direct = new ProcessBuilder(TestPeer.command("echo")).start();
            out = direct.getOutputStream();
            in = direct.getInputStream();
        }
        double best = Double.MAX_VALUE;
        for (int batch = 0; batch < 5; batch++) {
            best = Math.min(best, median(out, in));
        }
        out.close();
        if (direct != null) {
            direct.waitFor();
        }
        return best;
    }

    private static double median(OutputStream out, InputStream in) throws IOException {
        byte[] line = "{\"method\":\"x\",\"params\":{}}\n".getBytes(StandardCharsets.UTF_8);
        long[] times = new long[200];
        for (int i = 0; i < times.length; i++) {
            long begin = System.nanoTime();
            out.write(line);
            out.flush();
            in.readNBytes(line.length);
            times[i] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        return times[times.length / 2] / 1_000.0;
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
