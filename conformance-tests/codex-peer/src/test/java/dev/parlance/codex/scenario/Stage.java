package dev.parlance.codex.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.codex.CodexHome;
import dev.parlance.scripted.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Where a scenario plays: a model, a server with its folders, and the client's usual moves. */
final class Stage {
    private final Subject subject;
    private final ScriptedModel model;
    private final CodexHome home;
    private final List<List<WireClient.Said>> processes = new ArrayList<>();
    private WireClient client;

    private Stage(Subject subject, ScriptedModel model, CodexHome home) throws IOException {
        this.subject = subject;
        this.model = model;
        this.home = home;
        this.client = new WireClient(subject, home);
    }

    /** Plays a scenario from beginning to end. */
    static Transcript play(Scenario scenario, Subject subject) throws Exception {
        try (ScriptedModel model = ScriptedModel.start(scenario.script().get())) {
            CodexHome home = subject.home(scenario.name(), model.baseUrl());
            Stage stage = new Stage(subject, model, home);
            try {
                scenario.play().act(stage);
                // What is on its way is here when a later question is answered.
                stage.attempt("thread/loaded/list", params());
            } finally {
                stage.end();
            }
            if (!model.problems().isEmpty()) {
                throw new IllegalStateException(subject + " strayed from the script: " + model.problems());
            }
            return Transcript.of(stage.processes, home);
        }
    }

    static ObjectNode params() {
        return WireClient.JSON.createObjectNode();
    }

    static ObjectNode on(String thread) {
        return params().put("threadId", thread);
    }

    ScriptedModel model() {
        return model;
    }

    Path work() {
        return home.work();
    }

    WireClient client() {
        return client;
    }

    /** The handshake, without the experimental API. */
    void open() throws IOException {
        open(params());
    }

    /** The handshake with these capabilities. */
    void open(ObjectNode capabilities) throws IOException {
        ObjectNode params = params();
        params.putObject("clientInfo").put("name", "parlance").put("version", "0.1.0");
        params.set("capabilities", capabilities);
        call("initialize", params);
        client.notify("initialized");
    }

    /** Ends the process and starts another one in the same home. */
    void restart() throws IOException {
        end();
        client = new WireClient(subject, home);
        open();
    }

    private void end() throws IOException {
        client.close();
        processes.add(client.said());
    }

    /** Asks, and waits for a result. */
    JsonNode call(String method, JsonNode params) throws IOException {
        JsonNode answer = attempt(method, params);
        if (!answer.has("result")) {
            throw new IllegalStateException(subject + " answered " + method + " with " + answer);
        }
        return answer.path("result");
    }

    /** Asks, and waits for whatever is answered. */
    JsonNode attempt(String method, JsonNode params) throws IOException {
        return client.answer(client.send(method, params));
    }

    String startThread() throws IOException {
        return startThread(params());
    }

    String startThread(ObjectNode params) throws IOException {
        String id = call("thread/start", params).at("/thread/id").asText();
        client.notification("thread/started");
        return id;
    }

    static ObjectNode turn(String thread, String text) {
        ObjectNode params = on(thread);
        params.putArray("input").addObject().put("type", "text").put("text", text);
        return params;
    }

    /** Starts a turn and waits until it has begun. */
    String startTurn(String thread, String text) throws IOException {
        return startTurn(turn(thread, text));
    }

    String startTurn(ObjectNode params) throws IOException {
        String id = call("turn/start", params).at("/turn/id").asText();
        client.notification("turn/started");
        return id;
    }

    JsonNode endOfTurn() {
        return client.notification("turn/completed");
    }

    void runTurn(String thread, String text) throws IOException {
        startTurn(thread, text);
        endOfTurn();
    }

    void interrupt(String thread, String turn) throws IOException {
        call("turn/interrupt", on(thread).put("turnId", turn));
    }

    /** Waits for an item of this type to begin. */
    JsonNode itemStarted(String type) {
        return client.notification(
                "item/started", p -> p.at("/item/type").asText().equals(type));
    }

    /** Waits for an item of this type to end. */
    JsonNode itemCompleted(String type) {
        return client.notification(
                "item/completed", p -> p.at("/item/type").asText().equals(type));
    }

    /** Waits for the server's next question and answers it with a decision. */
    void decide(String decision) throws IOException {
        decide(client.request(), decision);
    }

    void decide(JsonNode request, String decision) throws IOException {
        client.reply(request, "result", params().put("decision", decision));
    }

    /** Waits until a file is in the working folder: a command's sign that it runs. */
    void awaitFile(String name) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + WireClient.PATIENCE.toNanos();
        try (WatchService watch = work().getFileSystem().newWatchService()) {
            work().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(work().resolve(name))) {
                WatchKey key = watch.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (key == null) {
                    throw new IllegalStateException("the file " + name + " did not appear");
                }
                key.pollEvents();
                key.reset();
            }
        }
    }
}
