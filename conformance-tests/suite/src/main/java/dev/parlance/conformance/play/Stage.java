package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.subject.Launched;
import dev.parlance.conformance.subject.Launcher;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.Variables;
import dev.parlance.scripted.ScriptedModel;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where a scenario plays: the subject's process, its connections, the model, and the names that steps have given. */
final class Stage {
    /** A process whose output has ended is given that long to be gone itself. */
    private static final Duration FATE = Duration.ofMillis(500);

    private final Subject subject;
    private final Launcher launcher;
    private final Deadlines deadlines;
    private final ScriptedModel model;
    private final Variables variables;
    private final Protocol protocol;
    private final Recorder recorder = new Recorder();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<String, Received> messages = new LinkedHashMap<>();
    private @Nullable Launched process;
    private String way = Subject.STDIO;

    Stage(
            Subject subject,
            Launcher launcher,
            Deadlines deadlines,
            Ground ground,
            Variables variables,
            Protocol protocol) {
        this.subject = subject;
        this.launcher = launcher;
        this.deadlines = deadlines;
        this.model = ground.model();
        this.variables = variables;
        this.protocol = protocol;
        this.process = ground.standing();
    }

    Protocol protocol() {
        return protocol;
    }

    Subject subject() {
        return subject;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    ScriptedModel model() {
        return model;
    }

    Variables variables() {
        return variables;
    }

    Recorder recorder() {
        return recorder;
    }

    Map<String, Link> links() {
        return links;
    }

    /** Decides how the subject is reached in this scenario: one of the ways that the subject's file may have. */
    void reach(String chosen) {
        way = chosen;
    }

    String way() {
        return way;
    }

    /** Whether the subject listens, be it for one connection or several. */
    boolean listening() {
        return !way.equals(Subject.STDIO);
    }

    /** The process that runs; null if none was started yet or it was ended. */
    @Nullable
    Launched process() {
        return process;
    }

    Launched running() {
        Launched running = process;
        if (running == null) {
            throw new ScenarioException("no process of the subject runs");
        }
        return running;
    }

    /** Starts the subject's process if none runs. */
    Launched launch() throws IOException {
        Launched running = process;
        if (running == null) {
            Subject.Start start = subject.ways().get(way);
            if (start == null) {
                throw new ScenarioException("the subject offers no " + way);
            }
            running = launcher.launch(start, variables, deadlines.launch());
            process = running;
        }
        return running;
    }

    void forgetProcess() {
        process = null;
    }

    /** A connection that is to be made, not yet among those of the scenario. */
    Link newLink(String name) {
        return new Link(name, recorder, this::fate);
    }

    /** How the process ended by itself; empty if it runs, or if whether it does is none of our business. */
    private String fate() {
        Launched ended = process;
        try {
            OptionalInt exit = ended == null ? OptionalInt.empty() : ended.awaitExit(FATE);
            return exit.isEmpty() ? "" : "; its process ended with exit code " + exit.getAsInt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    Link link(String name) {
        Link link = links.get(name);
        if (link == null) {
            throw new ScenarioException("there is no connection " + name + "; there are " + links.keySet());
        }
        return link;
    }

    /** Remembers a message from the subject, for a later step to answer it. */
    void remember(String as, Received message) {
        messages.put(as, message);
    }

    Received remembered(String as) {
        Received message = messages.get(as);
        if (message == null) {
            throw new ScenarioException("no message was called " + as + "; there are " + messages.keySet());
        }
        return message;
    }

    /** Sends a request and waits for its answer, be it result or error. */
    Received ask(Link link, String method, @Nullable JsonNode params) throws Broken {
        return answer(link, method, send(link, method, params));
    }

    /** Sends a request and gives its id. */
    JsonNode send(Link link, String method, @Nullable JsonNode params) throws Broken {
        ObjectNode request = Json.object().put("id", link.freshId()).put("method", method);
        if (params != null && !params.isMissingNode()) {
            request.set("params", params);
        }
        link.send(request);
        return request.get("id");
    }

    /** Waits for the answer to a request. */
    Received answer(Link link, String what, JsonNode id) throws Broken {
        return link.take("an answer to " + what, deadlines.answer(), "RPC-3", m -> m.isAnswerTo(id));
    }

    /** Waits for a notification or request of the subject. */
    Received await(Link link, String method, Predicate<Received> wanted) throws Broken {
        return link.take(method, deadlines.answer(), "", m -> m.is(method) && wanted.test(m));
    }

    /** Lets a question go there and back, so that what was on its way before it has come. */
    void fence(Link link) throws Broken {
        ask(link, "thread/loaded/list", Json.object());
    }

    /** Saves parts of a message: names to JSON Pointers. */
    void save(JsonNode names, JsonNode message) throws Broken {
        for (Map.Entry<String, JsonNode> name : names.properties()) {
            JsonNode value = message.at(name.getValue().asText());
            if (value.isMissingNode()) {
                throw broken(0, "a message with " + name.getValue().asText(), Json.brief(message), "");
            }
            variables.set(name.getKey(), value);
        }
    }

    /** Compares a part of a message, the failure naming the message. */
    void require(JsonNode expected, JsonNode seen, int event, String path) throws Broken {
        Match.Mismatch mismatch = Match.of(expected, seen);
        if (mismatch != null) {
            throw broken(event, mismatch.expected(), mismatch.seen(), path + mismatch.path());
        }
    }

    Broken broken(int event, String expected, String seen, String path) {
        Failure failure = recorder.failure(event, expected, seen, path);
        return new Broken(failure, "");
    }
}
