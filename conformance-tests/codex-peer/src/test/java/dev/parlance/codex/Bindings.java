package dev.parlance.codex;

import dev.parlance.agent.protocol.AgentMethods;
import dev.parlance.rpc.Method;
import org.jspecify.annotations.Nullable;

/** The bindings under test, each with a method table of its own. */
enum Bindings {
    /** Generated from the stable schema that the server prints. */
    STABLE,
    /** Generated from that and the experimental one. */
    EXPERIMENTAL,
    /** Ours, from our own schema; a part of the server's methods. */
    AGENT;

    /** Whether the server is asked to show everything it has. */
    boolean experimental() {
        return this != STABLE;
    }

    /** The row of the method table, or null where these bindings do not know the method. */
    @Nullable
    Method<?, ?> find(String method) {
        return switch (this) {
            case STABLE -> dev.parlance.codex.stable.CodexMethods.find(method);
            case EXPERIMENTAL -> dev.parlance.codex.experimental.CodexMethods.find(method);
            case AGENT -> AgentMethods.find(method);
        };
    }
}
