package dev.parlance.server.processor;

import dev.parlance.agent.protocol.InitializeCapabilities;
import dev.parlance.agent.protocol.InitializeParams;
import java.util.List;
import java.util.Set;

/**
 * What a connection said of itself in {@code initialize}. Of one connection alone.
 *
 * @param name the client's name
 * @param version its version
 * @param experimental true where it opted in to what is experimental
 * @param optedOut exact names of notifications it does not want
 */
record ClientProfile(String name, String version, boolean experimental, Set<String> optedOut) {
    static ClientProfile of(InitializeParams params) {
        InitializeCapabilities capabilities = params.capabilities();
        boolean experimental = capabilities != null && Boolean.TRUE.equals(capabilities.experimentalApi());
        List<String> optedOut = capabilities == null ? null : capabilities.optOutNotificationMethods();
        return new ClientProfile(
                params.clientInfo().name(),
                params.clientInfo().version(),
                experimental,
                optedOut == null ? Set.of() : Set.copyOf(optedOut));
    }
}
