package dev.parlance.server.live.turns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.scripted.AfterEnd;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Script;
import dev.parlance.scripted.ScriptedModel;
import dev.parlance.scripted.SideRequests;
import dev.parlance.server.live.LiveClient;
import dev.parlance.server.live.LiveServer;
import dev.parlance.server.live.TranscriptRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server with a scripted model, a folder to work in, and any number of clients, for one test. When the test is over, what
 * the clients were sent is held against the rules that any transcript can be judged by.
 *
 * <pre>{@code
 * @RegisterExtension
 * final Stage stage = new Stage();
 *
 * LiveClient client = stage.play(Reply.of(Step.text("Hello.")));
 * client.runTurn(stage.thread(), "hi");
 * }</pre>
 */
final class Stage implements BeforeEachCallback, AfterEachCallback {
    static final Duration LIMIT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<LiveClient> clients = new ArrayList<>();
    private Path folder = Path.of("");
    private String settings = "";
    private String provider = "";
    private Duration idle = Duration.ofMinutes(1);
    private Duration approvalDeadline = Duration.ofMinutes(1);
    private ScriptedModel model;
    private LiveServer server;
    private boolean problemsExpected;
    private String[] exceptions = {};

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("parlance-live").toRealPath();
        Files.createDirectories(work());
    }

    /** Lines of {@code config.toml}, above the tables. */
    Stage settings(String lines) {
        settings = lines;
        return this;
    }

    /** Lines about the model's provider. */
    Stage provider(String lines) {
        provider = lines;
        return this;
    }

    Stage idle(Duration value) {
        idle = value;
        return this;
    }

    Stage approvalDeadline(Duration value) {
        approvalDeadline = value;
        return this;
    }

    /** The script may be left before its end, or asked for more than it has. */
    Stage problemsExpected() {
        problemsExpected = true;
        return this;
    }

    /** Rules that the test has a client break, or makes impossible to judge. */
    Stage except(String... rules) {
        exceptions = rules;
        return this;
    }

    /** Starts the server, with a model that gives those answers, and a client. */
    LiveClient play(Reply... replies) {
        return play(Script.builder().reply(replies));
    }

    LiveClient play(Script.Builder script) {
        model = ScriptedModel.start(script.sideRequests(SideRequests.none()).build());
        server = start();
        return join();
    }

    /** The same with an answer that comes again and again. */
    LiveClient always(Reply reply) {
        return play(Script.builder().reply(reply).afterEnd(AfterEnd.REPEAT_LAST));
    }

    private LiveServer start() {
        try {
            Files.createDirectories(home());
            Files.writeString(home().resolve("config.toml"), """
                    model = "mock"
                    model_provider = "scripted"
                    %s
                    [model_providers.scripted]
                    name = "Scripted"
                    base_url = "%s"
                    %s
                    """.formatted(settings, model.baseUrl(), provider));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return LiveServer.start(home(), idle, approvalDeadline);
    }

    /** Another connection. */
    LiveClient join() {
        LiveClient client = server.openExperimental();
        clients.add(client);
        return client;
    }

    /** Ends the server and starts another on the same home; connections are new. */
    LiveClient restart() {
        server.close();
        server = start();
        return join();
    }

    LiveServer server() {
        return server;
    }

    ScriptedModel model() {
        return model;
    }

    Path home() {
        return folder.resolve("home");
    }

    /** The folder that threads work in. */
    Path work() {
        return folder.resolve("work");
    }

    /** A new thread of the last client that joined, without a sandbox and without questions. */
    String thread() {
        return thread("approvalPolicy", "never", "sandbox", "danger-full-access");
    }

    /** A new thread of the last client that joined, with those params. */
    String thread(Object... params) {
        return thread(clients.get(clients.size() - 1), params);
    }

    String thread(LiveClient client, Object... params) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("cwd", work().toString());
        all.putAll(map(params));
        return client.startThread(text(all));
    }

    /** A JSON object of those names and values. */
    static String json(Object... namesAndValues) {
        return text(map(namesAndValues));
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** JSON with single quotes for double ones. */
    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        try {
            if (context.getExecutionException().isEmpty()) {
                judge();
            }
        } finally {
            if (server != null) {
                server.close();
            }
            if (model != null) {
                model.close();
            }
            Folders.delete(folder);
        }
    }

    private void judge() {
        if (model != null && !problemsExpected && !model.problems().isEmpty()) {
            throw new AssertionError("the model: " + model.problems());
        }
        clients.forEach(client -> TranscriptRules.all().except(exceptions).assertKept(client));
    }
}
