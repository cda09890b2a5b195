package dev.parlance.agent;

import dev.parlance.agent.protocol.AgentBinding;
import dev.parlance.agent.protocol.AgentServer;
import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.InitializeResponse;
import dev.parlance.agent.protocol.ThreadForkParams;
import dev.parlance.agent.protocol.ThreadResumeParams;
import dev.parlance.agent.protocol.ThreadStartParams;
import dev.parlance.rpc.Dialect;
import dev.parlance.rpc.Peer;
import dev.parlance.rpc.RetryingCaller;
import dev.parlance.rpc.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A connection to an agent server, from the handshake to its end. Safe for several threads; holds any number of
 * conversations.
 *
 * <pre>{@code
 * try (Agent agent = Agent.launch("codex", "app-server");
 *         Conversation thread = agent.startThread(Path.of("."));
 *         RunningTurn turn = thread.run("fix the failing test", approvals)) {
 *     System.out.println(turn.result().finalMessage());
 * }
 * }</pre>
 *
 * Closing it ends the connection; a launched server is ended too, with its children.
 */
public final class Agent implements AutoCloseable {
    private final Peer peer;
    private final Router router;
    private final AgentServer server;
    private final AgentBuilder settings;
    private final InitializeResponse serverInfo;

    private Agent(Peer peer, Router router, AgentServer server, AgentBuilder settings, InitializeResponse serverInfo) {
        this.peer = peer;
        this.router = router;
        this.server = server;
        this.settings = settings;
        this.serverInfo = serverInfo;
    }

    /** Starts a server as a child process, with default settings; see {@link AgentBuilder#launch(String...)}. */
    public static Agent launch(String... command) throws IOException {
        return builder().launch(command);
    }

    /** Settings, then a way to reach a server. */
    public static AgentBuilder builder() {
        return new AgentBuilder();
    }

    static Agent open(Transport transport, AgentBuilder settings) {
        Router router = new Router(settings.client(), settings.approvals(), settings.diagnostics());
        Dialect dialect = Dialect.plain();
        Peer peer = Peer.builder(transport)
                .dialect(dialect)
                .handlers(caller -> router.handlers((Peer) caller))
                .requestTimeout(settings.requestTimeout())
                .diagnostics(event -> settings.diagnostics().accept(event.message()))
                .start();
        var unused = peer.disconnected().thenAccept(router::connectionClosed);
        AgentServer server = AgentBinding.server(
                new RetryingCaller(peer, settings.retry(), dialect.codes().overload()));
        try {
            InitializeResponse info = Calls.await(server.initialize(settings.initializeParams()));
            server.initialized();
            return new Agent(peer, router, server, settings, info);
        } catch (RuntimeException e) {
            peer.close();
            throw e;
        }
    }

    /** What the server said of itself in the handshake. */
    public InitializeResponse serverInfo() {
        return serverInfo;
    }

    /** Every method of the protocol, typed; requests that an overloaded server refuses are repeated. */
    public AgentServer server() {
        return server;
    }

    /**
     * Starts a thread in a folder, with the server's defaults.
     *
     * @throws dev.parlance.rpc.RpcException if the server refuses
     */
    public Conversation startThread(Path folder) {
        return startThread(ThreadStartParams.builder()
                .cwd(folder.toAbsolutePath().normalize().toString())
                .build());
    }

    /** Starts a thread with all the settings the protocol has. */
    public Conversation startThread(ThreadStartParams params) {
        checkMayWait();
        return Calls.await(server.thread().start(params).thenApply(answer -> opened(answer.thread())));
    }

    /** Takes up a stored thread again. */
    public Conversation resumeThread(String threadId) {
        return resumeThread(ThreadResumeParams.builder().threadId(threadId).build());
    }

    /** Takes up a stored thread again, with all the settings the protocol has. */
    public Conversation resumeThread(ThreadResumeParams params) {
        checkMayWait();
        return Calls.await(server.thread().resume(params).thenApply(answer -> opened(answer.thread())));
    }

    /** Copies a thread into a new one; see {@link Conversation#fork()}. */
    public Conversation forkThread(ThreadForkParams params) {
        checkMayWait();
        return Calls.await(server.thread().fork(params).thenApply(answer -> opened(answer.thread())));
    }

    /** True once the connection has ended, whoever ended it. */
    public boolean isClosed() {
        return peer.disconnected().isDone();
    }

    /** Ends the connection; a launched server is ended too. */
    @Override
    public void close() {
        peer.close();
    }

    /** Refuses to wait where that could only be in vain: in a callback of {@link AgentBuilder#client}, say. */
    void checkMayWait() {
        if (peer.onReadingThread()) {
            throw new IllegalStateException(
                    "this would wait, on the reading thread, for what that thread has yet to read: "
                            + "call it from another thread");
        }
    }

    Approvals approvals() {
        return settings.approvals();
    }

    Consumer<String> diagnostics() {
        return settings.diagnostics();
    }

    void forget(Conversation conversation) {
        router.remove(conversation);
    }

    /** Runs on the reading thread, so that what follows the answer finds the conversation. */
    private Conversation opened(AgentThread thread) {
        Conversation conversation = new Conversation(this, thread);
        router.add(conversation);
        return conversation;
    }
}
