package dev.parlance.server.processor;

import dev.parlance.agent.protocol.AgentServer;
import dev.parlance.agent.protocol.InitializeParams;
import dev.parlance.agent.protocol.InitializeResponse;
import java.util.concurrent.CompletableFuture;

/** What the server does for one connection: which handlers serve which part of the protocol. The rest is refused. */
final class AgentService implements AgentServer {
    private final Services services;
    private final InitializeRequest initialize;
    private final ThreadHandlers threads;
    private final TurnHandlers turns;

    AgentService(Services services, Session session) {
        this.services = services;
        this.initialize = new InitializeRequest(services, session);
        this.threads = new ThreadHandlers(services, session);
        this.turns = new TurnHandlers(services);
    }

    @Override
    public CompletableFuture<InitializeResponse> initialize(InitializeParams params) {
        return initialize.serve(params);
    }

    @Override
    public ThreadHandlers thread() {
        return threads;
    }

    @Override
    public TurnHandlers turn() {
        return turns;
    }

    @Override
    public AccountRequests account() {
        return services.account();
    }

    @Override
    public ConfigRequests config() {
        return services.config();
    }

    @Override
    public ConfigRequirementsRequests configRequirements() {
        return services.config();
    }

    @Override
    public ModelRequests model() {
        return services.models();
    }

    @Override
    public ModelProviderRequests modelProvider() {
        return services.models();
    }
}
