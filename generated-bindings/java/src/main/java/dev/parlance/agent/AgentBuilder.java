package dev.parlance.agent;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.ClientInfo;
import dev.parlance.agent.protocol.InitializeCapabilities;
import dev.parlance.agent.protocol.InitializeParams;
import dev.parlance.rpc.ChildProcess;
import dev.parlance.rpc.RetryPolicy;
import dev.parlance.rpc.Transport;
import dev.parlance.rpc.WebSocketTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an {@link Agent}, and the ways to reach one. Not safe for several threads; may be used for several agents.
 *
 * <pre>{@code
 * Agent agent = Agent.builder()
 *         .clientInfo("my-editor", "1.4.0")
 *         .workingFolder(project)
 *         .environment("CODEX_HOME", home.toString())
 *         .launch("codex", "app-server");
 * }</pre>
 */
public final class AgentBuilder {
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private ClientInfo clientInfo =
            ClientInfo.builder().name("parlance").version("0.1.0").build();
    private boolean experimental;
    private @Nullable List<String> optOut;
    private @Nullable Path workingFolder;
    private Approvals approvals = Approvals.DECLINE;
    private AgentClient client = new AgentClient() {};
    private RetryPolicy retry = RetryPolicy.defaults();
    private Duration requestTimeout = Duration.ofMinutes(2);
    private Consumer<String> diagnostics =
            message -> System.getLogger("dev.parlance.agent").log(System.Logger.Level.WARNING, message);

    AgentBuilder() {}

    /** Who this client is: shown by the server, and part of its user agent. */
    public AgentBuilder clientInfo(String name, String version) {
        clientInfo = ClientInfo.builder().name(name).version(version).build();
        return this;
    }

    /** Opts in to methods and members that may change; without it the server refuses them. */
    public AgentBuilder experimental(boolean value) {
        experimental = value;
        return this;
    }

    /** Notifications that the server need not send, by their exact names. */
    public AgentBuilder optOut(List<String> methods) {
        optOut = List.copyOf(methods);
        return this;
    }

    /** Where a launched server runs; the folder of this process unless said. */
    public AgentBuilder workingFolder(Path folder) {
        workingFolder = folder;
        return this;
    }

    /** Adds a variable to the environment of a launched server. */
    public AgentBuilder environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Adds a header to the upgrade request of {@link #connect}, say {@code Authorization}. */
    public AgentBuilder header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /**
     * Who answers where a turn names nobody, and what is asked outside of a running turn of ours; {@link
     * Approvals#DECLINE} unless said.
     */
    public AgentBuilder approvals(Approvals value) {
        approvals = Objects.requireNonNull(value);
        return this;
    }

    /** Told of every notification, and asked what {@link Approvals} does not cover; on the reading thread, must not wait. */
    public AgentBuilder client(AgentClient value) {
        client = Objects.requireNonNull(value);
        return this;
    }

    /** How requests are repeated that an overloaded server refused. */
    public AgentBuilder retry(RetryPolicy value) {
        retry = Objects.requireNonNull(value);
        return this;
    }

    /** How long an answer may take; two minutes unless said. Turns have their own limits: {@link TurnOptions}. */
    public AgentBuilder requestTimeout(Duration value) {
        requestTimeout = Objects.requireNonNull(value);
        return this;
    }

    /** Told what was survived: noise on the server's output, callbacks that failed. Logged as warnings unless said. */
    public AgentBuilder diagnostics(Consumer<String> value) {
        diagnostics = Objects.requireNonNull(value);
        return this;
    }

    /**
     * Starts a server as a child process and shakes hands with it.
     *
     * @throws IOException if the command cannot be started
     * @throws dev.parlance.rpc.RpcException if the server refuses the handshake
     * @throws dev.parlance.rpc.ConnectionClosedException if it ends before; the message has its exit code and stderr
     */
    public Agent launch(String... command) throws IOException {
        return launch(List.of(command));
    }

    /** As {@link #launch(String...)}. */
    public Agent launch(List<String> command) throws IOException {
        ChildProcess.Builder child = ChildProcess.builder(command).environment(environment);
        if (workingFolder != null) {
            child.directory(workingFolder.toFile());
        }
        return attach(child.start());
    }

    /**
     * Connects to a server that listens, over WebSocket.
     *
     * @param address {@code ws://…} or {@code wss://…}
     * @throws IOException if nobody listens there
     */
    public Agent connect(URI address) throws IOException {
        return attach(WebSocketTransport.connect(address, headers, requestTimeout));
    }

    /** Shakes hands over a transport of your own; closing the agent closes it. */
    public Agent attach(Transport transport) {
        return Agent.open(transport, this);
    }

    InitializeParams initializeParams() {
        InitializeCapabilities.Builder capabilities = InitializeCapabilities.builder();
        if (experimental) {
            capabilities.experimentalApi(true);
        }
        if (optOut != null) {
            capabilities.optOutNotificationMethods(optOut);
        }
        return InitializeParams.builder()
                .clientInfo(clientInfo)
                .capabilities(capabilities.build())
                .build();
    }

    AgentClient client() {
        return client;
    }

    Approvals approvals() {
        return approvals;
    }

    RetryPolicy retry() {
        return retry;
    }

    Duration requestTimeout() {
        return requestTimeout;
    }

    Consumer<String> diagnostics() {
        return diagnostics;
    }
}
