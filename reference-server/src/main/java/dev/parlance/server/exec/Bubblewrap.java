package dev.parlance.server.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parlance.agent.protocol.ReadOnlySandboxPolicy;
import dev.parlance.agent.protocol.SandboxPolicy;
import dev.parlance.agent.protocol.WorkspaceWriteSandboxPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Confines commands with bubblewrap: the whole file system read-only but for the policy's writable folders, no network
 * unless allowed, processes of their own, and no way to gain rights. {@code .git} and the server's home stay read-only
 * wherever they are; the stored login cannot be read. Found on the server's PATH and tried once, on first use.
 * Thread-safe.
 */
public final class Bubblewrap implements Sandbox {
    private static final Duration TRIAL = Duration.ofSeconds(10);

    private static final List<String> ISOLATION = List.of(
            "--die-with-parent",
            "--new-session",
            "--unshare-user",
            "--unshare-pid",
            "--unshare-ipc",
            "--unshare-uts",
            "--cap-drop",
            "ALL");

    private final Path home;
    private final Map<String, String> environment;
    private @Nullable Probe probe;

    /** For a server with that home folder; the temporary folder is that of this process. */
    public Bubblewrap(Path home) {
        this(home, CommandEnvironment.ofThisProcess());
    }

    /** The same, with the environment that commands will have: its TMPDIR counts. */
    public Bubblewrap(Path home, Map<String, String> environment) {
        this.home = home.toAbsolutePath().normalize();
        this.environment = Map.copyOf(environment);
    }

    private record Probe(
            String program, List<String> options, @Nullable String problem) {}

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(probe().problem());
    }

    @Override
    public List<String> confine(List<String> argv, Path cwd, SandboxPolicy policy, Path workspace) {
        if (!Sandbox.confines(policy)) {
            return argv;
        }
        Probe usable = probe();
        if (usable.problem() != null) {
            throw new IllegalStateException(usable.problem());
        }
        ensureHome();
        List<String> line = new ArrayList<>();
        line.add(usable.program());
        line.addAll(usable.options());
        if (!networkAllowed(policy)) {
            line.add("--unshare-net");
        }
        line.addAll(List.of("--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"));
        line.addAll(mounts(policy, workspace));
        line.addAll(List.of("--chdir", cwd.toString(), "--"));
        line.addAll(argv);
        return line;
    }

    private List<String> mounts(SandboxPolicy policy, Path workspace) {
        List<Path> roots = policy instanceof WorkspaceWriteSandboxPolicy write
                ? WritableRoots.of(write, workspace, environment.get("TMPDIR"))
                : List.of();
        List<String> mounts = new ArrayList<>(new MountPlan(roots, home).arguments());
        Path login = home.resolve("auth.json");
        if (Files.exists(login)) {
            mounts.addAll(hidden(login));
        }
        if (!networkAllowed(policy)) {
            LocalSockets.listening().forEach(socket -> mounts.addAll(hidden(socket)));
        }
        return mounts;
    }

    private static List<String> hidden(Path path) {
        return List.of("--ro-bind", "/dev/null", MountPlan.real(path).toString());
    }

    private static boolean networkAllowed(SandboxPolicy policy) {
        if (policy instanceof WorkspaceWriteSandboxPolicy write) {
            return Boolean.TRUE.equals(write.networkAccess());
        }
        return policy instanceof ReadOnlySandboxPolicy read && Boolean.TRUE.equals(read.networkAccess());
    }

    /** A home that is not there could be made by a command, with rules that allow everything in it. */
    private void ensureHome() {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new IllegalStateException("the server's home folder cannot be made: " + e.getMessage(), e);
        }
    }

    private synchronized Probe probe() {
        if (probe == null) {
            probe = Executables.find("bwrap")
                    .map(program -> tryOut(program.toString()))
                    .orElseGet(() -> new Probe("", List.of(), missing("bwrap is not on the server's PATH")));
        }
        return probe;
    }

    private static Probe tryOut(String program) {
        List<String> strict = new ArrayList<>(ISOLATION);
        strict.add("--disable-userns");
        String problem = complaint(program, strict);
        if (problem == null) {
            return new Probe(program, strict, null);
        }
        // Known from 0.8.0 on.
        String older = complaint(program, ISOLATION);
        return new Probe(program, ISOLATION, older == null ? null : missing(program + " does not work here: " + older));
    }

    private static String missing(String reason) {
        return "Commands cannot be confined: " + reason
                + ". Every command needs the user's consent until bubblewrap is installed and user namespaces are allowed.";
    }

    private static @Nullable String complaint(String program, List<String> options) {
        List<String> line = new ArrayList<>(List.of(program));
        line.addAll(options);
        line.addAll(List.of("--unshare-net", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"));
        line.addAll(List.of("--", "/bin/sh", "-c", ":"));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!Uninterrupted.within(TRIAL, nanos -> process.waitFor(nanos, TimeUnit.NANOSECONDS))) {
                process.destroyForcibly();
                return "it did not end within " + TRIAL.toSeconds() + " s";
            }
            String said = new String(process.getInputStream().readNBytes(500), UTF_8).strip();
            return process.exitValue() == 0 ? null : said.isEmpty() ? "exit code " + process.exitValue() : said;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
