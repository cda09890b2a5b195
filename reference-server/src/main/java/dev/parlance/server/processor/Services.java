package dev.parlance.server.processor;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.ConfigWarningNotification;
import dev.parlance.server.account.AccountService;
import dev.parlance.server.config.ConfigService;
import dev.parlance.server.config.Configuration;
import dev.parlance.server.history.ThreadHistory;
import dev.parlance.server.models.ModelService;
import dev.parlance.server.thread.ThreadManager;
import dev.parlance.server.tools.shell.UserShell;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What handlers work with: made once for all connections.
 *
 * @param threads the loaded threads
 * @param history reads what is stored
 * @param configuration what is set
 * @param config serves {@code config/*}
 * @param account serves {@code account/*}
 * @param models serves {@code model/*} and {@code modelProvider/*}
 * @param userShell runs the user's own commands
 * @param warnings what a connection is told of when it opens
 * @param executor for what must not hold up a reading thread
 * @param afterAnswer for what follows the answer to the request being handled
 * @param version of the server
 */
public record Services(
        ThreadManager threads,
        ThreadHistory history,
        Configuration configuration,
        ConfigService config,
        AccountService account,
        ModelService models,
        UserShell userShell,
        Supplier<List<ConfigWarningNotification>> warnings,
        Executor executor,
        Executor afterAnswer,
        String version) {
    /** Every open connection. */
    AgentClient everyone() {
        return threads.services().everyone();
    }
}
