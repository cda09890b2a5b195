package dev.parlance.server.exec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process group of its own, led by a shell of ours that runs the command as its child. Beside the command a watcher, in
 * the same group, reads the <em>lifeline</em>, a pipe whose other end only this process holds. When it breaks, however the
 * server died, the watcher kills the group; so nothing has to be killed by number, and a number cannot be another's.
 *
 * <p>Words on the lifeline: {@code go} starts the command, {@code stop} asks the group to end (SIGTERM), {@code end} says
 * that the output has been read: the leader then kills what the command left behind, and itself. The exit code comes back
 * on the leader's standard error, which the command does not get.
 */
final class ProcessGroup {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessGroup.class);

    // The command runs in the foreground, for a shell without job control makes background commands ignore SIGINT.
    // Its subshell keeps remarks of the leader's ("Terminated") out of the output.
    private static final String LEADER = """
            trap : TERM HUP INT QUIT
            exec 3<&0 4>&2 </dev/null 2>/dev/null
            read -r word <&3 && [ "$word" = go ] || exit 1
            (
              trap '' TERM HUP INT QUIT
              exec 4>&- >/dev/null
              while read -r word <&3; do
                case $word in end) exit 0 ;; *) kill -s TERM 0 ;; esac
              done
              kill -s KILL 0
            ) &
            ( exec "$@" 2>&1 3<&- 4>&- )
            code=$?
            exec >/dev/null 3<&-
            echo "$code" >&4
            wait
            kill -s KILL 0
            """;

    private final Process leader;
    private final OutputStream lifeline;

    private ProcessGroup(Process leader) {
        this.leader = leader;
        this.lifeline = leader.getOutputStream();
    }

    /** A group whose command waits for {@link #go}. */
    static ProcessGroup create(CommandSpec spec) throws CommandNotStartedException {
        Path setsid = Executables.find("setsid")
                .orElseThrow(() -> new CommandNotStartedException(
                        "commands cannot be run: setsid (of util-linux) is not on the server's PATH"));
        if (!Files.isDirectory(spec.cwd())) {
            throw new CommandNotStartedException("the command could not be started: there is no folder " + spec.cwd());
        }
        List<String> line = new ArrayList<>(List.of(setsid.toString(), "/bin/sh", "-c", LEADER, "sh"));
        line.addAll(spec.argv());
        ProcessBuilder builder = new ProcessBuilder(line).directory(spec.cwd().toFile());
        builder.environment().clear();
        builder.environment().putAll(spec.environment());
        try {
            return new ProcessGroup(builder.start());
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandNotStartedException("the command could not be started: " + e.getMessage(), e);
        }
    }

    long pid() {
        return leader.pid();
    }

    InputStream output() {
        return leader.getInputStream();
    }

    void go() {
        send("go");
    }

    /** Asks every process of the group to end. */
    void stop() {
        send("stop");
    }

    /** Blocks until the command has ended; empty where its leader was killed along with it. */
    OptionalInt awaitExitCode() {
        try (BufferedReader status = new BufferedReader(new InputStreamReader(leader.getErrorStream(), US_ASCII))) {
            String line = status.readLine();
            return line == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(line));
        } catch (IOException | NumberFormatException e) {
            LOG.debug("no exit code from process group {}: {}", pid(), e.getMessage());
            return OptionalInt.empty();
        }
    }

    /** What runs in the group or below it, also in sessions of their own, as long as nobody's parent has gone. */
    List<ProcessHandle> members() {
        return leader.descendants().toList();
    }

    /** After the command has ended: whatever it left behind in the group is killed. */
    void dissolve(Duration patience) {
        send("end");
        if (!isGoneWithin(patience)) {
            kill(patience);
        }
    }

    /** Kills all of the group at once, and waits until its leader is gone. */
    void kill(Duration patience) {
        try {
            lifeline.close();
        } catch (IOException e) {
            LOG.debug("lifeline of process group {}: {}", pid(), e.getMessage());
        }
        if (isGoneWithin(patience)) {
            return;
        }
        // The watcher was stopped or killed. The leader is still there, so that its number is still the group's.
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- -" + pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.warn("process group {} could not be killed: {}", pid(), e.getMessage());
        }
        if (!isGoneWithin(patience)) {
            leader.destroyForcibly();
            LOG.warn("process group {} does not end", pid());
        }
    }

    private boolean isGoneWithin(Duration patience) {
        return Uninterrupted.within(patience, nanos -> leader.waitFor(nanos, TimeUnit.NANOSECONDS));
    }

    private void send(String word) {
        try {
            lifeline.write((word + "\n").getBytes(US_ASCII));
            lifeline.flush();
        } catch (IOException e) {
            // The leader is gone, which is what all words but the first lead to; after the first its exit code is
            // missing.
            LOG.debug("process group {} did not take '{}': {}", pid(), word, e.getMessage());
        }
    }
}
