package dev.parlance.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.agent.protocol.AgentBinding;
import dev.parlance.rpc.Caller;
import dev.parlance.rpc.Method;
import dev.parlance.server.config.ConfigOptions;
import dev.parlance.server.config.Configuration;
import dev.parlance.server.exec.Bubblewrap;
import dev.parlance.server.exec.ExecRules;
import dev.parlance.server.exec.RunningCommands;
import dev.parlance.server.store.SqliteThreadStore;
import dev.parlance.server.thread.ModelProviders;
import dev.parlance.server.thread.ThreadServices;
import dev.parlance.server.tools.ServerTools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is loaded ahead is seen by nobody: no client, no endpoint, no file. */
class WarmUpTest {
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @Test
    void wholeOfItLeavesNoTrace(@TempDir Path home) throws IOException {
        try (ServerSocket endpoint = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(home.resolve("config.toml"), """
                    model = "some"
                    model_provider = "here"
                    [model_providers.here]
                    name = "here"
                    base_url = "http://127.0.0.1:%d/v1"
                    wire_api = "responses"
                    """.formatted(endpoint.getLocalPort()));
            assertThat(run(home)).isTrue();
            assertThat(files(home)).containsExactly("config.toml");
            assertThat(told).isEmpty();
            endpoint.setSoTimeout(1);
            Assertions.assertThatThrownBy(endpoint::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void nothingIsDoneForTheDemoModel(@TempDir Path home) throws IOException {
        assertThat(run(home)).isFalse();
        assertThat(files(home)).isEmpty();
    }

    private boolean run(Path home) {
        Configuration configuration = new Configuration(new ConfigOptions(home, List.of(), null, () -> Json.MAPPER));
        ExecutorService executor = Threads.pool("test");
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (SqliteThreadStore store = new SqliteThreadStore(home);
                ModelProviders providers = new ModelProviders(provider -> null);
                RunningCommands commands = new RunningCommands()) {
            return new WarmUp(new ThreadServices(
                            store,
                            configuration,
                            providers,
                            new ServerTools(commands, new Bubblewrap(home), new ExecRules(home), home),
                            AgentBinding.client(new Listener()),
                            executor,
                            timer,
                            Clock.systemUTC(),
                            "1",
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(1)))
                    .run();
        } finally {
            executor.shutdownNow();
            timer.shutdownNow();
        }
    }

    private static List<String> files(Path home) throws IOException {
        try (Stream<Path> all = Files.list(home)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** A connection that hears everything. */
    private final class Listener implements Caller {
        @Override
        public <P, R> CompletableFuture<R> request(Method<P, R> method, @Nullable P params) {
            told.add(method.name());
            return new CompletableFuture<>();
        }

        @Override
        public <P> void notify(Method<P, Void> method, @Nullable P params) {
            told.add(method.name());
        }
    }
}
