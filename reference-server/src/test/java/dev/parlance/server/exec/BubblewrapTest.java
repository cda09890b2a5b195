package dev.parlance.server.exec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.DangerFullAccessSandboxPolicy;
import dev.parlance.agent.protocol.ReadOnlySandboxPolicy;
import dev.parlance.agent.protocol.SandboxPolicy;
import dev.parlance.agent.protocol.WorkspaceWriteSandboxPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@EnabledIf("dev.parlance.server.exec.Confinement#available")
class BubblewrapTest {
    private static final SandboxPolicy READ_ONLY =
            ReadOnlySandboxPolicy.builder().build();

    @TempDir
    Path folder;

    private final RunningCommands commands = new RunningCommands(4);
    private Path home;
    private Path workspace;

    @BeforeEach
    void makeFolders() throws IOException {
        folder = folder.toRealPath();
        home = Files.createDirectories(folder.resolve("home"));
        workspace = Files.createDirectories(folder.resolve("outer/inner/work"));
        Files.writeString(home.resolve("auth.json"), "the-login");
        Files.writeString(home.resolve("config.toml"), "readable");
    }

    @AfterEach
    void endAll() {
        commands.close();
    }

    @Test
    void readOnlyWritesNowhere() throws Exception {
        assertThat(run(
                        "echo x > here; echo x > /tmp/parlance-x; echo x > " + folder + "/x; cat " + home
                                + "/config.toml",
                        READ_ONLY))
                .contains("readable")
                .contains("Read-only file system");
        assertThat(workspace).isEmptyDirectory();
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void workspaceWriteOpensTheWorkspaceAndTheRootsOnly() throws Exception {
        Path root = Files.createDirectories(folder.resolve("root"));
        SandboxPolicy policy = workspaceOnly().toBuilder()
                .writableRoots(List.of(AbsolutePathBuf.of(root.toString()), AbsolutePathBuf.of("/parlance/missing")))
                .build();
        run(
                "echo x > in; echo x > ../beside; echo x > " + root + "/r; echo x > " + folder
                        + "/x; mkdir -p sub; echo y > sub/../sub/y",
                policy);
        assertThat(workspace.resolve("in")).hasContent("x");
        assertThat(workspace.resolve("sub/y")).hasContent("y");
        assertThat(root.resolve("r")).hasContent("x");
        assertThat(workspace.resolveSibling("beside")).doesNotExist();
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void aLinkOutOfTheWorkspaceOpensNothing() throws Exception {
        run("ln -s " + folder + " out; echo x > out/x; cd out && echo x > y", workspaceOnly());
        assertThat(folder.resolve("x")).doesNotExist();
        assertThat(folder.resolve("y")).doesNotExist();
    }

    @Test
    void aRootThatACommandHasReplacedByALinkIsNotOpened() throws Exception {
        SandboxPolicy policy = workspaceOnly().toBuilder()
                .writableRoots(List.of(AbsolutePathBuf.of(workspace + "/later")))
                .build();
        Path target = Files.createDirectories(folder.resolve("target"));
        run("ln -s " + target + " later", policy);
        run("echo x > later/x", policy);
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void gitCannotBeWrittenMovedOrReplaced() throws Exception {
        Files.createDirectories(workspace.resolve(".git/hooks"));
        run(
                "echo x > .git/hooks/pre-commit; echo x > .git/config; mv .git g; rm -rf .git; mkdir .git/y; git config a.b c",
                workspaceOnly());
        assertThat(workspace.resolve(".git/hooks")).isEmptyDirectory();
        assertThat(workspace.resolve(".git/config")).doesNotExist();
        assertThat(workspace.resolve("g")).doesNotExist();
    }

    @Test
    void theFolderAroundARepositoryCannotBeMovedAside() throws Exception {
        Files.createDirectories(workspace.resolve(".git"));
        SandboxPolicy policy = workspaceOnly().toBuilder()
                .writableRoots(List.of(AbsolutePathBuf.of(folder + "/outer")))
                .build();
        run("mv ../../inner ../../moved; mv ../work ../moved; echo x > ../../ok", policy);
        assertThat(workspace.resolve(".git")).isDirectory();
        assertThat(folder.resolve("outer/ok")).exists();
        assertThat(folder.resolve("outer/moved")).doesNotExist();
    }

    @Test
    void aWorktreesGitFileAndItsFolderCannotBeWritten() throws Exception {
        Path gitFolder = Files.createDirectories(workspace.resolve("main/.bare/worktrees/w"));
        Files.writeString(workspace.resolve(".git"), "gitdir: main/.bare/worktrees/w\n");
        run("echo x > .git; rm -f .git; echo x > main/.bare/worktrees/w/config", workspaceOnly());
        assertThat(workspace.resolve(".git")).hasContent("gitdir: main/.bare/worktrees/w\n");
        assertThat(gitFolder).isEmptyDirectory();
    }

    @Test
    void theHomeFolderStaysReadOnlyUnderAWritableRoot() throws Exception {
        SandboxPolicy policy = workspaceOnly().toBuilder()
                .writableRoots(List.of(AbsolutePathBuf.of(folder.toString()), AbsolutePathBuf.of(home.toString())))
                .build();
        String output = run(
                "echo x >> " + home + "/config.toml; mkdir " + home + "/rules; mv " + home + " " + home + "2; echo x > "
                        + folder + "/ok",
                policy);
        assertThat(output).contains("Read-only file system");
        assertThat(home.resolve("config.toml")).hasContent("readable");
        assertThat(home.resolve("rules")).doesNotExist();
        assertThat(folder.resolve("ok")).exists();
    }

    @Test
    void aHomeFolderThatIsMissingCannotBeMadeByACommand() throws Exception {
        Path later = workspace.resolve("later-home");
        Bubblewrap sandbox = new Bubblewrap(later);
        runIn(sandbox, "mkdir -p later-home/rules; echo x > later-home/rules/default.json", workspaceOnly());
        assertThat(later).isEmptyDirectory();
    }

    @Test
    void theLoginCannotBeRead() throws Exception {
        assertThat(run("cat " + home + "/auth.json; cat " + home + "/config.toml", READ_ONLY))
                .contains("readable")
                .doesNotContain("the-login");
        assertThat(home.resolve("auth.json")).hasContent("the-login");
    }

    @Test
    void theServersProcessCannotBeSeenOrSignalled() throws Exception {
        long self = ProcessHandle.current().pid();
        assertThat(run(
                        "cat /proc/" + self + "/environ; kill -0 " + self
                                + " && echo alive; ls /proc | grep -c '^[0-9]'",
                        READ_ONLY))
                .doesNotContain("alive")
                .doesNotContain("PATH=");
    }

    @Test
    void thereIsNoNetworkUnlessAllowed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String connect = "(exec 9<>/dev/tcp/127.0.0.1/" + server.getLocalPort()
                    + ") 2>/dev/null && echo connected || echo refused";
            assertThat(run(connect, READ_ONLY)).isEqualTo("refused\n");
            assertThat(run(connect, workspaceOnly())).isEqualTo("refused\n");
            assertThat(run(
                            connect,
                            ReadOnlySandboxPolicy.builder().networkAccess(true).build()))
                    .isEqualTo("connected\n");
        }
    }

    @Test
    void socketsInTheFileSystemAreOutOfReach() throws Exception {
        Path socket = folder.resolve("daemon.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            assertThat(LocalSockets.listening()).contains(socket);
            assertThat(run("test -S " + socket + " && echo there || echo hidden", READ_ONLY))
                    .isEqualTo("hidden\n");
            assertThat(run(
                            "test -S " + socket + " && echo there",
                            ReadOnlySandboxPolicy.builder().networkAccess(true).build()))
                    .isEqualTo("there\n");
        }
    }

    @Test
    void noRightsCanBeGained() throws Exception {
        assertThat(run(
                        "grep CapEff /proc/self/status; unshare -U true && echo userns; mount -t tmpfs x /tmp && echo mounted",
                        READ_ONLY))
                .contains("CapEff:\t0000000000000000")
                .doesNotContain("userns")
                .doesNotContain("mounted\n");
    }

    @Test
    void everythingInsideEndsWithTheCommandWhateverItsSession() throws Exception {
        assertThat(run("setsid sleep 421 & (setsid sleep 421 &) ; echo done", READ_ONLY))
                .isEqualTo("done\n");
        assertThat(RunningCommandTest.processesWith("sleep\u0000421")).isEmpty();
        CommandOutcome outcome = outcome(
                sandbox(), "setsid sleep 422 & trap '' TERM; echo begun; sleep 422", READ_ONLY, Duration.ofMillis(500));
        assertThat(outcome.output()).isEqualTo("begun\n");
        assertThat(RunningCommandTest.processesWith("sleep\u0000422")).isEmpty();
    }

    @Test
    void temporaryFoldersAreWritableUnlessExcluded() throws Exception {
        Path tmpdir = Files.createDirectories(folder.resolve("tmpdir"));
        Bubblewrap sandbox = new Bubblewrap(home, Map.of("TMPDIR", tmpdir.toString()));
        WorkspaceWriteSandboxPolicy open = WorkspaceWriteSandboxPolicy.builder().build();
        assertThat(WritableRoots.of(open, workspace, tmpdir.toString()))
                .containsExactlyInAnyOrder(workspace, Path.of("/tmp").toRealPath(), tmpdir);
        assertThat(WritableRoots.of(workspaceOnly(), workspace, tmpdir.toString()))
                .containsExactly(workspace);
        runIn(sandbox, "echo x > " + tmpdir + "/x", open);
        assertThat(tmpdir.resolve("x")).exists();
    }

    @Test
    void anUnknownPolicyIsTheStrictest() throws Exception {
        run("echo x > x", new SandboxPolicy.Unknown(Map.of("type", "somethingNew")));
        assertThat(workspace).isEmptyDirectory();
    }

    @Test
    void fullAccessIsNotConfined() {
        List<String> argv = List.of("true");
        assertThat(sandbox()
                        .confine(
                                argv,
                                workspace,
                                DangerFullAccessSandboxPolicy.builder().build(),
                                workspace))
                .isEqualTo(argv);
    }

    @Test
    void anUnavailableSandboxConfinesNothing() {
        Sandbox none = Sandbox.unavailable("there is none");
        assertThat(none.problem()).contains("there is none");
        assertThatThrownBy(() -> none.confine(List.of("true"), workspace, READ_ONLY, workspace))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there is none");
    }

    private Bubblewrap sandbox() {
        return new Bubblewrap(home);
    }

    private static WorkspaceWriteSandboxPolicy workspaceOnly() {
        return WorkspaceWriteSandboxPolicy.builder()
                .excludeSlashTmp(true)
                .excludeTmpdirEnvVar(true)
                .build();
    }

    private String run(String script, SandboxPolicy policy) throws CommandNotStartedException {
        return runIn(sandbox(), script, policy);
    }

    private String runIn(Sandbox sandbox, String script, SandboxPolicy policy) throws CommandNotStartedException {
        return outcome(sandbox, script, policy, Duration.ofSeconds(30)).output();
    }

    private CommandOutcome outcome(Sandbox sandbox, String script, SandboxPolicy policy, Duration timeout)
            throws CommandNotStartedException {
        List<String> argv = sandbox.confine(List.of("/bin/bash", "-c", script), workspace, policy, workspace);
        CommandSpec spec =
                new CommandSpec(argv, workspace, CommandEnvironment.ofThisProcess(), timeout, CommandSpec.OUTPUT_CAP);
        try (RunningCommand command = commands.start(spec)) {
            return command.await(
                    delta -> assertThat(delta.getBytes(UTF_8).length).isPositive());
        }
    }
}
