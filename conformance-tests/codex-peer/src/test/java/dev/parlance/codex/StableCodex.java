package dev.parlance.codex;

import dev.parlance.codex.stable.ClientInfo;
import dev.parlance.codex.stable.CodexBinding;
import dev.parlance.codex.stable.CodexClient;
import dev.parlance.codex.stable.CodexServer;
import dev.parlance.codex.stable.CommandExecutionApprovalDecision;
import dev.parlance.codex.stable.CommandExecutionRequestApprovalParams;
import dev.parlance.codex.stable.CommandExecutionRequestApprovalResponse;
import dev.parlance.codex.stable.FileChangeApprovalDecision;
import dev.parlance.codex.stable.FileChangeRequestApprovalParams;
import dev.parlance.codex.stable.FileChangeRequestApprovalResponse;
import dev.parlance.codex.stable.InitializeParams;
import dev.parlance.codex.stable.v2.AgentMessageDeltaNotification;
import dev.parlance.codex.stable.v2.AskForApproval;
import dev.parlance.codex.stable.v2.CommandExecutionThreadItem;
import dev.parlance.codex.stable.v2.FileChangeThreadItem;
import dev.parlance.codex.stable.v2.ItemCompletedNotification;
import dev.parlance.codex.stable.v2.ItemStartedNotification;
import dev.parlance.codex.stable.v2.SandboxMode;
import dev.parlance.codex.stable.v2.TextUserInput;
import dev.parlance.codex.stable.v2.ThreadItem;
import dev.parlance.codex.stable.v2.ThreadResumeParams;
import dev.parlance.codex.stable.v2.ThreadStartParams;
import dev.parlance.codex.stable.v2.TurnCompletedNotification;
import dev.parlance.codex.stable.v2.TurnInterruptParams;
import dev.parlance.codex.stable.v2.TurnStartParams;
import dev.parlance.rpc.ChildProcess;
import dev.parlance.rpc.Peer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The real server through the bindings that the stable schema alone gives. */
final class StableCodex implements TypedCodex, CodexClient {
    private final Events events = new Events();
    private final Peer peer;
    private final CodexServer server;
    private volatile Supplier<String> decisions = () -> "decline";

    private StableCodex(CodexHome home) throws Exception {
        ChildProcess process = ChildProcess.builder(home.isolatedCommand())
                .directory(home.work().toFile())
                .start();
        this.peer = Peer.builder(process).handlers(CodexBinding.handlers(this)).start();
        this.server = CodexBinding.server(peer);
    }

    static StableCodex start(CodexHome home) throws Exception {
        StableCodex codex = new StableCodex(home);
        ClientInfo info = ClientInfo.builder().name("parlance").version("0.1.0").build();
        codex.server
                .initialize(InitializeParams.builder().clientInfo(info).build())
                .get();
        codex.server.initialized();
        return codex;
    }

    @Override
    public String startThread(String sandbox) throws Exception {
        ThreadStartParams params = ThreadStartParams.builder()
                .approvalPolicy(AskForApproval.Value.ON_REQUEST)
                .sandbox(SandboxMode.of(sandbox))
                .build();
        return server.thread().start(params).get().thread().id();
    }

    @Override
    public String startTurn(String threadId, String text) throws Exception {
        TurnStartParams params = TurnStartParams.builder()
                .threadId(threadId)
                .input(List.of(TextUserInput.builder().text(text).build()))
                .build();
        return server.turn().start(params).get().turn().id();
    }

    @Override
    public void interrupt(String threadId, String turnId) throws Exception {
        server.turn().interrupt(TurnInterruptParams.of(threadId, turnId)).get();
    }

    @Override
    public List<String> resume(String threadId) throws Exception {
        ThreadResumeParams params =
                ThreadResumeParams.builder().threadId(threadId).build();
        return server.thread().resume(params).get().thread().turns().stream()
                .flatMap(turn -> turn.items().stream())
                .map(ThreadItem::type)
                .toList();
    }

    @Override
    public void decide(Supplier<String> newDecisions) {
        decisions = newDecisions;
    }

    @Override
    public Events events() {
        return events;
    }

    @Override
    public void close() {
        peer.close();
    }

    @Override
    public void itemStarted(ItemStartedNotification params) {
        events.add("started " + describe(params.item()));
    }

    @Override
    public void itemCompleted(ItemCompletedNotification params) {
        events.add("completed " + describe(params.item()));
    }

    @Override
    public void itemAgentMessageDelta(AgentMessageDeltaNotification params) {
        events.add(Events.DELTA + params.delta());
    }

    @Override
    public void turnCompleted(TurnCompletedNotification params) {
        events.add(
                "turn " + params.turn().status() + " " + params.turn().items().size());
    }

    @Override
    public void unknownNotification(String method, @Nullable Object params) {
        events.add("unknown " + method);
    }

    @Override
    public CompletableFuture<CommandExecutionRequestApprovalResponse> itemCommandExecutionRequestApproval(
            CommandExecutionRequestApprovalParams params) {
        events.add("asked " + params.itemId());
        CommandExecutionApprovalDecision decision = decisions.get().equals("accept")
                ? CommandExecutionApprovalDecision.Value.ACCEPT
                : CommandExecutionApprovalDecision.Value.DECLINE;
        return CompletableFuture.completedFuture(CommandExecutionRequestApprovalResponse.of(decision));
    }

    @Override
    public CompletableFuture<FileChangeRequestApprovalResponse> itemFileChangeRequestApproval(
            FileChangeRequestApprovalParams params) {
        events.add("asked " + params.itemId());
        FileChangeApprovalDecision decision = FileChangeApprovalDecision.of(decisions.get());
        return CompletableFuture.completedFuture(FileChangeRequestApprovalResponse.of(decision));
    }

    private static String describe(ThreadItem item) {
        String status = "";
        if (item instanceof CommandExecutionThreadItem command) {
            status = String.valueOf(command.status());
        } else if (item instanceof FileChangeThreadItem change) {
            status = String.valueOf(change.status());
        } else if (item instanceof ThreadItem.Unknown) {
            status = "UNKNOWN";
        }
        return (item.type() + " " + status).strip();
    }
}
