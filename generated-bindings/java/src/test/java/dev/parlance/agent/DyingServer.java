package dev.parlance.agent;

import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.AgentBinding;
import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AgentMessageDeltaNotification;
import dev.parlance.agent.protocol.AgentServer;
import dev.parlance.agent.protocol.InitializeParams;
import dev.parlance.agent.protocol.InitializeResponse;
import dev.parlance.agent.protocol.ThreadStartParams;
import dev.parlance.agent.protocol.ThreadStartResponse;
import dev.parlance.agent.protocol.Turn;
import dev.parlance.agent.protocol.TurnStartParams;
import dev.parlance.agent.protocol.TurnStartResponse;
import dev.parlance.agent.protocol.TurnStatus;
import dev.parlance.agent.protocol.TurnSteerParams;
import dev.parlance.agent.protocol.TurnSteerResponse;
import dev.parlance.rpc.Peer;
import dev.parlance.rpc.StdioTransport;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A server as a child process that dies in the middle of a turn, when it is steered; or at once, when told so. */
public final class DyingServer implements AgentServer {
    private final AgentClient client;

    private DyingServer(AgentClient client) {
        this.client = client;
    }

    /** Serves stdin; with an argument it complains of it and ends. */
    public static void main(String[] args) {
        if (args.length > 0) {
            die(3, args[0]);
        }
        Peer peer = Peer.builder(StdioTransport.open())
                .handlers(caller -> AgentBinding.handlers(new DyingServer(AgentBinding.client(caller))))
                .start();
        peer.closed().join();
    }

    private static void die(int code, String words) {
        System.err.println(words);
        Runtime.getRuntime().halt(code);
    }

    @Override
    public CompletableFuture<InitializeResponse> initialize(InitializeParams params) {
        return CompletableFuture.completedFuture(InitializeResponse.builder()
                .userAgent(String.valueOf(ProcessHandle.current().pid()))
                .codexHome(new AbsolutePathBuf("/home/test"))
                .platformFamily("unix")
                .platformOs(String.valueOf(System.getenv("DYING_SERVER")))
                .build());
    }

    @Override
    public ThreadRequests thread() {
        return new ThreadRequests() {
            @Override
            public CompletableFuture<ThreadStartResponse> start(ThreadStartParams params) {
                return CompletableFuture.completedFuture(TestThreads.started("thread-1"));
            }
        };
    }

    @Override
    public TurnRequests turn() {
        return new TurnRequests() {
            @Override
            public CompletableFuture<TurnStartResponse> start(TurnStartParams params) {
                client.itemAgentMessageDelta(AgentMessageDeltaNotification.builder()
                        .threadId("thread-1")
                        .turnId("turn-1")
                        .itemId("m1")
                        .delta("last words")
                        .build());
                return CompletableFuture.completedFuture(TurnStartResponse.builder()
                        .turn(Turn.builder()
                                .id("turn-1")
                                .items(List.of())
                                .status(TurnStatus.IN_PROGRESS)
                                .build())
                        .build());
            }

            @Override
            public CompletableFuture<TurnSteerResponse> steer(TurnSteerParams params) {
                die(42, "panicked at main loop");
                return new CompletableFuture<>();
            }
        };
    }
}
