package dev.parlance.server.tools.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.AskForApprovalGranular;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecision;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecision.AcceptWithExecpolicyAmendment;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecision.Value;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecisionAcceptWithExecpolicyAmendment;
import dev.parlance.agent.protocol.CommandExecutionApprovalKind;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalParams;
import dev.parlance.agent.protocol.CommandExecutionSource;
import dev.parlance.agent.protocol.CommandExecutionStatus;
import dev.parlance.agent.protocol.CommandExecutionThreadItem;
import dev.parlance.agent.protocol.DangerFullAccessSandboxPolicy;
import dev.parlance.agent.protocol.LegacyAppPathString;
import dev.parlance.agent.protocol.ListFilesCommandAction;
import dev.parlance.agent.protocol.ReadOnlySandboxPolicy;
import dev.parlance.agent.protocol.SandboxPolicy;
import dev.parlance.agent.protocol.UnknownCommandAction;
import dev.parlance.server.Json;
import dev.parlance.server.Threads;
import dev.parlance.server.exec.ExecRules;
import dev.parlance.server.exec.RunningCommands;
import dev.parlance.server.exec.Sandbox;
import dev.parlance.server.turn.ToolCall;
import dev.parlance.server.turn.ToolOutput;
import dev.parlance.server.turn.TurnCancelledException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ShellToolTest {
    private static final SandboxPolicy FULL =
            DangerFullAccessSandboxPolicy.builder().build();
    private static final SandboxPolicy READ_ONLY =
            ReadOnlySandboxPolicy.builder().build();

    @TempDir
    Path cwd;

    @TempDir
    Path home;

    private final RunningCommands commands = new RunningCommands(4);
    private ShellTool tool;
    private RecordingTurn turn;

    @BeforeEach
    void makeTool() {
        tool = new ShellTool(commands, Sandbox.unavailable("no sandbox here"), new ExecRules(home), environment());
        turn = new RecordingTurn(cwd, FULL);
    }

    @AfterEach
    void endAll() {
        commands.close();
    }

    @Test
    void aCommandThatNeedsNoApprovalIsAnnouncedStreamedAndCompleted() throws Exception {
        Files.createFile(cwd.resolve("file.txt"));
        ToolOutput output = run(Map.of("cmd", "ls"));
        assertThat(output.success()).isTrue();
        assertThat(output.text()).startsWith("Exit code: 0\nWall time: ").endsWith(" seconds\nOutput:\nfile.txt\n");
        CommandExecutionThreadItem first = CommandExecutionThreadItem.builder()
                .id("call")
                .command("/bin/bash -lc ls")
                .cwd(LegacyAppPathString.of(cwd.toString()))
                .processId(turn.started.get(0).processId())
                .source(CommandExecutionSource.UNIFIED_EXEC_STARTUP)
                .status(CommandExecutionStatus.IN_PROGRESS)
                .commandActions(
                        List.of(ListFilesCommandAction.builder().command("ls").build()))
                .build();
        assertThat(turn.started).containsExactly(first);
        assertThat(first.processId()).containsOnlyDigits();
        assertThat(turn.completed)
                .containsExactly(first.toBuilder()
                        .status(CommandExecutionStatus.COMPLETED)
                        .aggregatedOutput("file.txt\n")
                        .exitCode(0)
                        .durationMs(turn.completed.get(0).durationMs())
                        .build());
        assertThat(turn.order).startsWith("started").endsWith("completed");
        assertThat(turn.deltas.toString()).isEqualTo("file.txt\n");
    }

    @Test
    void aFailingCommandFailsItsItem() throws Exception {
        ToolOutput output = run(Map.of("cmd", "echo no >&2; exit 7"));
        assertThat(output.success()).isFalse();
        assertThat(output.text()).startsWith("Exit code: 7\n").endsWith("\nno\n");
        assertThat(turn.completed.get(0).status()).isEqualTo(CommandExecutionStatus.FAILED);
        assertThat(turn.completed.get(0).exitCode()).isEqualTo(7);
    }

    @Test
    void aTimeoutIsToldToTheModel() throws Exception {
        ToolOutput output = run(Map.of("cmd", "echo a; sleep 521", "timeout_ms", 300));
        assertThat(output.text()).startsWith("The command was killed after its timeout of 300 ms.\nExit code: 124\n");
        assertThat(turn.completed.get(0).exitCode()).isEqualTo(124);
        assertThat(turn.completed.get(0).status()).isEqualTo(CommandExecutionStatus.FAILED);
    }

    @Test
    void aMissingFolderFailsTheItemWithTheReason() throws Exception {
        ToolOutput output = run(Map.of("cmd", "ls", "workdir", "missing"));
        String reason = "the command could not be started: there is no folder " + cwd.resolve("missing");
        assertThat(output.text()).contains(reason);
        assertThat(output.success()).isFalse();
        assertThat(turn.started.get(0).processId()).isNull();
        assertThat(turn.completed.get(0))
                .isEqualTo(turn.started.get(0).toBuilder()
                        .status(CommandExecutionStatus.FAILED)
                        .aggregatedOutput(reason)
                        .exitCode(-1)
                        .durationMs(0L)
                        .build());
    }

    @Test
    void theCommandLineShownRunsTheSame() throws Exception {
        String cmd = "printf '%s|' 'it'\"'\"'s' \"$((1+1))\"";
        run(Map.of("cmd", cmd));
        Process shown = new ProcessBuilder("/bin/sh", "-c", turn.started.get(0).command()).start();
        assertThat(new String(shown.getInputStream().readAllBytes(), UTF_8))
                .isEqualTo("it's|2|")
                .isEqualTo(turn.completed.get(0).aggregatedOutput());
    }

    @Test
    void underUntrustedEverythingIsAskedAndTheItemIsStartedOnce() throws Exception {
        turn.policy = AskForApproval.Value.UNTRUSTED;
        turn.user = question -> {
            assertThat(cwd).isEmptyDirectory();
            return Value.ACCEPT;
        };
        run(Map.of("cmd", "touch x", "justification", "May I?"));
        assertThat(turn.order)
                .startsWith("started", "asked")
                .endsWith("completed")
                .doesNotHaveDuplicates();
        assertThat(turn.questions)
                .containsExactly(CommandExecutionRequestApprovalParams.builder()
                        .kind(CommandExecutionApprovalKind.COMMAND)
                        .threadId("thread")
                        .turnId("turn")
                        .itemId("call")
                        .startedAtMs(turn.questions.get(0).startedAtMs())
                        .environmentId("local")
                        .reason("May I?")
                        .command("/bin/bash -lc 'touch x'")
                        .cwd(LegacyAppPathString.of(cwd.toString()))
                        .commandActions(List.of(UnknownCommandAction.builder()
                                .command("touch x")
                                .build()))
                        .proposedExecpolicyAmendment(List.of("touch", "x"))
                        .availableDecisions(List.of(Value.ACCEPT, amendment("touch", "x"), Value.CANCEL))
                        .build());
        assertThat(turn.started.get(0).source()).isEqualTo(CommandExecutionSource.AGENT);
        assertThat(turn.started.get(0).processId()).isNull();
        assertThat(turn.completed.get(0).source()).isEqualTo(CommandExecutionSource.UNIFIED_EXEC_STARTUP);
        assertThat(turn.completed.get(0).processId()).containsOnlyDigits();
        assertThat(cwd.resolve("x")).exists();
    }

    @Test
    void acceptIsForOnce() throws Exception {
        turn.policy = AskForApproval.Value.UNTRUSTED;
        turn.user = question -> Value.ACCEPT;
        run(Map.of("cmd", "true"));
        run(Map.of("cmd", "true"));
        assertThat(turn.questions).hasSize(2);
    }

    @Test
    void acceptForSessionIsForTheSameCommandInTheSameFolder() throws Exception {
        Files.createDirectory(cwd.resolve("sub"));
        turn.policy = AskForApproval.Value.UNTRUSTED;
        turn.user = question -> Value.ACCEPT_FOR_SESSION;
        run(Map.of("cmd", "ls -la"));
        run(Map.of("cmd", "ls -la"));
        assertThat(turn.questions).hasSize(1);
        run(Map.of("cmd", "ls -l"));
        run(Map.of("cmd", "ls -la", "workdir", "sub"));
        assertThat(turn.questions).hasSize(3);
    }

    @Test
    void anAcceptedAmendmentIsSavedAndCoversLaterCommands() throws Exception {
        turn.policy = AskForApproval.Value.UNTRUSTED;
        turn.user = question -> amendment("echo", "a");
        run(Map.of("cmd", "echo a b", "prefix_rule", List.of("echo", "a")));
        run(Map.of("cmd", "echo a c"));
        assertThat(turn.questions).hasSize(1);
        assertThat(new ExecRules(home).allows("echo a d", true)).isTrue();
        turn.user = question -> Value.DECLINE;
        run(Map.of("cmd", "echo a c; touch x"));
        assertThat(turn.questions).hasSize(2);
        assertThat(cwd).isEmptyDirectory();
    }

    @Test
    void anAmendmentWiderThanTheOfferGrantsNothing() throws Exception {
        turn.policy = AskForApproval.Value.UNTRUSTED;
        turn.user = question -> amendment("touch");
        ToolOutput output = run(Map.of("cmd", "touch x"));
        assertThat(output).isEqualTo(ToolOutput.failed("approval request failed: the command was not run"));
        turn.user = question -> amendment("touch", "x");
        assertThat(run(Map.of("cmd", "touch x $(true)")).success()).isFalse();
        assertThat(cwd).isEmptyDirectory();
        assertThat(new ExecRules(home).allows("touch x", false)).isFalse();
        assertThat(turn.completed).allMatch(item -> item.status().equals(CommandExecutionStatus.FAILED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "sudo", "python3", "env", "git"})
    void launchersAreNotOfferedAsRules(String program) throws Exception {
        turn.policy = AskForApproval.Value.UNTRUSTED;
        run(Map.of("cmd", program));
        run(Map.of("cmd", program + " a b", "prefix_rule", List.of(program)));
        assertThat(turn.questions.get(0).proposedExecpolicyAmendment()).isNull();
        assertThat(turn.questions.get(1).proposedExecpolicyAmendment()).containsExactly(program, "a", "b");
    }

    @Test
    void declineEndsTheItemAsDeclinedAndTheTurnGoesOn() throws Exception {
        turn.policy = AskForApproval.Value.UNTRUSTED;
        turn.user = question -> Value.DECLINE;
        assertThat(run(Map.of("cmd", "touch x"))).isEqualTo(ToolOutput.failed("command rejected by user"));
        assertThat(turn.completed)
                .containsExactly(turn.started.get(0).toBuilder()
                        .status(CommandExecutionStatus.DECLINED)
                        .build());
        assertThat(cwd).isEmptyDirectory();
    }

    @Test
    void cancelEndsTheItemAsDeclinedAndTheTurnToo() {
        turn.policy = AskForApproval.Value.UNTRUSTED;
        turn.user = question -> Value.CANCEL;
        assertThatThrownBy(() -> run(Map.of("cmd", "touch x"))).isInstanceOf(TurnCancelledException.class);
        assertThat(turn.completed)
                .extracting(CommandExecutionThreadItem::status)
                .containsExactly(CommandExecutionStatus.DECLINED);
        assertThat(cwd).isEmptyDirectory();
    }

    @Test
    void noValidAnswerGrantsNothing() throws Exception {
        turn.policy = AskForApproval.Value.UNTRUSTED;
        for (CommandExecutionApprovalDecision answer :
                new CommandExecutionApprovalDecision[] {null, new CommandExecutionApprovalDecision.Unknown("yes")}) {
            turn.user = question -> answer;
            assertThat(run(Map.of("cmd", "touch x")).text()).startsWith("approval request failed");
        }
        assertThat(turn.completed)
                .extracting(CommandExecutionThreadItem::status)
                .containsExactly(CommandExecutionStatus.FAILED, CommandExecutionStatus.FAILED);
        assertThat(cwd).isEmptyDirectory();
    }

    @Test
    void anInterruptWhileTheUserIsAskedClosesTheItem() {
        turn.policy = AskForApproval.Value.UNTRUSTED;
        turn.user = question -> {
            throw new InterruptedException();
        };
        assertThatThrownBy(() -> run(Map.of("cmd", "touch x"))).isInstanceOf(InterruptedException.class);
        assertThat(turn.completed.get(0).status()).isEqualTo(CommandExecutionStatus.FAILED);
        assertThat(turn.completed.get(0).exitCode()).isEqualTo(-1);
        assertThat(cwd).isEmptyDirectory();
    }

    @Test
    void anInterruptKillsTheCommandAndClosesTheItemWithItsOutput() throws Exception {
        Throwable[] thrown = new Throwable[1];
        Thread turnThread = Threads.start("test", () -> {
            try {
                run(Map.of("cmd", "echo begun; sleep 522 & sleep 522"));
            } catch (InterruptedException e) {
                thrown[0] = e;
            }
        });
        assertThat(turn.firstDelta.await(20, TimeUnit.SECONDS)).isTrue();
        turn.interrupt();
        turnThread.join();
        assertThat(thrown[0]).isInstanceOf(InterruptedException.class);
        CommandExecutionThreadItem last = turn.completed.get(0);
        assertThat(last)
                .isEqualTo(turn.started.get(0).toBuilder()
                        .status(CommandExecutionStatus.FAILED)
                        .aggregatedOutput("begun\ncommand aborted by user")
                        .exitCode(-1)
                        .durationMs(last.durationMs())
                        .build());
        assertThat(turn.deltas.toString()).isEqualTo(last.aggregatedOutput());
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains("sleep 522")))
                .isEmpty();
    }

    @Test
    void withoutASandboxNothingRunsUnasked() throws Exception {
        turn = new RecordingTurn(cwd, READ_ONLY);
        turn.user = question -> Value.DECLINE;
        assertThat(run(Map.of("cmd", "touch x")).text()).isEqualTo("command rejected by user");
        assertThat(turn.questions.get(0).reason()).isEqualTo("no sandbox here");
        turn.policy = AskForApproval.Value.NEVER;
        assertThat(run(Map.of("cmd", "touch x")).text())
                .isEqualTo("command rejected: the user is not asked under this approval policy. no sandbox here");
        assertThat(turn.questions).hasSize(1);
        assertThat(cwd).isEmptyDirectory();
    }

    @Test
    void neverRefusesEscalationWithoutAnItem() throws Exception {
        turn = new RecordingTurn(cwd, READ_ONLY);
        turn.policy = AskForApproval.Value.NEVER;
        assertThat(run(Map.of("cmd", "touch x", "sandbox_permissions", "require_escalated"))
                        .text())
                .startsWith("command rejected: the approval policy lets nothing run outside the sandbox");
        turn.policy = new AskForApproval.Granular(AskForApprovalGranular.builder()
                .mcpElicitations(true)
                .rules(true)
                .sandboxApproval(false)
                .build());
        assertThat(run(Map.of("cmd", "touch x", "sandbox_permissions", "require_escalated"))
                        .success())
                .isFalse();
        assertThat(turn.order).isEmpty();
        assertThat(cwd).isEmptyDirectory();
    }

    @Test
    void aPolicyThatIsNotKnownAsks() throws Exception {
        turn.policy = new AskForApproval.Unknown("sometimes");
        run(Map.of("cmd", "touch x"));
        assertThat(turn.questions).hasSize(1);
        assertThat(cwd).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"cmd\":\"\"}",
                "{\"cmd\":[\"ls\"]}",
                "{\"cmd\":\"ls\",\"timeout_ms\":0}",
                "{\"cmd\":\"ls\",\"timeout_ms\":\"1\"}",
                "{\"cmd\":\"ls\",\"sandbox_permissions\":\"all\"}",
                "{\"cmd\":\"ls\",\"prefix_rule\":\"ls\"}",
                "{\"cmd\":\"ls\",\"prefix_rule\":[1]}",
                "{\"cmd\":\"l\\u0000s\"}",
                "{\"cmd\":\"ls\",\"workdir\":\"a\\u0000b\"}",
                "{\"cmd\":\"ls\""
            })
    void badArgumentsGoBackToTheModelWithoutAnItem(String arguments) throws Exception {
        ToolOutput output = tool.run(new ToolCall("call", "exec_command", arguments, false), turn);
        assertThat(output.success()).isFalse();
        assertThat(output.text()).startsWith("failed to parse function arguments: ");
        assertThat(turn.order).isEmpty();
    }

    @Test
    void theModelSeesHeadAndTailOfALongOutput() throws Exception {
        ToolOutput output = run(Map.of("cmd", "seq 100000"));
        assertThat(output.text())
                .contains("\n1\n2\n", "bytes left out", "\n99999\n100000\n")
                .hasSizeLessThan(10_200);
        assertThat(turn.completed.get(0).aggregatedOutput())
                .isEqualTo(turn.deltas.toString())
                .hasLineCount(100_000);
    }

    @Test
    void theUsersOwnCommandRunsUnaskedAndIsToldToTheModel() throws Exception {
        turn = new RecordingTurn(cwd, READ_ONLY);
        turn.policy = AskForApproval.Value.UNTRUSTED;
        String text = new UserShell(commands, environment()).run("touch x; echo hi", cwd, Duration.ofHours(1), turn);
        assertThat(text)
                .startsWith("<user_shell_command>\n<command>\ntouch x; echo hi\n</command>\n<result>\nExit code: 0\n")
                .endsWith("Output:\nhi\n\n</result>\n</user_shell_command>");
        assertThat(cwd.resolve("x")).exists();
        assertThat(turn.completed)
                .containsExactly(turn.started.get(0).toBuilder()
                        .status(CommandExecutionStatus.COMPLETED)
                        .aggregatedOutput("hi\n")
                        .exitCode(0)
                        .durationMs(turn.completed.get(0).durationMs())
                        .build());
        assertThat(turn.started.get(0).source()).isEqualTo(CommandExecutionSource.USER_SHELL);
        assertThat(turn.questions).isEmpty();
    }

    /** A home of the test's own: login shells read files there, and may do anything. */
    private Map<String, String> environment() {
        return Map.of("PATH", System.getenv("PATH"), "HOME", home.toString());
    }

    private static AcceptWithExecpolicyAmendment amendment(String... words) {
        return new AcceptWithExecpolicyAmendment(CommandExecutionApprovalDecisionAcceptWithExecpolicyAmendment.builder()
                .execpolicyAmendment(List.of(words))
                .build());
    }

    private ToolOutput run(Map<String, Object> arguments) throws InterruptedException {
        String json = new String(Json.bytes(new LinkedHashMap<>(arguments)), UTF_8);
        return tool.run(new ToolCall("call", "exec_command", json, false), turn);
    }
}
