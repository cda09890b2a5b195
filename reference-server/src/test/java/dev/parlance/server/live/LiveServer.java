package dev.parlance.server.live;

import dev.parlance.rpc.InMemoryTransport;
import dev.parlance.scripted.ScriptedModel;
import dev.parlance.server.Server;
import dev.parlance.server.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A server on a home folder, in this process. Closing it leaves the folder, so that another can go on with it. */
public final class LiveServer implements AutoCloseable {
    public final Server server;

    private LiveServer(Server server) {
        this.server = server;
    }

    /** With the demo model. */
    public static LiveServer demo(Path home) {
        return start(home, Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    /** With that model behind the provider {@code scripted}. */
    public static LiveServer scripted(Path home, ScriptedModel model) {
        return scripted(home, model, "");
    }

    /** The same with further lines of configuration, above the tables. */
    public static LiveServer scripted(Path home, ScriptedModel model, String settings) {
        try {
            Files.createDirectories(home);
            Files.writeString(home.resolve("config.toml"), """
                    model = "mock"
                    model_provider = "scripted"
                    %s
                    [model_providers.scripted]
                    name = "Scripted"
                    base_url = "%s"
                    """.formatted(settings, model.baseUrl()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return demo(home);
    }

    /** With those limits. */
    public static LiveServer start(Path home, Duration threadIdle, Duration approvalDeadline) {
        return new LiveServer(
                new Server(new ServerOptions(home, Map.of(), false, "test", threadIdle, approvalDeadline)));
    }

    /** A connection that has said nothing yet. */
    public LiveClient connect() {
        InMemoryTransport.Pair pair = InMemoryTransport.pair();
        var unused = server.connect(pair.server());
        return new LiveClient(pair.client());
    }

    /** A connection that is open, without what is experimental. */
    public LiveClient open() {
        LiveClient client = connect();
        client.initialize("{}");
        return client;
    }

    /** A connection that is open, with what is experimental. */
    public LiveClient openExperimental() {
        LiveClient client = connect();
        client.initialize("{\"experimentalApi\":true}");
        return client;
    }

    @Override
    public void close() {
        server.close();
    }
}
