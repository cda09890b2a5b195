package dev.parlance.server.processor;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.AgentMethods;
import dev.parlance.agent.protocol.InitializeCapabilities;
import dev.parlance.agent.protocol.InitializeParams;
import dev.parlance.rpc.Method;
import org.jspecify.annotations.Nullable;

/** What a request has to pass before its handler is called. Params that do not fit their types have been refused before. */
final class Gate {
    private Gate() {}

    /** Refuses values without a meaning, anything before {@code initialize}, and what is experimental without the opt-in. */
    static void pass(Session session, Method<?, ?> method, @Nullable Object params) {
        if (method == AgentMethods.INITIALIZE) {
            handshake(params);
            return;
        }
        KnownValues.check(params);
        if (session.profile().experimental()) {
            return;
        }
        String use = AgentMethods.experimentalUse(method, params);
        if (use != null) {
            throw AgentErrors.experimentalApiRequired(use + " requires experimentalApi capability");
        }
    }

    /** Looks only where there is something out of the ordinary: the reflection would cost every start some milliseconds. */
    private static void handshake(@Nullable Object params) {
        InitializeCapabilities capabilities =
                params instanceof InitializeParams handshake ? handshake.capabilities() : null;
        if (capabilities != null && !capabilities.more().isEmpty()) {
            KnownValues.check(capabilities, "capabilities");
        }
    }
}
