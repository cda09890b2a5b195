package dev.parlance.server.tools.shell;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecision;
import dev.parlance.agent.protocol.CommandExecutionOutputDeltaNotification;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalParams;
import dev.parlance.agent.protocol.CommandExecutionThreadItem;
import dev.parlance.agent.protocol.FileChangeApprovalDecision;
import dev.parlance.agent.protocol.FileChangeRequestApprovalParams;
import dev.parlance.agent.protocol.SandboxPolicy;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.server.patch.AppliedPatch;
import dev.parlance.server.turn.ApprovalDesk;
import dev.parlance.server.turn.Hook;
import dev.parlance.server.turn.ItemSink;
import dev.parlance.server.turn.SessionGrants;
import dev.parlance.server.turn.TurnScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A turn that records what a tool sends, in order, and answers approvals as it is told. */
final class RecordingTurn implements TurnScope, ItemSink, ApprovalDesk, AgentClient {
    /** How the user answers; null is no valid answer. */
    interface User {
        @Nullable
        CommandExecutionApprovalDecision answer(CommandExecutionRequestApprovalParams question)
                throws InterruptedException;
    }

    final List<CommandExecutionThreadItem> started = new ArrayList<>();
    final List<CommandExecutionThreadItem> completed = new ArrayList<>();
    final List<CommandExecutionRequestApprovalParams> questions = new ArrayList<>();
    final List<String> order = Collections.synchronizedList(new ArrayList<>());

    @SuppressWarnings("JdkObsolete") // written by the thread that reads output, read by the test
    final StringBuffer deltas = new StringBuffer();

    final CountDownLatch firstDelta = new CountDownLatch(1);
    final SessionGrants grants = new SessionGrants();
    AskForApproval policy = AskForApproval.Value.ON_REQUEST;
    User user = question -> null;
    private final Path cwd;
    private final SandboxPolicy sandbox;
    private volatile @Nullable Runnable stop;

    RecordingTurn(Path cwd, SandboxPolicy sandbox) {
        this.cwd = cwd;
        this.sandbox = sandbox;
    }

    void interrupt() {
        Runnable current = stop;
        if (current != null) {
            current.run();
        }
    }

    @Override
    public String threadId() {
        return "thread";
    }

    @Override
    public String turnId() {
        return "turn";
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
        return this;
    }

    @Override
    public Consumer<AppliedPatch> changes() {
        return patch -> {};
    }

    @Override
    public Hook onInterrupt(Runnable action) {
        stop = action;
        return () -> stop = null;
    }

    @Override
    public void start(ThreadItem item) {
        order.add("started");
        started.add((CommandExecutionThreadItem) item);
    }

    @Override
    public void complete(ThreadItem item) {
        order.add("completed");
        completed.add((CommandExecutionThreadItem) item);
    }

    @Override
    public Optional<CommandExecutionApprovalDecision> command(CommandExecutionRequestApprovalParams params)
            throws InterruptedException {
        order.add("asked");
        questions.add(params);
        return Optional.ofNullable(user.answer(params));
    }

    @Override
    public Optional<FileChangeApprovalDecision> fileChange(FileChangeRequestApprovalParams params) {
        return Optional.empty();
    }

    @Override
    public void itemCommandExecutionOutputDelta(CommandExecutionOutputDeltaNotification params) {
        order.add("delta");
        deltas.append(params.delta());
        firstDelta.countDown();
    }
}
