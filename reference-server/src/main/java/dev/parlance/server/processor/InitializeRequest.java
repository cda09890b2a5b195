package dev.parlance.server.processor;

import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.AgentMethods;
import dev.parlance.agent.protocol.InitializeParams;
import dev.parlance.agent.protocol.InitializeResponse;
import dev.parlance.rpc.Answer;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** Opens a connection. Answered at once, by the reading thread; what a client is told unasked follows the answer. */
final class InitializeRequest {
    private final Services services;
    private final Session session;

    InitializeRequest(Services services, Session session) {
        this.services = services;
        this.session = session;
    }

    CompletableFuture<InitializeResponse> serve(InitializeParams params) {
        String name = params.clientInfo().name();
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw AgentErrors.invalidArgument("Invalid clientInfo.name: it has control characters");
        }
        if (session.isOpen()) {
            throw AgentErrors.alreadyInitialized("Already initialized");
        }
        ClientProfile profile = ClientProfile.of(params);
        return Answer.by(answer -> {
            answer.complete(response(profile));
            if (session.open(profile)) {
                services.executor().execute(this::warn);
            }
        });
    }

    private void warn() {
        services.warnings().get().forEach(warning -> session.tell(AgentMethods.CONFIG_WARNING, warning));
    }

    private InitializeResponse response(ClientProfile client) {
        String os = System.getProperty("os.name");
        String system = os + " " + System.getProperty("os.version") + "; " + System.getProperty("os.arch");
        String terminal = System.getenv().getOrDefault("TERM", "unknown");
        boolean windows = os.toLowerCase(Locale.ROOT).contains("windows");
        return InitializeResponse.builder()
                .userAgent(client.name() + "/" + services.version() + " (" + system + ") " + terminal + " ("
                        + client.name() + "; " + client.version() + ")")
                .codexHome(AbsolutePathBuf.of(services.configuration().home().toString()))
                .platformFamily(windows ? "windows" : "unix")
                .platformOs(os.startsWith("Mac") ? "macos" : os.toLowerCase(Locale.ROOT))
                .build();
    }
}
