package dev.parlance.example;

import dev.parlance.agent.protocol.AgentBinding;
import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AgentServer;
import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.InitializeParams;
import dev.parlance.agent.protocol.InitializeResponse;
import dev.parlance.agent.protocol.ThreadResumeParams;
import dev.parlance.agent.protocol.ThreadResumeResponse;
import dev.parlance.agent.protocol.ThreadStartParams;
import dev.parlance.agent.protocol.ThreadStartResponse;
import dev.parlance.agent.protocol.ThreadStartedNotification;
import dev.parlance.agent.protocol.ThreadUnsubscribeParams;
import dev.parlance.agent.protocol.ThreadUnsubscribeResponse;
import dev.parlance.agent.protocol.ThreadUnsubscribeStatus;
import dev.parlance.agent.protocol.TurnInterruptParams;
import dev.parlance.agent.protocol.TurnInterruptResponse;
import dev.parlance.agent.protocol.TurnStartParams;
import dev.parlance.agent.protocol.TurnStartResponse;
import dev.parlance.rpc.Caller;
import dev.parlance.rpc.Peer;
import dev.parlance.rpc.RpcException;
import dev.parlance.rpc.StdioTransport;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server without a model: it follows a script, over stdin and stdout, so that a client can be shown without an account.
 * It runs no command and changes no file; it only says it did. What it does not serve is refused by the bindings.
 *
 * <pre>{@code
 * java -cp agent-example.jar dev.parlance.example.ScriptedServer HOME_FOLDER
 * }</pre>
 */
public final class ScriptedServer implements AgentServer {
    private final AgentClient client;
    private final ThreadFiles files;
    private final Map<String, ScriptedTurn> running = new ConcurrentHashMap<>();

    private ScriptedServer(Caller caller, Path home) {
        this.client = AgentBinding.client(caller);
        this.files = new ThreadFiles(home);
    }

    /** Serves stdin until its end; the argument is the folder that threads are kept in. */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("usage: ScriptedServer HOME_FOLDER");
            System.exit(2);
        }
        Path home = Path.of(args[0]);
        Peer peer = Peer.builder(StdioTransport.open())
                .handlers(caller -> AgentBinding.handlers(new ScriptedServer(caller, home)))
                .start();
        peer.closed().join();
    }

    @Override
    public CompletableFuture<InitializeResponse> initialize(InitializeParams params) {
        return CompletableFuture.completedFuture(InitializeResponse.builder()
                .userAgent(params.clientInfo().name() + "/scripted")
                .codexHome(files.home())
                .platformFamily("unix")
                .platformOs(System.getProperty("os.name"))
                .build());
    }

    @Override
    public void initialized() {}

    @Override
    public ThreadRequests thread() {
        return new ThreadRequests() {
            @Override
            public CompletableFuture<ThreadStartResponse> start(ThreadStartParams params) {
                AgentThread thread = files.create(params.cwd());
                client.threadStarted(
                        ThreadStartedNotification.builder().thread(thread).build());
                return CompletableFuture.completedFuture(Answers.started(thread));
            }

            @Override
            public CompletableFuture<ThreadResumeResponse> resume(ThreadResumeParams params) {
                return CompletableFuture.completedFuture(Answers.resumed(files.read(params.threadId())));
            }

            @Override
            public CompletableFuture<ThreadUnsubscribeResponse> unsubscribe(ThreadUnsubscribeParams params) {
                return CompletableFuture.completedFuture(ThreadUnsubscribeResponse.builder()
                        .status(ThreadUnsubscribeStatus.UNSUBSCRIBED)
                        .build());
            }
        };
    }

    @Override
    public TurnRequests turn() {
        return new TurnRequests() {
            @Override
            public CompletableFuture<TurnStartResponse> start(TurnStartParams params) {
                ScriptedTurn turn = new ScriptedTurn(client, files, params);
                if (running.putIfAbsent(params.threadId(), turn) != null) {
                    throw new RpcException(-32600, "a turn of this thread is running");
                }
                CompletableFuture<TurnStartResponse> answer = new CompletableFuture<>();
                // On a thread of its own, since the turn waits for approvals; the answer goes out before its events.
                Thread worker = new Thread(() -> {
                    answer.complete(
                            TurnStartResponse.builder().turn(turn.announced()).build());
                    turn.run(() -> running.remove(params.threadId(), turn));
                });
                worker.setName("turn");
                worker.setDaemon(true);
                worker.start();
                return answer;
            }

            @Override
            public CompletableFuture<TurnInterruptResponse> interrupt(TurnInterruptParams params) {
                ScriptedTurn turn = running.get(params.threadId());
                if (turn == null) {
                    throw new RpcException(-32600, "no active turn to interrupt");
                }
                turn.interrupt();
                return CompletableFuture.completedFuture(
                        TurnInterruptResponse.builder().build());
            }
        };
    }
}
