package dev.parlance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.protocol.ProtocolDocument;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code -Dgolden.update} writes the help texts anew. */
@Timeout(180)
class CommandLineIT {
    private static final Path GOLDENS = Path.of("src/test/resources/dev/parlance/server/cli");

    @TempDir
    private Path folder;

    private record Outcome(int exitCode, String stdout, String stderr) {}

    private Outcome run(String... arguments) throws Exception {
        try (Launched server = Launched.start(folder.resolve("home"), arguments)) {
            server.stdin().close();
            return new Outcome(server.exitCode(), server.stdout(), server.stderr());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "help.txt, --help",
        "help-app-server.txt, app-server --help",
        "help-exec.txt, exec --help",
    })
    void helpIsAsRecorded(String file, String arguments) throws Exception {
        Outcome outcome = run(arguments.split(" "));

        Path golden = GOLDENS.resolve(file);
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(GOLDENS);
            Files.writeString(golden, outcome.stdout());
        }
        assertThat(outcome).isEqualTo(new Outcome(0, Files.readString(golden), ""));
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void theVersionIsOneLine() throws Exception {
        Outcome outcome = run("--version");

        assertThat(outcome.stdout()).matches("parlance-server \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void nothingToDoIsAnErrorOnStderr() throws Exception {
        Outcome outcome = run();

        assertThat(outcome).isEqualTo(new Outcome(2, "", Files.readString(GOLDENS.resolve("help.txt"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app-server --no-such                  | 2 | Unknown option: '--no-such'",
                "no-such                               | 2 | Unmatched argument at index 0: 'no-such'",
                "app-server --log-format xml           | 2 | Invalid value for option '--log-format'",
                "app-server -c model                   | 2 | -c takes KEY=VALUE, such as -c model=\"demo\"; given: model",
                "app-server --listen ws://localhost:1  | 2 | \"localhost\" is a name, not an IP address",
                "app-server --listen ws://0.0.0.0:1    | 2 | other machines could reach 0.0.0.0",
                "app-server --listen unix://           | 2 | it is no address to listen on",
                "app-server --stdio --listen ws://[::1]:0 | 2 | exclude each other",
                "exec                                  | 2 | Missing required parameter: 'PROMPT'",
                "exec -                                | 2 | the prompt is empty",
                "exec x --cwd /no/such/folder          | 2 | --cwd: there is no folder /no/such/folder",
                "exec x --sandbox none                 | 2 | one of: read-only, workspace-write, danger-full-access",
                "exec x --approval always              | 2 | one of: untrusted, on-request, never",
                "exec x --output-schema /no/such/file  | 2 | --output-schema /no/such/file cannot be read",
            })
    void aWrongCommandLineIsExplained(String arguments, int exitCode, String message) throws Exception {
        Outcome outcome = run(arguments.split(" "));

        assertThat(outcome.stderr()).startsWith("parlance-server: ").contains(message);
        assertThat(outcome.stdout()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @CsvSource({"--print-schema", "generate-json-schema --out", "app-server generate-json-schema --out"})
    void theSchemaIsWritten(String arguments) throws Exception {
        Path target = folder.resolve("new/schema");
        Outcome outcome = run((arguments + " " + target).split(" "));

        Path file = target.resolve("agent.schema.json");
        assertThat(outcome).isEqualTo(new Outcome(0, file + "\n", ""));
        try (InputStream schema = ProtocolDocument.SCHEMA.open()) {
            assertThat(Files.readAllBytes(file)).isEqualTo(schema.readAllBytes());
        }
    }

    @Test
    void aPortInUseEndsTheStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "ws://127.0.0.1:" + taken.getLocalPort();
            Outcome outcome = run("app-server", "--listen", address);

            assertThat(outcome.stderr())
                    .startsWith("parlance-server: cannot listen on " + address + ": ")
                    .endsWith("end the process that holds the port, or give another one (0 for any free port)\n");
            assertThat(outcome.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void aHomeThatCannotBeUsedEndsTheStart() throws Exception {
        Path file = Files.createFile(folder.resolve("home"));

        assertThat(run("app-server"))
                .isEqualTo(new Outcome(
                        3,
                        "",
                        "parlance-server: the home folder " + file + " cannot be used: " + file
                                + " is not a folder; set PARLANCE_HOME to another one\n"));
    }

    @Test
    void theLauncherIsFoundThroughLinks() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("a bin"));
        Path link = Files.createSymbolicLink(bin.resolve("first"), Launched.LAUNCHER);
        Path second = Files.createSymbolicLink(bin.resolve("second"), Path.of("first"));
        assertThat(link).exists();

        assertThat(output(Map.of(), second.toString(), "--version")).startsWith("parlance-server ");
    }

    @Test
    void theLauncherSaysThatJavaIsMissing() throws Exception {
        List<String> command = List.of("/bin/sh", Launched.LAUNCHER.toString(), "--version");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path tool = tool("readlink");
        Files.createSymbolicLink(empty.resolve("readlink"), tool);
        try (Launched server =
                Launched.start(folder, Map.of("PATH", empty.toString(), "JAVA_HOME", "/no/such"), command)) {
            assertThat(server.exitCode()).isEqualTo(3);
            assertThat(server.stderr()).startsWith("parlance-server: there is no java: ");
        }
    }

    private static Path tool(String name) {
        Path usr = Path.of("/usr/bin", name);
        return Files.exists(usr) ? usr : Path.of("/bin", name);
    }

    private String output(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        try (Launched server = Launched.start(folder.resolve("home"), environment, List.of(command))) {
            assertThat(server.exitCode()).as(server.stderr()).isZero();
            return server.stdout();
        }
    }
}
