package dev.parlance.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.agent.protocol.ConfigValueWriteParams;
import dev.parlance.agent.protocol.MergeStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    private static final int WRITES = 15;

    @TempDir
    private Path folder;

    private ConfigHome home;

    @BeforeEach
    void home() {
        home = new ConfigHome(folder);
    }

    /** A process that writes keys of its own, one by one. */
    static final class Writer {
        private Writer() {}

        /** Takes the folder and the prefix of its keys. */
        public static void main(String[] args) {
            writeKeys(new ConfigHome(Path.of(args[0])), args[1]);
        }
    }

    private static void writeKeys(ConfigHome home, String prefix) {
        ConfigService service = new ConfigService(home.configuration(), () -> {});
        for (int i = 0; i < WRITES; i++) {
            service.valueWrite(ConfigValueWriteParams.builder()
                            .keyPath("tui." + prefix + i)
                            .value(i)
                            .mergeStrategy(MergeStrategy.REPLACE)
                            .build())
                    .join();
        }
    }

    @Test
    void noWriteOfThreadsAndProcessesIsLost() throws Exception {
        home.with("# kept\n[tui]\n");
        List<Process> processes = new ArrayList<>();
        for (String prefix : List.of("p", "q")) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            folder.toString(),
                            prefix)
                    .inheritIO()
                    .start());
        }
        List<Thread> threads = Stream.of("r", "s")
                .map(prefix -> new Thread(() -> writeKeys(home, prefix)))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        assertThat(home.text()).startsWith("# kept\n[tui]\n");
        Map<String, Object> tui =
                ConfigValues.tableAt(TomlDocument.parse(null, home.text()).values(), List.of("tui"));
        assertThat(tui).hasSize(4 * WRITES);
        assertThat(names()).containsExactlyInAnyOrder("config.toml", ".config.toml.lock");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void theModeOfAFileIsKeptAndANewOneIsPrivate() throws IOException {
        writeKeys(home, "a");
        assertThat(mode()).isEqualTo("rw-------");
        Files.setPosixFilePermissions(home.file(), PosixFilePermissions.fromString("rw-r-----"));
        writeKeys(home, "b");
        assertThat(mode()).isEqualTo("rw-r-----");
    }

    private String mode() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.file()));
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path real = Files.createDirectory(folder.resolve("dotfiles")).resolve("codex.toml");
        Files.writeString(real, "# mine\n");
        Files.createSymbolicLink(home.file(), real);
        writeKeys(home, "a");
        assertThat(home.file()).isSymbolicLink();
        assertThat(Files.readString(real)).startsWith("# mine\n").contains("a14 = 14");
    }

    @Test
    void aMissingHomeIsMadePrivate() throws IOException {
        ConfigHome deep = new ConfigHome(folder.resolve("a/b"));
        writeKeys(deep, "a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep.folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void nothingIsEverReadableByOthers() throws Exception {
        Path secret = folder.resolve("secret");
        Set<String> seen = new ConcurrentSkipListSet<>();
        AtomicBoolean done = new AtomicBoolean();
        Thread watcher = new Thread(() -> {
            while (!done.get()) {
                for (Path file : children()) {
                    mode(file, seen);
                }
            }
        });
        watcher.start();
        for (int i = 0; i < 100; i++) {
            AtomicFile.write(secret, new byte[] {(byte) i}, AtomicFile.OWNER_ONLY);
        }
        done.set(true);
        watcher.join();
        assertThat(seen).containsExactly("rw-------");
    }

    private List<Path> children() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of();
        }
    }

    private static void mode(Path file, Set<String> seen) {
        try {
            seen.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        } catch (IOException e) {
            // Renamed meanwhile.
        }
    }
}
