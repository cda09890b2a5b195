package dev.parlance.server.thread;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.server.config.Configuration;
import dev.parlance.server.store.ThreadStore;
import dev.parlance.server.tools.Toolbox;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all threads share.
 *
 * @param store where they are kept
 * @param configuration what is set
 * @param models the providers of models
 * @param toolbox what a model can call
 * @param everyone every open connection
 * @param executor runs turns and tools
 * @param timer unloads idle threads
 * @param clock tells the time
 * @param version of the server
 * @param idle after which a thread without subscribers is unloaded
 * @param approvalDeadline after which an unanswered approval is taken as refused
 */
public record ThreadServices(
        ThreadStore store,
        Configuration configuration,
        ModelProviders models,
        Toolbox toolbox,
        AgentClient everyone,
        Executor executor,
        ScheduledExecutorService timer,
        Clock clock,
        String version,
        Duration idle,
        Duration approvalDeadline) {}
