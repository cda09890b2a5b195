package dev.parlance.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildProcessTest {
    private static ChildProcess.Builder java(String... arguments) {
        java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StdioMain.class.getName()));
        command.addAll(java.util.List.of(arguments));
        return ChildProcess.builder(command);
    }

    @Test
    void strayPrintsOfAChildDoNotSpoilTheProtocol() throws Exception {
        ConcurrentLinkedQueue<String> stderr = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Diagnostic> events = new ConcurrentLinkedQueue<>();
        ChildProcess child = java("noise").stderr(stderr::add).start();
        try (Peer peer = Peer.builder(child).diagnostics(events::add).start()) {
            assertThat(peer.call(Echo.ECHO, new Echo.Text("hello"))).isEqualTo(new Echo.Text("hello"));
        }
        assertThat(events).extracting(Diagnostic::kind).containsExactly(Diagnostic.Kind.NOISE);
        assertThat(events)
                .extracting(Diagnostic::message)
                .containsExactly("not a message: a stray print before the protocol");
        assertThat(child.handle().isAlive()).isFalse();
        assertThat(child.ended(null))
                .hasMessageContaining("exited with code 0")
                .hasMessageContaining("a stray print: hello");
        assertThat(stderr).contains("a stray print: hello");
    }

    @Test
    void aChildThatDiesFailsPendingCallsWithItsExitCodeAndLastWords() throws Exception {
        try (Peer peer = Peer.builder(java().start()).start()) {
            CompletableFuture<Echo.Text> other = peer.request(Echo.ECHO, new Echo.Text("die"));
            assertThat(other)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(ConnectionClosedException.class)
                    .withMessageContaining("exited with code 42")
                    .withMessageContaining("last words: disk full");
            assertThatThrownBy(() -> peer.call(Echo.ECHO, new Echo.Text("x")))
                    .isInstanceOf(ConnectionClosedException.class)
                    .hasMessageContaining("exited with code 42");
        }
    }

    @Test
    void aChildThatWillNotLeaveIsEndedWithWhatItStarted(@TempDir File directory) throws Exception {
        ChildProcess child = ChildProcess.builder(
                        "sh", "-c", "trap '' TERM; sleep 600 & echo $! ; pwd; cat > /dev/null; sleep 600")
                .directory(directory)
                .environment("LC_ALL", "C")
                .grace(Duration.ofMillis(100))
                .start();
        var out = new java.io.BufferedReader(
                new java.io.InputStreamReader(child.input(), java.nio.charset.StandardCharsets.UTF_8));
        ProcessHandle grandchild =
                ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
        assertThat(out.readLine()).isEqualTo(directory.getCanonicalPath());

        child.close();

        child.handle().onExit().get(20, TimeUnit.SECONDS);
        grandchild.onExit().get(20, TimeUnit.SECONDS);
        assertThat(child.handle().isAlive()).isFalse();
        assertThat(grandchild.isAlive()).isFalse();
    }

    @Test
    void aChildWithAClearedEnvironmentGetsOnlyWhatIsAdded() throws Exception {
        ChildProcess child = ChildProcess.builder("/usr/bin/env")
                .clearEnvironment()
                .environment("PARLANCE", "only")
                .start();

        assertThat(new String(child.input().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("PARLANCE=only\n");
        child.close();
    }

    @Test
    void aProgramThatIsNotThereIsSaidAtOnce() {
        assertThatThrownBy(() -> ChildProcess.builder("/no/such/program").start())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/program");
    }
}
