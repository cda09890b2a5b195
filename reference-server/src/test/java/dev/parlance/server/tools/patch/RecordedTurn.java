package dev.parlance.server.tools.patch;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecision;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalParams;
import dev.parlance.agent.protocol.FileChangeApprovalDecision;
import dev.parlance.agent.protocol.FileChangeRequestApprovalParams;
import dev.parlance.agent.protocol.FileChangeThreadItem;
import dev.parlance.agent.protocol.SandboxPolicy;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.agent.protocol.WorkspaceWriteSandboxPolicy;
import dev.parlance.server.patch.AppliedPatch;
import dev.parlance.server.turn.ApprovalDesk;
import dev.parlance.server.turn.Hook;
import dev.parlance.server.turn.ItemSink;
import dev.parlance.server.turn.SessionGrants;
import dev.parlance.server.turn.TurnScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A turn that writes down what it is told, in order, and answers approvals as the test says. */
final class RecordedTurn implements TurnScope, ItemSink, ApprovalDesk {
    /** The user. */
    interface User {
        Optional<FileChangeApprovalDecision> answer() throws Exception;
    }

    final List<String> events = new ArrayList<>();
    final List<FileChangeThreadItem> completed = new ArrayList<>();
    final List<FileChangeRequestApprovalParams> asked = new ArrayList<>();
    final List<AppliedPatch> applied = new ArrayList<>();
    AskForApproval policy = AskForApproval.Value.ON_REQUEST;
    SandboxPolicy sandbox = WorkspaceWriteSandboxPolicy.builder()
            .excludeSlashTmp(true)
            .excludeTmpdirEnvVar(true)
            .build();
    User user = () -> {
        throw new AssertionError("the user was asked");
    };
    private final SessionGrants grants = new SessionGrants();
    private final Path cwd;

    RecordedTurn(Path cwd) {
        this.cwd = cwd;
    }

    @Override
    public void start(ThreadItem item) {
        events.add("started " + ((FileChangeThreadItem) item).status());
    }

    @Override
    public void complete(ThreadItem item) {
        completed.add((FileChangeThreadItem) item);
        events.add("completed " + ((FileChangeThreadItem) item).status());
    }

    @Override
    public Optional<FileChangeApprovalDecision> fileChange(FileChangeRequestApprovalParams params)
            throws InterruptedException {
        events.add("asked");
        asked.add(params);
        try {
            return user.answer();
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Optional<CommandExecutionApprovalDecision> command(CommandExecutionRequestApprovalParams params) {
        throw new AssertionError("no command was asked for");
    }

    @Override
    public String threadId() {
        return "thread-1";
    }

    @Override
    public String turnId() {
        return "turn-1";
    }

    @Override
    public Path cwd() {
        return cwd;
    }

    @Override
    public AskForApproval approvalPolicy() {
        return policy;
    }

    @Override
    public SandboxPolicy sandbox() {
        return sandbox;
    }

    @Override
    public SessionGrants grants() {
        return grants;
    }

    @Override
    public ItemSink items() {
        return this;
    }

    @Override
    public ApprovalDesk approvals() {
        return this;
    }

    @Override
    public AgentClient audience() {
        return new AgentClient() {};
    }

    @Override
    public Consumer<AppliedPatch> changes() {
        return patch -> {
            events.add("changed");
            applied.add(patch);
        };
    }

    @Override
    public Hook onInterrupt(Runnable stop) {
        return () -> {};
    }
}
