package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.subject.Launched;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.wire.Channel;
import dev.parlance.conformance.wire.StdioChannel;
import dev.parlance.conformance.wire.WebSocketChannel;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Steps that start and end the subject and connections to it. */
final class Processes {
    static final Map<String, Verb> VERBS = Map.of(
            "start", Verb.does((stage, step) -> connect(stage, step.text()), "headers"),
            "open", Verb.does(Processes::open, "capabilities", "save", "result", "clientInfo"),
            "close", Verb.does(Processes::close),
            "end", Verb.does((stage, step) -> end(stage, step.has("exit") ? step.get("exit") : step.get("none"))),
            "kill", Verb.does((stage, step) -> kill(stage)),
            "terminate", Verb.does((stage, step) -> stage.running().terminate()),
            "restart", Verb.does(Processes::restart, "capabilities"));

    private Processes() {}

    /** Connects under that name, starting the process first if none runs. */
    static Link connect(Stage stage, String given) throws Broken, IOException {
        String name = given.isEmpty() ? "main" : given;
        Link link = stage.newLink(name);
        Channel channel;
        if (stage.listening()) {
            String fixed = stage.subject().connect();
            String address = fixed != null ? fixed : stage.launch().address();
            boolean asked = stage.way().equals(Subject.TOKEN);
            channel = WebSocketChannel.connect(
                    URI.create(String.valueOf(address)),
                    asked
                            ? Map.of(
                                    "Authorization",
                                    "Bearer " + stage.variables().expand("${token}"))
                            : Map.of(),
                    link,
                    stage.deadlines().launch());
        } else {
            Launched running = stage.launch();
            channel = StdioChannel.over(running.output(), running.input(), link);
        }
        link.attach(channel);
        stage.links().put(name, link);
        return link;
    }

    private static void open(Stage stage, Options step) throws Broken, IOException {
        Link link = connect(stage, step.text());
        Received answer = initialize(stage, link, step.get("capabilities"), step.get("clientInfo"));
        stage.require(step.get("result"), answer.message().path("result"), answer.event(), "/result");
        stage.save(step.get("save"), answer.message());
    }

    /** The handshake; its answer must be a result. */
    static Received initialize(Stage stage, Link link, JsonNode capabilities, JsonNode clientInfo) throws Broken {
        ObjectNode params = Json.object();
        if (clientInfo.isObject()) {
            params.set("clientInfo", clientInfo);
        } else {
            params.putObject("clientInfo").put("name", "parlance-conformance").put("version", "1");
        }
        if (!capabilities.isMissingNode()) {
            params.set("capabilities", capabilities);
        }
        JsonNode id = stage.send(link, "initialize", params);
        Received answer =
                link.take("an answer to initialize", stage.deadlines().launch(), "RPC-3", m -> m.isAnswerTo(id));
        if (!answer.message().at("/result/userAgent").isTextual()) {
            throw stage.broken(
                    answer.event(), "a result of initialize, userAgent in it", Json.brief(answer.message()), "");
        }
        link.send(Json.object().put("method", "initialized"));
        return answer;
    }

    private static void close(Stage stage, Options step) throws Broken {
        Link link = stage.link(step.text());
        link.close();
        if (stage.listening()) {
            link.awaitClosed(stage.deadlines().exit(), "");
        }
    }

    /** Closes what is open and leaves the process to the next scenario; no turn may be left that would go on into that. */
    static void leave(Stage stage) throws Broken {
        Set<String> running = new TreeSet<>();
        stage.links().values().forEach(link -> running.addAll(link.turns("turn/started")));
        stage.links().values().forEach(link -> running.removeAll(link.turns("turn/completed")));
        for (Link link : stage.links().values()) {
            link.close();
            link.awaitClosed(stage.deadlines().exit(), "");
        }
        if (!running.isEmpty()) {
            throw stage.broken(0, "no turn is left running", String.valueOf(running), "");
        }
    }

    /** Closes what is open and waits for the process to end by itself; for a listening one, after SIGTERM. */
    static void end(Stage stage, JsonNode code) throws Broken, InterruptedException {
        List<Link> open = new ArrayList<>(stage.links().values());
        open.forEach(Link::close);
        Launched process = stage.process();
        if (process == null) {
            return;
        }
        if (stage.listening()) {
            process.terminate();
        }
        var exit = process.awaitExit(stage.deadlines().exit());
        if (exit.isEmpty()) {
            process.kill();
            stage.forgetProcess();
            String seen = "it still runs after " + stage.deadlines().exit().toMillis() + " ms";
            throw new Broken(
                    stage.recorder().failure(0, "the subject ends when its input has ended", seen, ""),
                    stage.listening() ? "" : "FRM-10");
        }
        for (Link link : open) {
            link.awaitClosed(stage.deadlines().exit(), stage.listening() ? "" : "FRM-10");
        }
        stage.forgetProcess();
        stage.require(code, com.fasterxml.jackson.databind.node.IntNode.valueOf(exit.getAsInt()), 0, "exit code");
    }

    private static void kill(Stage stage) throws Broken, InterruptedException {
        Launched process = stage.running();
        process.kill();
        process.awaitExit(stage.deadlines().exit());
        for (Link link : stage.links().values()) {
            // A child that inherited the output may hold it open: it is not waited for.
            link.close();
            link.closed("the suite killed the subject");
        }
        stage.forgetProcess();
    }

    private static void restart(Stage stage, Options step) throws Broken, IOException, InterruptedException {
        Map<String, Link> old = new HashMap<>(stage.links());
        if (stage.process() != null) {
            end(stage, step.get("none"));
        }
        stage.links().keySet().removeAll(old.keySet());
        String name = step.text().isEmpty() || step.own().isBoolean() ? "main" : step.text();
        initialize(stage, connect(stage, name), step.get("capabilities"), step.get("none"));
    }
}
