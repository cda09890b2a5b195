package dev.parlance.conformance.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectReaderTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsNotSaidIsTheDefault() throws IOException {
        Subject subject = read("""
                stdio: {command: [server, --stdio]}
                profiles: [core, fs]
                dialect: {batch: error, errors: {unknownMethod: -32601}}
                tools: {plan: null}
                knownFailures: [{check: "*/CAP-3", reason: why, until: "2"}]
                """);
        assertThat(subject.name()).isEqualTo("server");
        assertThat(subject.stdio()).isNotNull();
        assertThat(subject.dialect().at("/errors/unknownMethod").asInt()).isEqualTo(-32601);
        assertThat(subject.dialect().at("/errors/invalidParams").asInt()).isEqualTo(-32600);
        assertThat(subject.dialect().path("batch").asText()).isEqualTo("error");
        assertThat(subject.tools()).containsKey("command").doesNotContainKey("plan");
        assertThat(subject.profiles()).isEqualTo(Set.of("core", "fs"));
        assertThat(subject.knownFailures()).isEqualTo(List.of(new KnownFailure("*/CAP-3", "why", "2", false)));
    }

    @Test
    void subjectMayBeReachedInSeveralWays() throws IOException {
        Subject subject = read("""
                env: {A: "1"}
                stdio: {command: [server]}
                listen: {command: [server, -l], address: "ws://127.0.0.1:${port}", shared: true}
                unix: {command: [server, -u], address: "unix://${home}/s"}
                token: {command: [server, -t], address: "ws://127.0.0.1:${port}", env: {A: "2"}}
                profiles: [core]
                """);
        assertThat(subject.ways().keySet()).isEqualTo(Set.of("stdio", "listen", "unix", "token"));
        assertThat(subject.ways().get(Subject.TOKEN))
                .isEqualTo(new Subject.Start(
                        List.of("server", "-t"), Map.of("A", "2"), "${workspace}", Map.of(), "ws://127.0.0.1:${port}"));
        assertThat(subject.shared()).isTrue();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> read("""
                        studio: {}
                        listen: {command: [x]}
                        unix: {command: [x], address: "unix:///s", shared: true}
                        dialect: {bach: error, batch: rejected, writesJsonrpc: "yes", lineLimit: 32MB, errors: {system: no}}
                        knownFailures: [{check: a/B-1}]
                        """))
                .isInstanceOf(SubjectException.class)
                .hasMessageContaining("server.yaml")
                .hasMessageContaining("/studio is not known")
                .hasMessageContaining("/listen/address must say")
                .hasMessageContaining("/unix/shared is not known")
                .hasMessageContaining("/dialect/bach is not known; there are [")
                .hasMessageContaining("/dialect/batch: \"rejected\" is none of [\"dropped\",\"error\",\"served\"]")
                .hasMessageContaining("/dialect/writesJsonrpc: \"yes\" is neither true nor false")
                .hasMessageContaining("/dialect/lineLimit: \"32MB\" is no number of bytes")
                .hasMessageContaining("/dialect/errors/system: false is no whole number")
                .hasMessageContaining("/knownFailures/0 needs a check")
                .hasMessageContaining("/profiles must name");
    }

    @Test
    void missingAndUnreadableFilesAreNamed() {
        assertThatThrownBy(() -> SubjectReader.read(folder.resolve("none.yaml")))
                .isInstanceOf(SubjectException.class)
                .hasMessageContaining("there is no subject file");
        assertThatThrownBy(() -> read("name: a\nname: b"))
                .isInstanceOf(SubjectException.class)
                .hasMessageEndingWith("server.yaml:2: not YAML: Duplicate field 'name'");
        assertThatThrownBy(() -> read("a: [1"))
                .isInstanceOf(SubjectException.class)
                .hasMessageContaining("server.yaml:")
                .hasMessageContaining("not YAML");
    }

    @Test
    void starStandsForAnythingInAKnownFailure() {
        KnownFailure known = new KnownFailure("interrupt-*/LIF-3", "r", "", false);
        assertThat(known.covers("interrupt-command/LIF-3")).isTrue();
        assertThat(known.covers("interrupt-command/LIF-30")).isFalse();
        assertThat(known.covers("steer/LIF-3")).isFalse();
    }

    private Subject read(String text) throws IOException {
        Path file = folder.resolve("server.yaml");
        Files.writeString(file, text);
        return SubjectReader.read(file);
    }
}
