package dev.parlance.server.exec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.server.Threads;
import dev.parlance.server.exec.CommandOutcome.Ending;
import dev.parlance.server.live.Interrupts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunningCommandTest {
    @TempDir
    Path folder;

    private final RunningCommands commands = new RunningCommands(4);
    private final List<String> deltas = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void endAll() {
        commands.close();
    }

    @Test
    void outputOfBothStreamsComesInOrderWithTheExitCode() throws Exception {
        CommandOutcome outcome = run("echo a; echo b >&2; echo c; exit 3");
        assertThat(outcome).isEqualTo(new CommandOutcome(Ending.EXITED, 3, "a\nb\nc\n", 0, outcome.wallTime()));
        assertThat(String.join("", deltas)).isEqualTo("a\nb\nc\n");
        assertThat(commands.size()).isZero();
    }

    @Test
    void nothingRunsBeforeItIsAwaited() throws Exception {
        RunningCommand command = commands.start(spec("touch ran", null));
        command.close();
        assertThat(folder.resolve("ran")).doesNotExist();
        try (RunningCommand again = commands.start(spec("touch ran", null))) {
            assertThat(again.await(deltas::add).exitCode()).isZero();
        }
        assertThat(folder.resolve("ran")).exists();
    }

    @Test
    void aCommandKilledBeforeItWasAwaitedDoesNotRun() throws Exception {
        try (RunningCommand command = commands.start(spec("touch ran", null))) {
            command.kill();
            assertThat(command.await(deltas::add).ending()).isEqualTo(Ending.STOPPED);
        }
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void inputIsEmptyAndThereIsNoTerminal() throws Exception {
        assertThat(run("cat; tty; (: </dev/tty) 2>/dev/null || echo none; ls -1 /proc/self/fd | head -3")
                        .output())
                .isEqualTo("not a tty\nnone\n0\n1\n2\n");
    }

    @Test
    void aSignalShowsInTheExitCodeAndInterruptsWorkInside() throws Exception {
        assertThat(run("kill -KILL $$").exitCode()).isEqualTo(137);
        // What was started in the background of a script ignores it, and all that it starts does.
        assertThat(run("(sleep 100) & kill -INT $!; kill -INT $$").exitCode())
                .isEqualTo(Interrupts.areIgnored() ? 0 : 130);
    }

    @Test
    void aTimeoutKillsAndKeepsTheOutput() throws Exception {
        CommandOutcome outcome = run("echo begun; sleep 321 & sleep 321", Duration.ofMillis(300));
        assertThat(outcome).isEqualTo(new CommandOutcome(Ending.TIMED_OUT, 124, "begun\n", 0, outcome.wallTime()));
        assertThat(processesWith("sleep\u0000321")).isEmpty();
    }

    @Test
    void whoIgnoresSigtermIsKilled() throws Exception {
        CommandOutcome outcome = run("trap '' TERM; echo begun; while :; do sleep 322; done", Duration.ofMillis(300));
        assertThat(outcome.output()).isEqualTo("begun\n");
        assertThat(processesWith("sleep\u0000322")).isEmpty();
    }

    @Test
    void whoStopsTheWholeGroupIsKilledToo() throws Exception {
        CommandOutcome outcome = run("echo begun; kill -STOP 0; sleep 323", Duration.ofMillis(300));
        assertThat(outcome.output()).isEqualTo("begun\n");
        assertThat(processesWith("kill -STOP 0; sleep 323")).isEmpty();
    }

    @Test
    void whoKillsTheWholeGroupEndsAsKilled() throws Exception {
        assertThat(run("echo begun; kill -KILL 0").exitCode()).isEqualTo(137);
    }

    @Test
    void whatIsLeftInTheBackgroundEndsWithTheCommand() throws Exception {
        assertThat(run("sleep 324 & echo done").output()).isEqualTo("done\n");
        assertThat(processesWith("sleep\u0000324")).isEmpty();
    }

    @Test
    void aGrandchildInItsOwnSessionDoesNotHoldTheTurn() throws Exception {
        CommandOutcome outcome = run("setsid sleep 325 & echo $!; echo done");
        try {
            assertThat(outcome.output()).endsWith("done\n");
            assertThat(outcome.wallTime()).isLessThan(Duration.ofSeconds(20));
        } finally {
            processesWith("sleep\u0000325").forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aGrandchildInItsOwnSessionThatFloodsDoesNotHoldTheTurnEither() throws Exception {
        CommandOutcome outcome = run("setsid yes flood326 & echo done");
        try {
            assertThat(outcome.ending()).isEqualTo(Ending.EXITED);
            assertThat(outcome.output().length()).isLessThan(CommandSpec.OUTPUT_CAP + 1000);
        } finally {
            processesWith("flood326").forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void processesInSessionsOfTheirOwnGoWithAnInterruptedCommand() throws Exception {
        CommandOutcome outcome = run("setsid sleep 327 & echo begun; wait", Duration.ofSeconds(1));
        assertThat(outcome.output()).isEqualTo("begun\n");
        assertThat(processesWith("sleep\u0000327")).isEmpty();
    }

    @Test
    void manyProcessesEndWithOneKill() throws Exception {
        CommandOutcome outcome = run(
                "for i in $(seq 200); do (trap '' TERM; sleep 328) & done; echo begun; wait", Duration.ofSeconds(3));
        assertThat(outcome.output()).isEqualTo("begun\n");
        assertThat(processesWith("sleep\u0000328")).isEmpty();
    }

    @Test
    void processesThatKeepMultiplyingEndToo() throws Exception {
        // Each round replaces itself by a new process: whoever kills by a list of numbers is always late.
        String chain = "f() { sleep 0.01; f329=1 bash -c \"$body\" & exit; }; f";
        CommandOutcome outcome = run(
                "export body=\"trap '' TERM; " + chain.replace("$", "\\$").replace("\"", "\\\"")
                        + "\"; bash -c \"$body\"; sleep 329",
                Duration.ofSeconds(1));
        assertThat(outcome.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(processesWith("f329")).isEmpty();
    }

    @Test
    void aFloodIsCutAndCostsNoMemory() throws Exception {
        CommandOutcome outcome = run("yes flood", Duration.ofMillis(1500));
        assertThat(outcome.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(outcome.omittedBytes()).isPositive();
        assertThat(outcome.output().length()).isBetween(CommandSpec.OUTPUT_CAP, CommandSpec.OUTPUT_CAP + 100);
        assertThat(deltas.get(deltas.size() - 1)).contains("not shown");
        assertThat(String.join("", deltas).length()).isLessThan(CommandSpec.OUTPUT_CAP + 200);
    }

    @Test
    void longOutputWithoutALineBreakComesWhole() throws Exception {
        CommandOutcome outcome = run("head -c 1000000 /dev/zero | tr '\\0' x");
        assertThat(outcome.output()).isEqualTo("x".repeat(1_000_000));
        assertThat(String.join("", deltas)).isEqualTo(outcome.output());
        assertThat(deltas).allMatch(delta -> delta.getBytes(UTF_8).length <= 8192);
    }

    @Test
    void aCodePointWrittenInPartsComesWhole() throws Exception {
        assertThat(run("printf '\\360\\237'; sleep 0.2; printf '\\230\\200'").output())
                .isEqualTo("😀");
        assertThat(deltas).containsExactly("😀");
    }

    @Test
    void anInterruptOfTheWaitingThreadStopsTheCommand() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CommandOutcome[] outcome = new CommandOutcome[1];
        boolean[] interrupted = new boolean[1];
        Thread waiting = Threads.start("test", () -> {
            outcome[0] = runUnchecked("echo begun; sleep 330", delta -> begun.countDown());
            interrupted[0] = Thread.currentThread().isInterrupted();
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        waiting.interrupt();
        waiting.join();
        assertThat(outcome[0]).isEqualTo(new CommandOutcome(Ending.STOPPED, -1, "begun\n", 0, outcome[0].wallTime()));
        assertThat(interrupted[0]).isFalse();
        assertThat(processesWith("sleep\u0000330")).isEmpty();
    }

    @Test
    void closingTheServerEndsAllCommandsAndRefusesNewOnes() throws Exception {
        CountDownLatch begun = new CountDownLatch(3);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(Threads.start(
                    "test", () -> runUnchecked("trap '' TERM; echo begun; sleep 331", delta -> begun.countDown())));
        }
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        commands.close();
        assertThat(processesWith("sleep\u0000331")).isEmpty();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThatThrownBy(() -> commands.start(spec("true", null)))
                .isInstanceOf(CommandNotStartedException.class)
                .hasMessage("the server is ending: no command is started any more");
    }

    @Test
    void theNumberOfCommandsIsBounded() throws Exception {
        List<RunningCommand> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            held.add(commands.start(spec("true", null)));
        }
        assertThatThrownBy(() -> commands.start(spec("true", null)))
                .isInstanceOf(CommandNotStartedException.class)
                .hasMessage("too many commands are running (4 are allowed): wait until one has ended");
        held.forEach(RunningCommand::close);
        assertThat(run("echo again").output()).isEqualTo("again\n");
    }

    @Test
    void aMissingFolderIsAClearRefusalAndCostsNoPlace() {
        Path missing = folder.resolve("missing");
        CommandSpec spec = new CommandSpec(List.of("true"), missing, Map.of(), null, CommandSpec.OUTPUT_CAP);
        assertThatThrownBy(() -> commands.start(spec))
                .isInstanceOf(CommandNotStartedException.class)
                .hasMessage("the command could not be started: there is no folder " + missing);
        assertThat(commands.size()).isZero();
    }

    @Test
    void secretsAreNotPassedOn() {
        Map<String, String> server = Map.of(
                "PATH",
                "/bin",
                "HOME",
                "/h",
                "OPENAI_API_KEY",
                "s",
                "LC_SECRET",
                "s",
                "My_Token",
                "s",
                "DB_password",
                "s",
                "LC_ALL",
                "C",
                "EDITOR",
                "vi");
        assertThat(CommandEnvironment.core(server))
                .isEqualTo(Map.of("PATH", "/bin", "HOME", "/h", "LC_ALL", "C", "TERM", "dumb"));
    }

    @Test
    void programsAreNotFoundInRelativeFolders() {
        assertThat(Executables.find("sh", ".:bin:")).isEmpty();
        assertThat(Executables.find("sh", ".:/bin")).contains(Path.of("/bin/sh"));
    }

    private CommandOutcome run(String script) throws CommandNotStartedException {
        return run(script, null);
    }

    private CommandOutcome run(String script, Duration timeout) throws CommandNotStartedException {
        try (RunningCommand command = commands.start(spec(script, timeout))) {
            return command.await(deltas::add);
        }
    }

    private CommandOutcome runUnchecked(String script, Consumer<String> receiver) {
        try (RunningCommand command = commands.start(spec(script, null))) {
            return command.await(receiver);
        } catch (CommandNotStartedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CommandSpec spec(String script, Duration timeout) {
        return new CommandSpec(
                List.of("/bin/bash", "-c", script),
                folder,
                CommandEnvironment.ofThisProcess(),
                timeout,
                CommandSpec.OUTPUT_CAP);
    }

    /** Processes that are not zombies and whose command line or environment holds the text. */
    static List<ProcessHandle> processesWith(String text) throws IOException {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(
                            process -> process.pid() != ProcessHandle.current().pid())
                    .filter(process -> proc(process, "cmdline").contains(text)
                            || proc(process, "environ").contains(text))
                    .toList();
        }
    }

    private static String proc(ProcessHandle process, String file) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), file)), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
