package dev.parlance.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.conformance.subject.KnownFailure;
import dev.parlance.conformance.subject.SubjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientSubjectReaderTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("client.yaml"), text);
    }

    @Test
    void templateIsASubject() {
        ClientSubject subject = ClientSubjectReader.read(Path.of("../subjects/client-template.yaml"));

        assertThat(subject.name()).isEqualTo("my-client");
        assertThat(subject.starts()).containsOnlyKeys("stdio", "websocket");
        assertThat(subject.tells()).isEqualTo(Set.of("shown", "asked", "turn", "noise", "exit"));
        assertThat(subject.decisions()).isEqualTo(Set.of("accept", "decline", "late"));
        assertThat(subject.turnDeadline()).isEqualTo(Duration.ofSeconds(2));
        assertThat(subject.exits()).isEqualTo(Duration.ofSeconds(5));
        assertThat(subject.knownFailures())
                .isEqualTo(List.of(new KnownFailure(
                        "stubborn-server/CLI-20",
                        "The server's input is closed and the client does not look any further.",
                        "2.0",
                        false)));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws IOException {
        Path file = file("name: x\nstdio: {command: [run]}\nwebsocket: {commands: [x]}\ntells: [stories]\n"
                + "turnDeadline: -1\nknownFailures: [{check: a/CLI-3}]\ncolour: red\n");

        assertThatThrownBy(() -> ClientSubjectReader.read(file))
                .isInstanceOf(SubjectException.class)
                .hasMessageContainingAll(
                        "/colour is not known",
                        "/stdio: nothing tells the client which server to use; put ${server.command} or ${server.script}",
                        "/websocket/commands is not known",
                        "/websocket/command must be a list of words",
                        "/tells: stories is none of [asked, exit, noise, shown, turn]",
                        "/turnDeadline must be a number of seconds",
                        "/knownFailures/0 needs a check");
    }

    @Test
    void missingFileNamesTheTemplate() {
        assertThatThrownBy(() -> ClientSubjectReader.read(folder.resolve("none.yaml")))
                .isInstanceOf(SubjectException.class)
                .hasMessageContaining("client-template.yaml");
    }
}
