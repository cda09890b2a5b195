package dev.parlance.server;

import dev.parlance.agent.protocol.ConfigWarningNotification;
import dev.parlance.rpc.Transport;
import dev.parlance.server.account.AccountService;
import dev.parlance.server.config.ConfigOptions;
import dev.parlance.server.config.ConfigService;
import dev.parlance.server.config.Configuration;
import dev.parlance.server.exec.Bubblewrap;
import dev.parlance.server.exec.ExecRules;
import dev.parlance.server.exec.RunningCommands;
import dev.parlance.server.exec.Sandbox;
import dev.parlance.server.history.ThreadHistory;
import dev.parlance.server.models.ModelService;
import dev.parlance.server.processor.Connections;
import dev.parlance.server.processor.Services;
import dev.parlance.server.processor.Session;
import dev.parlance.server.processor.Sessions;
import dev.parlance.server.store.SqliteThreadStore;
import dev.parlance.server.store.ThreadStore;
import dev.parlance.server.thread.LoadedThreads;
import dev.parlance.server.thread.ModelProviders;
import dev.parlance.server.thread.ThreadManager;
import dev.parlance.server.thread.ThreadServices;
import dev.parlance.server.tools.ServerTools;
import dev.parlance.server.tools.shell.UserShell;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The reference server: threads and their store, shared by any number of connections. This class is the wiring and
 * nothing else; the way of a message is in {@code ARCHITECTURE.md}.
 *
 * <pre>{@code
 * try (Server server = new Server(new ServerOptions(home, Map.of(), false, "0.1.0"))) {
 *     server.connect(StdioTransport.open()).closed().join();
 * }
 * }</pre>
 *
 * <p>Nothing is opened before it is needed: neither the store nor the model's endpoint, and no file but the configuration.
 */
public final class Server implements AutoCloseable {
    private final ExecutorService executor = Threads.pool("worker");
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> Threads.create("timer", task));
    private final RunningCommands commands = new RunningCommands();
    private final Sessions sessions = new Sessions();
    private final ThreadStore store;
    private final ModelProviders providers;
    private final ThreadManager threads;
    private final Connections connections;

    /**
     * Ready to be connected to.
     *
     * @throws dev.parlance.server.config.ConfigException if the configuration is refused at the start
     */
    public Server(ServerOptions options) {
        ConfigOptions configOptions = new ConfigOptions(options.home(), flags(options), null, () -> Json.MAPPER);
        Configuration configuration = new Configuration(configOptions);
        if (options.strictConfig()) {
            configuration.requireKnownKeys();
        }
        Sandbox sandbox = new Bubblewrap(options.home());
        ExecRules rules = new ExecRules(options.home());
        AccountService account =
                new AccountService(configOptions, configuration, sessions.everyone(), Connections.afterAnswer());
        store = new SqliteThreadStore(options.home());
        providers = new ModelProviders(provider -> account.keyFor(provider, System::getenv));
        ThreadServices shared = new ThreadServices(
                store,
                configuration,
                providers,
                new ServerTools(commands, sandbox, rules, options.home()),
                sessions.everyone(),
                executor,
                timer,
                Clock.systemUTC(),
                options.version(),
                options.threadIdle(),
                options.approvalDeadline());
        threads = new ThreadManager(shared);
        WarmUp warmUp = new WarmUp(shared);
        connections = new Connections(
                new Services(
                        threads,
                        new ThreadHistory(store, new LoadedThreads(threads)),
                        configuration,
                        new ConfigService(configuration, () -> {}),
                        account,
                        new ModelService(configuration),
                        new UserShell(commands),
                        () -> {
                            warmUp.begin();
                            return warnings(configuration, sandbox);
                        },
                        executor,
                        Connections.afterAnswer(),
                        options.version()),
                sessions);
    }

    private static List<String> flags(ServerOptions options) {
        return options.configOverrides().entrySet().stream()
                .map(flag -> flag.getKey() + "=" + flag.getValue())
                .toList();
    }

    private static List<ConfigWarningNotification> warnings(Configuration configuration, Sandbox sandbox) {
        List<ConfigWarningNotification> warnings = new ArrayList<>(configuration.warnings());
        sandbox.problem()
                .ifPresent(problem -> warnings.add(
                        ConfigWarningNotification.builder().summary(problem).build()));
        return warnings;
    }

    /** Serves the client that this server was started for; returns at once. Its end is to be the server's: see {@link #close}. */
    public Session connectOnly(Transport transport) {
        return connections.openOnly(transport);
    }

    /** Serves a client, one of many; returns at once. */
    public Session connect(Transport transport) {
        return connections.open(transport);
    }

    /** Waits until no turn runs, for at most that long; false where one still does. */
    public boolean awaitIdle(Duration limit) {
        return threads.awaitIdle(limit);
    }

    /** Ends every turn as interrupted, kills its commands, and closes the connections and the store. */
    @Override
    public void close() {
        threads.close();
        commands.close();
        sessions.all().forEach(Session::close);
        providers.close();
        store.close();
        timer.shutdownNow();
        executor.shutdown();
    }
}
