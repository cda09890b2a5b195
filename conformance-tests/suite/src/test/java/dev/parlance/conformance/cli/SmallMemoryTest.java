package dev.parlance.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own, since it is to run out of memory. */
class SmallMemoryTest {
    @TempDir
    private Path dir;

    @Test
    void recordingAboveTheMemoryCostsItselfOnly() throws Exception {
        Path big = lineOf(60 << 20);
        Path right = Files.writeString(dir.resolve("right.jsonl"), MainTest.HANDSHAKE);
        assertThat(java("check", big.toString(), right.toString())).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(Files.readString(dir.resolve("out"))).startsWith(right + ": 5 events.");
        List<String> err = Files.readAllLines(dir.resolve("err"));
        assertThat(err).hasSize(2);
        assertThat(err.get(0))
                .startsWith("not judged: " + big + ": out of memory (Java heap space; ")
                .endsWith(" MiB at most); start it with more, say java -Xmx1024m -jar parlance-conformance.jar ...");
        assertThat(err.get(1)).isEqualTo("1 of 2 recordings could not be judged");
    }

    @Test
    void replayOfARecordingAboveTheMemoryCouldNotRun() throws Exception {
        Path big = lineOf(60 << 20);
        assertThat(java("replay", big.toString(), "--", "cat")).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(Files.readAllLines(dir.resolve("err")))
                .singleElement()
                .asString()
                .startsWith("could not run: out of memory (Java heap space; ");
    }

    private Path lineOf(int bytes) throws IOException {
        Path file = dir.resolve("big.jsonl");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"t\":0,\"dir\":\"<-\",\"conn\":\"main\",\"raw\":\"");
            String block = "z".repeat(1 << 16);
            for (int written = 0; written < bytes; written += block.length()) {
                out.write(block);
            }
            out.write("\"}\n");
        }
        return file;
    }

    private int java(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectOutput(dir.resolve("out").toFile())
                .redirectError(dir.resolve("err").toFile())
                .start()
                .waitFor();
    }
}
