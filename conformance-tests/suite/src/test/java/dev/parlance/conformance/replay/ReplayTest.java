package dev.parlance.conformance.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.cli.ExitCode;
import dev.parlance.conformance.cli.Main;
import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.transcript.TranscriptWriter;
import dev.parlance.conformance.wire.Channel;
import dev.parlance.conformance.wire.WebSocketAcceptor;
import dev.parlance.conformance.wire.WebSocketAddress;
import dev.parlance.conformance.wire.WebSocketServerEnd;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplayTest {
    private static final List<String> CLIENT = List.of(
            "{\"id\":1,\"method\":\"initialize\",\"params\":{\"clientInfo\":{\"name\":\"a\",\"version\":\"1\"}}}",
            "{\"method\":\"initialized\"}",
            "{\"id\":2,\"method\":\"thread/start\",\"params\":{\"cwd\":\"/old\"}}",
            "{\"id\":3,\"method\":\"turn/start\",\"params\":{\"threadId\":\"r-thread\",\"input\":[]}}",
            "{\"id\":\"r-ask\",\"result\":{\"decision\":\"accept\"}}",
            "{\"id\":4,\"method\":\"no/such\"}");

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();

    /** A recording of the peer with the ids {@code r-…}, one of the client's lines after the other on each connection. */
    private Recording recording(String... connections) throws IOException {
        return Recording.read(file(connections));
    }

    private Path file(String... connections) throws IOException {
        Path file = dir.resolve("recorded.jsonl");
        try (TranscriptWriter writer = new TranscriptWriter(Files.newOutputStream(file), 1 << 20)) {
            for (String connection : connections) {
                ReplayPeer recorded = new ReplayPeer("same", "r");
                for (String line : CLIENT) {
                    writer.write(TranscriptEvent.line(0, Direction.TO_SERVER, connection, line.getBytes(UTF_8)));
                    for (String answer : recorded.answer(line)) {
                        writer.write(TranscriptEvent.line(0, Direction.TO_CLIENT, connection, answer.getBytes(UTF_8)));
                    }
                }
            }
            for (String connection : connections) {
                writer.write(TranscriptEvent.note(0, connection, TranscriptEvent.CLOSED));
            }
        }
        return file;
    }

    private Replayed replay(String manner, Map<String, String> texts, String... ignored) throws Exception {
        try (Target target = Target.command(ReplayPeer.command(manner))) {
            return new Replay(recording("main"), target, LONG, texts, Set.of(ignored)).play();
        }
    }

    private Replayed replay(String manner, String... ignored) throws Exception {
        return replay(manner, Map.of(), ignored);
    }

    private static List<String> sent(Replayed replayed) {
        return replayed.events().stream()
                .filter(event -> event.direction() == Direction.TO_SERVER)
                .map(event -> new String(event.bytes(), UTF_8))
                .toList();
    }

    @Test
    void sameConductWithOtherIdsAndOtherDeltasIsTheSame() throws Exception {
        Replayed replayed = replay("same");
        assertThat(replayed.differences()).isEmpty();
        assertThat(replayed.troubles()).isEmpty();
        assertThat(sent(replayed))
                .containsExactly(
                        CLIENT.get(0),
                        CLIENT.get(1),
                        CLIENT.get(2),
                        CLIENT.get(3).replace("r-thread", "p-thread"),
                        CLIENT.get(4).replace("r-ask", "p-ask"),
                        CLIENT.get(5));
    }

    @Test
    void otherStatusIsADifferenceWithItsPlace() throws Exception {
        assertThat(replay("fails").differences())
                .containsExactly(new Difference(
                        "main",
                        List.of(
                                "turn/started {threadId:#1,turn:{id:#2,status:inProgress}}",
                                "item/agentMessage/delta {itemId:#3,threadId:#1}",
                                "request item/commandExecution/requestApproval {threadId:#1,turnId:#2}"),
                        List.of("turn/completed {threadId:#1,turn:{id:#2,status:completed}}"),
                        12,
                        List.of("turn/completed {threadId:#1,turn:{id:#2,status:failed}}"),
                        14,
                        List.of("error for no/such {code:-32601}")));
    }

    @Test
    void whatIsSaidBesidesIsADifferenceUnlessIgnored() throws Exception {
        assertThat(replay("extra").differences()).singleElement().satisfies(difference -> {
            assertThat(difference.recorded()).isEmpty();
            assertThat(difference.now()).containsExactly("warning ");
        });
        assertThat(replay("extra", "warning").same()).isTrue();
    }

    @Test
    void serverThatDiesIsNotWaitedForAndWhatItDidNotAskIsNotAnswered() throws Exception {
        Replayed replayed = replay("dies");
        assertThat(replayed.troubles())
                .containsExactly(
                        "event 11, an answer of the client, was not sent: the server has not asked what it answers",
                        "event 13 could not be sent: the server has closed main");
        assertThat(replayed.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.recorded())
                    .extracting(line -> line.replaceAll(" \\{.*", ""))
                    .containsExactly(
                            "request item/commandExecution/requestApproval", "turn/completed", "error for no/such");
            assertThat(difference.now()).isEmpty();
        });
    }

    @Test
    void textsAreReplacedInWhatTheClientSays() throws Exception {
        assertThat(sent(replay("same", Map.of("/old", "/new"))).get(2)).contains("\"cwd\":\"/new\"");
    }

    @Test
    void connectionsAreReplayedEachOnItsOwn() throws Exception {
        CompletableFuture<Integer> serving;
        try (WebSocketAcceptor acceptor = WebSocketAcceptor.listen(WebSocketAddress.parse("ws://127.0.0.1:0"))) {
            serving = CompletableFuture.supplyAsync(() -> serve(acceptor));
            Target target = Target.address(acceptor.uri(), Map.of(), LONG);
            Replayed replayed = new Replay(recording("c1", "c2"), target, LONG, Map.of(), Set.of()).play();
            assertThat(replayed.differences()).isEmpty();
            assertThat(replayed.troubles()).isEmpty();
        }
        assertThat(serving.get()).isEqualTo(2);
    }

    /** Serves clients until it is closed, and gives how many they were. */
    private static int serve(WebSocketAcceptor acceptor) {
        int clients = 0;
        try {
            while (true) {
                CompletableFuture<WebSocketServerEnd> ready = new CompletableFuture<>();
                ready.complete(acceptor.next(Duration.ofMinutes(1)).accept(new Answering(ready)));
                clients++;
            }
        } catch (ClosedChannelException e) {
            return clients;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Answering implements Channel.Receiver {
        private final ReplayPeer peer = new ReplayPeer("same", "w");
        private final CompletableFuture<WebSocketServerEnd> end;

        Answering(CompletableFuture<WebSocketServerEnd> end) {
            this.end = end;
        }

        @Override
        public void received(byte[] message, boolean whole) {
            try {
                for (String answer : peer.answer(new String(message, UTF_8))) {
                    end.join().send(answer.getBytes(UTF_8));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void closed(String why) {}
    }

    private int run(String... args) {
        PrintWriter writer = new PrintWriter(out);
        int code = Main.run(writer, writer, args);
        writer.flush();
        return code;
    }

    private String[] command(List<String> before, String manner) {
        List<String> all = new ArrayList<>(before);
        all.add("--");
        all.addAll(ReplayPeer.command(manner));
        return all.toArray(String[]::new);
    }

    @Test
    void commandTellsTheFirstDifferenceAndKeepsTheNewRecording() throws Exception {
        Path kept = dir.resolve("now.jsonl");
        int code = run(command(List.of("replay", file("main").toString(), "--record", kept.toString()), "fails"));
        assertThat(code).isEqualTo(ExitCode.VIOLATIONS);
        assertThat(out.toString())
                .contains(
                        "1 difference: ",
                        "first difference on main, event 12 of the recording, event 14 now",
                        "  - turn/completed {threadId:#1,turn:{id:#2,status:completed}}",
                        "  + turn/completed {threadId:#1,turn:{id:#2,status:failed}}",
                        "what the server said now: ");
        assertThat(kept).content().contains("p-thread");
    }

    @Test
    void severalConnectionsCannotBeReplayedOnStdio() throws Exception {
        assertThat(run(command(List.of("replay", file("c1", "c2").toString()), "same")))
                .isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(out.toString()).contains("holds the connections c1, c2, and a server on stdio serves one");
    }

    @Test
    void serverThatCannotBeReachedCouldNotRun() throws Exception {
        String file = file("main").toString();
        assertThat(run("replay", file, "--", dir + "/none")).isEqualTo(ExitCode.COULD_NOT_RUN);
        URI nobody;
        try (WebSocketAcceptor acceptor = WebSocketAcceptor.listen(WebSocketAddress.parse("ws://127.0.0.1:0"))) {
            nobody = acceptor.uri();
        }
        assertThat(run("replay", file, "--connect", nobody.toString())).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(run("replay", dir + "/none.jsonl", "--", "x")).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(out.toString()).contains(dir + "/none", "connecting to " + nobody, "there is no recording");
    }

    @Test
    void subjectsFileNamesTheServer() throws Exception {
        Path subject = subject();
        run("replay", file("main").toString(), "--subject", subject.toString());
        assertThat(out.toString()).contains("0 differences: ", " against peer").doesNotContain("RPC-8");
        assertThat(run("replay", file("c1", "c2").toString(), "--subject", subject.toString()))
                .isEqualTo(ExitCode.COULD_NOT_RUN);
    }

    @Test
    void subjectsFileSaysHowToJudge() throws Exception {
        Path subject = subject();
        Files.writeString(subject, "dialect: {writesJsonrpc: true}\n", StandardOpenOption.APPEND);
        assertThat(run("replay", file("main").toString(), "--subject", subject.toString()))
                .isEqualTo(ExitCode.VIOLATIONS);
        assertThat(out.toString()).contains("RPC-8, broken by the server");
        Files.writeString(subject, "knownFailures: [{check: '*', reason: of old}]\n", StandardOpenOption.APPEND);
        assertThat(run("replay", file("main").toString(), "--subject", subject.toString()))
                .isEqualTo(ExitCode.RIGHT);
        assertThat(out.toString()).contains("Known failure RPC-8, ", ": of old");
    }

    private Path subject() throws IOException {
        StringBuilder yaml = new StringBuilder("name: peer\nabout: A peer.\nstdio:\n  command:\n");
        for (String word : ReplayPeer.command("same")) {
            yaml.append("    - \"").append(word.replace("\\", "\\\\")).append("\"\n");
        }
        return Files.writeString(dir.resolve("peer.yaml"), yaml + "profiles: [core]\n");
    }

    @Test
    void wrongCommandLinesEndWithTwo() throws Exception {
        String file = file("main").toString();
        assertThat(run("replay", file)).isEqualTo(ExitCode.USAGE);
        assertThat(run("replay", file, "--connect", "ws://127.0.0.1:1", "--", "x"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("replay", file, "--connect", "tcp://127.0.0.1:1")).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString())
                .contains("there is no server", "not several", "--connect tcp://127.0.0.1:1: an address is");
    }
}
