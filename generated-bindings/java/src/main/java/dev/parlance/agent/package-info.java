/**
 * Conversations with an agent server: launch or attach, run turns, follow their events, answer approvals. Stands on the
 * generated bindings in {@code dev.parlance.agent.protocol}, which stay reachable through {@link Agent#server()}.
 */
@NullMarked
package dev.parlance.agent;

import org.jspecify.annotations.NullMarked;
