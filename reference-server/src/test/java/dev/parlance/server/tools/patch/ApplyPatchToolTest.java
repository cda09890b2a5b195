package dev.parlance.server.tools.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.AskForApprovalGranular;
import dev.parlance.agent.protocol.DangerFullAccessSandboxPolicy;
import dev.parlance.agent.protocol.FileChangeApprovalDecision;
import dev.parlance.agent.protocol.FileChangeRequestApprovalParams;
import dev.parlance.agent.protocol.FileChangeThreadItem;
import dev.parlance.agent.protocol.FileUpdateChange;
import dev.parlance.agent.protocol.PatchApplyStatus;
import dev.parlance.agent.protocol.ReadOnlySandboxPolicy;
import dev.parlance.agent.protocol.UpdatePatchChangeKind;
import dev.parlance.server.Json;
import dev.parlance.server.patch.AppliedPatch;
import dev.parlance.server.patch.AppliedPatch.FileEdit;
import dev.parlance.server.turn.ToolCall;
import dev.parlance.server.turn.ToolOutput;
import dev.parlance.server.turn.TurnCancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApplyPatchToolTest {
    private static final String INSIDE = "*** Update File: a.txt\n-one\n+two\n";
    private static final String OUTSIDE = "*** Add File: ../outside.txt\n+x\n";
    private static final ToolOutput BY_USER = ToolOutput.failed("patch rejected by user");
    private static final ToolOutput READ_ONLY = ToolOutput.failed(
            "patch rejected: writing is blocked by read-only sandbox; the approval policy does not let the user be asked");
    private static final ToolOutput ELSEWHERE =
            ToolOutput.failed("patch rejected: it writes outside of the folders that the sandbox leaves writable;"
                    + " the approval policy does not let the user be asked");

    @TempDir
    private Path temp;

    private Path top;
    private Path work;
    private ApplyPatchTool tool;
    private RecordedTurn turn;

    @BeforeEach
    void folders() throws IOException {
        top = temp.toRealPath();
        work = Files.createDirectory(top.resolve("work"));
        Files.writeString(work.resolve("a.txt"), "one\n");
        tool = new ApplyPatchTool(work.resolve("home"));
        turn = new RecordedTurn(work);
    }

    @Test
    void changeInsideTheWorkspaceIsAppliedUnasked() throws Exception {
        assertThat(run(INSIDE)).isEqualTo(applied("update " + work + "/a.txt"));
        assertThat(turn.events).containsExactly("started inProgress", "completed completed", "changed");
        assertThat(turn.completed)
                .containsExactly(FileChangeThreadItem.builder()
                        .id("call-1")
                        .status(PatchApplyStatus.COMPLETED)
                        .changes(List.of(FileUpdateChange.of(
                                "@@ -1 +1 @@\n-one\n+two\n",
                                new UpdatePatchChangeKind(null, Collections.singletonMap("move_path", null)),
                                work + "/a.txt")))
                        .build());
        assertThat(turn.applied)
                .containsExactly(
                        new AppliedPatch(List.of(new FileEdit(work.resolve("a.txt"), null, "one\n", "two\n"))));
        assertThat(work.resolve("a.txt")).hasContent("two\n");
    }

    @Test
    void functionCallCarriesThePatchAsInput() throws Exception {
        String json = Json.MAPPER.writeValueAsString(Map.of("input", patch(INSIDE)));
        assertThat(tool.run(new ToolCall("call-1", "apply_patch", json, false), turn))
                .isEqualTo(applied("update " + work + "/a.txt"));
        assertThat(tool.run(new ToolCall("call-2", "apply_patch", "{", false), turn)
                        .text())
                .startsWith("failed to parse function arguments: ");
        assertThat(tool.run(new ToolCall("call-3", "apply_patch", "{\"input\":7}", false), turn))
                .isEqualTo(
                        ToolOutput.failed(
                                "patch not applied: line 1 of the patch: a patch begins with \"*** Begin Patch\", found \"7\""));
    }

    @Test
    void patchThatDoesNotFitMakesNoItem() throws Exception {
        assertThat(run("*** Update File: a.txt\n-three\n+two\n"))
                .isEqualTo(ToolOutput.failed("patch not applied: the hunk at line 3 of the patch does not fit " + work
                        + "/a.txt: these lines are not in the file; read the file again:\n  three"));
        assertThat(turn.events).isEmpty();
    }

    @Test
    void askedOutsideTheWorkspaceAndAppliedAfterAcceptanceOnly() throws Exception {
        turn.user = () -> {
            assertThat(top.resolve("outside.txt")).doesNotExist();
            return Optional.of(FileChangeApprovalDecision.ACCEPT);
        };
        assertThat(run(OUTSIDE)).isEqualTo(applied("add " + top + "/outside.txt"));
        assertThat(turn.events).containsExactly("started inProgress", "asked", "completed completed", "changed");
        FileChangeRequestApprovalParams asked = turn.asked.get(0);
        assertThat(asked)
                .isEqualTo(FileChangeRequestApprovalParams.builder()
                        .threadId("thread-1")
                        .turnId("turn-1")
                        .itemId("call-1")
                        .startedAtMs(asked.startedAtMs())
                        .build());
        assertThat(top.resolve("outside.txt")).hasContent("x\n");
    }

    @Test
    void acceptanceIsForOnce() throws Exception {
        turn.user = () -> Optional.of(FileChangeApprovalDecision.ACCEPT);
        run(OUTSIDE);
        run("*** Delete File: ../outside.txt\n");
        assertThat(turn.asked).hasSize(2);
    }

    @Test
    void acceptanceForTheSessionIsForExactlyThoseFiles() throws Exception {
        turn.user = () -> Optional.of(FileChangeApprovalDecision.ACCEPT_FOR_SESSION);
        run(OUTSIDE);
        run("*** Update File: " + top + "/outside.txt\n-x\n+y\n");
        assertThat(turn.asked).hasSize(1);
        turn.user = () -> Optional.of(FileChangeApprovalDecision.DECLINE);
        assertThat(run("*** Update File: ../outside.txt\n-y\n+z\n*** Add File: ../other.txt\n+x\n"))
                .isEqualTo(BY_USER);
        assertThat(run("*** Update File: ../outside.txt\n*** Move to: ../moved.txt\n"))
                .isEqualTo(BY_USER);
        assertThat(turn.asked).hasSize(3);
        assertThat(top.resolve("outside.txt")).hasContent("y\n");
    }

    @Test
    void declinedPatchChangesNothing() throws Exception {
        turn.user = () -> Optional.of(FileChangeApprovalDecision.DECLINE);
        assertThat(run(OUTSIDE)).isEqualTo(BY_USER);
        assertThat(turn.events).containsExactly("started inProgress", "asked", "completed declined");
        assertThat(top.resolve("outside.txt")).doesNotExist();
    }

    @Test
    void cancelEndsTheTurn() {
        turn.user = () -> Optional.of(FileChangeApprovalDecision.CANCEL);
        assertThatExceptionOfType(TurnCancelledException.class).isThrownBy(() -> run(OUTSIDE));
        assertThat(turn.events).containsExactly("started inProgress", "asked", "completed declined");
        assertThat(top.resolve("outside.txt")).doesNotExist();
    }

    @Test
    void noValidAnswerIsNoAcceptance() throws Exception {
        turn.user = Optional::empty;
        assertThat(run(OUTSIDE))
                .isEqualTo(ToolOutput.failed("patch not applied: the user was asked and gave no valid answer"));
        assertThat(turn.events).containsExactly("started inProgress", "asked", "completed failed");
        assertThat(top.resolve("outside.txt")).doesNotExist();
    }

    @Test
    void interruptWhileAskingClosesTheItem() {
        turn.user = () -> {
            throw new InterruptedException();
        };
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> run(OUTSIDE));
        assertThat(turn.events).containsExactly("started inProgress", "asked", "completed failed");
        assertThat(top.resolve("outside.txt")).doesNotExist();
    }

    @Test
    void interruptBeforeTheStartMakesNoItem() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> run(INSIDE));
        assertThat(turn.events).isEmpty();
        assertThat(work.resolve("a.txt")).hasContent("one\n");
    }

    @Test
    void interruptAfterTheAnswerWritesNothing() {
        turn.policy = AskForApproval.Value.UNTRUSTED;
        turn.user = () -> {
            Thread.currentThread().interrupt();
            return Optional.of(FileChangeApprovalDecision.ACCEPT);
        };
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> run(INSIDE + "*** Add File: n\n+x\n"));
        assertThat(turn.events).containsExactly("started inProgress", "asked", "completed failed");
        assertThat(work.resolve("a.txt")).hasContent("one\n");
        assertThat(work.toFile().list()).containsExactly("a.txt");
    }

    @Test
    void untrustedAsksAlways() throws Exception {
        turn.policy = AskForApproval.Value.UNTRUSTED;
        turn.user = () -> Optional.of(FileChangeApprovalDecision.ACCEPT);
        run(INSIDE);
        turn.sandbox = DangerFullAccessSandboxPolicy.of();
        run("*** Update File: a.txt\n-two\n+three\n");
        assertThat(turn.asked).hasSize(2);
    }

    @Test
    void neverRefusesWithoutAnItem() throws Exception {
        turn.policy = AskForApproval.Value.NEVER;
        assertThat(run(OUTSIDE)).isEqualTo(ELSEWHERE);
        turn.sandbox = ReadOnlySandboxPolicy.builder().build();
        assertThat(run(INSIDE)).isEqualTo(READ_ONLY);
        assertThat(turn.events).isEmpty();
        assertThat(work.resolve("a.txt")).hasContent("one\n");
    }

    @Test
    void readOnlyAsksWhereThePolicyLets() throws Exception {
        turn.sandbox = ReadOnlySandboxPolicy.builder().build();
        turn.user = () -> Optional.of(FileChangeApprovalDecision.DECLINE);
        assertThat(run(INSIDE)).isEqualTo(BY_USER);
        turn.policy = granular(true);
        assertThat(run(INSIDE)).isEqualTo(BY_USER);
        turn.policy = granular(false);
        assertThat(run(INSIDE)).isEqualTo(READ_ONLY);
        assertThat(turn.asked).hasSize(2);
    }

    @Test
    void fullAccessAsksNobody() throws Exception {
        turn.sandbox = DangerFullAccessSandboxPolicy.of();
        turn.policy = AskForApproval.Value.NEVER;
        assertThat(run(OUTSIDE)).isEqualTo(applied("add " + top + "/outside.txt"));
        assertThat(turn.events).containsExactly("started inProgress", "completed completed", "changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "sub/../../x",
                "ABS/x",
                "dir/x",
                "file",
                "dangling",
                "dir/../x",
                ".git/hooks/pre-commit",
                ".GIT/config",
                "home/config.toml",
                "h/config.toml",
                "g/hooks/x",
                "/etc/parlance-test"
            })
    void noWayOutOfTheWorkspaceIsUnasked(String way) throws Exception {
        Files.createDirectories(work.resolve(".git/hooks"));
        Files.createDirectory(work.resolve("home"));
        Files.createDirectory(top.resolve("elsewhere"));
        Files.createSymbolicLink(work.resolve("dir"), top.resolve("elsewhere"));
        Files.createSymbolicLink(work.resolve("dangling"), Path.of("../later"));
        Files.createSymbolicLink(work.resolve("file"), Files.writeString(top.resolve("victim"), "v\n"));
        Files.createSymbolicLink(work.resolve("h"), work.resolve("home"));
        Files.createSymbolicLink(work.resolve("g"), work.resolve(".git"));
        turn.user = () -> Optional.of(FileChangeApprovalDecision.DECLINE);
        String add = "*** Add File: " + way.replace("ABS", top.toString()) + "\n+x\n";
        assertThat(run(add)).isEqualTo(BY_USER);
        turn.policy = AskForApproval.Value.NEVER;
        assertThat(run(INSIDE + add)).isEqualTo(ELSEWHERE);
        assertThat(run("*** Update File: a.txt\n*** Move to: " + way.replace("ABS", top.toString()) + "\n")
                        .success())
                .isFalse();
        assertThat(turn.events).containsExactly("started inProgress", "asked", "completed declined");
        assertThat(work.resolve("a.txt")).hasContent("one\n");
        assertThat(top.resolve("victim")).hasContent("v\n");
    }

    @Test
    void linkSwappedWhileTheUserIsAskedWritesNothing() throws Exception {
        Path allowed = Files.writeString(top.resolve("allowed"), "v\n");
        Path victim = Files.writeString(top.resolve("victim"), "v\n");
        Path link = Files.createSymbolicLink(work.resolve("link"), allowed);
        turn.user = () -> {
            Files.delete(link);
            Files.createSymbolicLink(link, victim);
            return Optional.of(FileChangeApprovalDecision.ACCEPT);
        };
        assertThat(run("*** Update File: link\n-v\n+w\n"))
                .isEqualTo(ToolOutput.failed(
                        "patch not applied: the files, or where their paths lead, have changed meanwhile;"
                                + " read them again"));
        assertThat(turn.events).containsExactly("started inProgress", "asked", "completed failed");
        assertThat(allowed).hasContent("v\n");
        assertThat(victim).hasContent("v\n");
    }

    @Test
    void fileChangedWhileTheUserIsAskedIsLeftAlone() throws Exception {
        turn.policy = AskForApproval.Value.UNTRUSTED;
        turn.user = () -> {
            Files.writeString(work.resolve("a.txt"), "one\nmore\n");
            return Optional.of(FileChangeApprovalDecision.ACCEPT);
        };
        assertThat(run(INSIDE).success()).isFalse();
        assertThat(turn.events).containsExactly("started inProgress", "asked", "completed failed");
        assertThat(work.resolve("a.txt")).hasContent("one\nmore\n");
    }

    @Test
    void offeredAsAFreeTextTool() {
        Map<String, Object> definition = tool.definition();
        assertThat(definition)
                .containsOnlyKeys("type", "name", "description", "format")
                .containsEntry("type", "custom")
                .containsEntry("name", "apply_patch")
                .containsEntry("format", Map.of("type", "text"));
        assertThat((String) definition.get("description")).contains("*** Begin Patch", "*** Move to: ");
    }

    private static AskForApproval granular(boolean sandboxApproval) {
        return new AskForApproval.Granular(AskForApprovalGranular.builder()
                .mcpElicitations(false)
                .rules(false)
                .sandboxApproval(sandboxApproval)
                .build());
    }

    private static ToolOutput applied(String line) {
        return ToolOutput.ok("The patch is applied. Files changed:\n" + line + "\n");
    }

    private static String patch(String sections) {
        return "*** Begin Patch\n" + sections + "*** End Patch";
    }

    private ToolOutput run(String sections) throws InterruptedException {
        return tool.run(new ToolCall("call-1", "apply_patch", patch(sections), true), turn);
    }
}
