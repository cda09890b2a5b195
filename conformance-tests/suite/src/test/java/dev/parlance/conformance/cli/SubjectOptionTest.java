package dev.parlance.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectOptionTest {
    private static final String HANDSHAKE = """
            {"t":0.1,"dir":"->","conn":"main","msg":{"id":1,"method":"initialize","params":{"clientInfo":{"name":"a","version":"1"}}}}
            {"t":0.2,"dir":"<-","conn":"main","msg":{"id":1,"result":{"userAgent":"a","codexHome":"/h","platformFamily":"unix","platformOs":"linux"}}}
            {"t":0.3,"dir":"->","conn":"main","msg":{"method":"initialized"}}
            """;
    private static final String STRAYS = """
            {"t":0.6,"dir":"<-","conn":"main","msg":{"id":77,"result":{}}}
            {"t":0.7,"dir":"<-","conn":"main","msg":{"id":78,"result":{}}}
            """;

    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();
    private Path stray = Path.of("");

    @BeforeEach
    void record() throws IOException {
        stray = Files.writeString(dir.resolve("stray.jsonl"), HANDSHAKE + STRAYS);
    }

    @Test
    void recordingIsJudgedByTheSubjectsDialect() throws IOException {
        Path plain = Files.writeString(dir.resolve("plain.jsonl"), HANDSHAKE);
        Path versioned = Files.writeString(
                dir.resolve("versioned.jsonl"), HANDSHAKE.replace("\"msg\":{", "\"msg\":{\"jsonrpc\":\"2.0\","));
        String subject = subject("dialect: {writesJsonrpc: true}");
        assertThat(check(plain)).isEqualTo(ExitCode.RIGHT);
        assertThat(check(versioned)).isEqualTo(ExitCode.VIOLATIONS);
        assertThat(check(plain, "--subject", subject)).isEqualTo(ExitCode.VIOLATIONS);
        assertThat(check(versioned, "--subject", subject)).isEqualTo(ExitCode.RIGHT);
    }

    @Test
    void knownFailureIsToldApartWithItsReason() throws IOException {
        String subject = subject("knownFailures: [{check: '*/RPC-4', reason: it answers twice as often}]");
        assertThat(check(stray, "--subject", subject)).isEqualTo(ExitCode.RIGHT);
        assertThat(out.toString())
                .contains(
                        "stray.jsonl: 5 events", " 0 broken", "Known failure RPC-4, 2 times: it answers twice as often")
                .doesNotContain("RPC-4, broken");
    }

    @Test
    void knownFailureOfOneScenarioHoldsForItsRecordingOnly() throws IOException {
        String subject = subject("knownFailures: [{check: stray/RPC-4, reason: it answers twice as often}]");
        Path other = Files.copy(stray, dir.resolve("other.jsonl"));
        assertThat(check(stray, "--subject", subject)).isEqualTo(ExitCode.RIGHT);
        assertThat(check(other, "--subject", subject)).isEqualTo(ExitCode.VIOLATIONS);
    }

    @Test
    void knownFailureOfAnotherRuleExcusesNothing() throws IOException {
        String subject = subject("knownFailures: [{check: '*/RPC-2', reason: something else}]");
        assertThat(check(stray, "--subject", subject)).isEqualTo(ExitCode.VIOLATIONS);
        assertThat(out.toString())
                .contains("RPC-4, broken by the server 2 times")
                .doesNotContain("Known failure");
    }

    @Test
    void knownFailureOfAServerExcusesNoClient() throws IOException {
        Path rude = Files.writeString(dir.resolve("rude.jsonl"), HANDSHAKE + """
                        {"t":0.6,"dir":"->","conn":"main","msg":{"id":2,"method":"thread/read","params":{}}}
                        """);
        String subject = subject("knownFailures: [{check: '*/CLI-21', reason: x}, {check: '*/SCH-1', reason: x}]");
        assertThat(check(rude, "--subject", subject)).isEqualTo(ExitCode.VIOLATIONS);
        assertThat(out.toString())
                .contains("CLI-21, broken by the client 1 time")
                .doesNotContain("Known failure");
    }

    @Test
    void missingSubjectFileIsAWrongCommandLine() {
        String none = dir.resolve("none.yaml").toString();
        assertThat(check(stray, "--subject", none)).isEqualTo(ExitCode.USAGE);
        assertThat(run("tap", "--subject", none, "--", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).contains("there is no subject file " + none);
    }

    private String subject(String more) throws IOException {
        String yaml = "name: peer\nstdio: {command: [peer]}\nprofiles: [core]\n" + more + "\n";
        return Files.writeString(dir.resolve("peer.yaml"), yaml).toString();
    }

    private int check(Path recording, String... more) {
        String[] args = new String[more.length + 2];
        args[0] = "check";
        System.arraycopy(more, 0, args, 1, more.length);
        args[args.length - 1] = recording.toString();
        return run(args);
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(out, true), args);
    }
}
