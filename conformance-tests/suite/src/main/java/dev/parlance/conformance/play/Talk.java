package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.result.DialectChoice;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Steps that say something, or wait for something that the subject says. */
final class Talk {
    static final Map<String, Verb> VERBS = Map.of(
            "call", Verb.does(Talk::call, "params", "result", "error", "save", "id", "extra", "refused"),
            "send", Verb.does(Talk::send, "params", "as", "id", "extra"),
            "answer", Verb.does(Talk::answer, "result", "error", "save", "refused"),
            "notify", Verb.does(Talk::tell, "params"),
            "expect", Verb.does(Talk::expect, "params", "as", "save", "id", "within", "orNever"),
            "reply", Verb.does(Talk::reply, "result", "error"),
            "fence", Verb.does((stage, step) -> stage.fence(stage.link(step.on()))),
            "refuse", Verb.does(Talk::refuse, "params", "error", "twin", "save", "id", "twinError"));

    private Talk() {}

    private static void call(Stage stage, Options step) throws Broken {
        Link link = stage.link(step.on());
        judge(stage, step, stage.answer(link, step.text(), request(link, step)));
    }

    private static void send(Stage stage, Options step) throws Broken {
        Link link = stage.link(step.on());
        JsonNode id = request(link, step);
        link.asked(step.text("as", step.text()), id);
    }

    private static void answer(Stage stage, Options step) throws Broken {
        Link link = stage.link(step.on());
        judge(stage, step, stage.answer(link, step.text(), link.idOf(step.text())));
    }

    /** Sends the request of a step and gives its id. */
    private static JsonNode request(Link link, Options step) throws Broken {
        ObjectNode request = Json.object();
        JsonNode id = step.get("id");
        if (id.isMissingNode()) {
            request.put("id", link.freshId());
        } else {
            request.set("id", id);
        }
        request.put("method", step.text());
        if (!step.has("params")) {
            request.set("params", Json.object());
        } else if (!step.raw("params").path("$absent").asBoolean()) {
            request.set("params", step.get("params"));
        }
        step.get("extra").properties().forEach(member -> request.set(member.getKey(), member.getValue()));
        link.send(request);
        return request.get("id");
    }

    /** An answer is a result unless the step says that an error is expected. */
    private static void judge(Stage stage, Options step, Received answer) throws Broken {
        JsonNode message = answer.message();
        if (step.has("error") || step.has("refused")) {
            JsonNode expected = step.has("error") ? step.get("error") : Json.object();
            if (!message.has("error")) {
                throw stage.broken(answer.event(), "an error " + Json.brief(expected), Json.brief(message), "");
            }
            requireCode(stage, step.get("refused"), answer);
            stage.require(expected, message.path("error"), answer.event(), "/error");
        } else {
            if (!message.has("result")) {
                throw stage.broken(answer.event(), "a result", Json.brief(message), "");
            }
            stage.require(step.get("result"), message.path("result"), answer.event(), "/result");
        }
        stage.save(step.get("save"), message);
    }

    /** Compares an error with what the dialect has for an occasion; a failure names the member of the dialect. */
    private static void requireCode(Stage stage, JsonNode occasion, Received answer) throws Broken {
        JsonNode error = answer.message().path("error");
        Match.Mismatch differs = Match.of(code(stage, occasion), error);
        if (differs != null) {
            DialectChoice choice = new DialectChoice(differs.expected(), "errors." + occasion.asText());
            throw stage.broken(answer.event(), choice.text(), differs.seen(), "/error" + differs.path());
        }
    }

    /** The error that the dialect has for an occasion, as something to compare with. */
    private static JsonNode code(Stage stage, JsonNode occasion) {
        if (!occasion.isTextual()) {
            return occasion.isMissingNode() ? occasion : Json.object();
        }
        JsonNode code = stage.subject().dialect().path("errors").path(occasion.textValue());
        if (code.isMissingNode()) {
            throw new ScenarioException("the dialect has no error for " + occasion.textValue());
        }
        ObjectNode expected = Json.object();
        // A dialect may leave a code open.
        return code.isNull() ? expected : expected.set("code", code);
    }

    private static void tell(Stage stage, Options step) throws Broken {
        ObjectNode message = Json.object().put("method", step.text());
        if (step.has("params")) {
            message.set("params", step.get("params"));
        }
        stage.link(step.on()).send(message);
    }

    private static void expect(Stage stage, Options step) throws Broken, IOException, InterruptedException {
        Link link = stage.link(step.on());
        JsonNode params = step.get("params");
        Predicate<Received> wanted =
                m -> m.is(step.text()) && Match.fits(params, m.message().path("params"));
        String what = step.text() + (params.isMissingNode() ? "" : " " + Json.brief(params));
        var limit = step.text("within", "").equals("turn")
                ? stage.deadlines().turn()
                : stage.deadlines().answer();
        Optional<Received> came = step.has(Forgone.OPTION)
                ? Forgone.await(stage, step, what, wanted)
                : Optional.of(link.take(what, limit, "", wanted));
        if (came.isEmpty()) {
            return;
        }
        Received found = came.get();
        stage.require(step.get("id"), found.message().path("id"), found.event(), "/id");
        stage.remember(step.text("as", step.text()), found);
        stage.save(step.get("save"), found.message());
    }

    private static void reply(Stage stage, Options step) throws Broken {
        ObjectNode answer = Json.object();
        answer.set("id", stage.remembered(step.text()).message().path("id"));
        if (step.has("result")) {
            answer.set("result", step.get("result"));
        }
        if (step.has("error")) {
            answer.set("error", step.get("error"));
        }
        stage.link(step.on()).send(answer);
    }

    /**
     * A request that must be refused, and its twin, repaired in the tested property alone, that must not. Without the twin
     * nobody knows what was refused.
     */
    private static void refuse(Stage stage, Options step) throws Broken {
        Link link = stage.link(step.on());
        Received refused = stage.answer(link, step.text(), request(link, step));
        if (!refused.message().has("error")) {
            throw stage.broken(refused.event(), "an error", Json.brief(refused.message()), "");
        }
        requireCode(stage, step.get("error"), refused);
        JsonNode twin = step.get("twin");
        String method = twin.path("method").asText(step.text());
        JsonNode params = twin.has("params") ? twin.get("params") : step.get("params");
        Received accepted = stage.ask(link, method, params);
        if (!accepted.message().has("result") && !step.has("twinError")) {
            throw stage.broken(
                    accepted.event(), "the same request, repaired, is accepted", Json.brief(accepted.message()), "");
        }
        if (step.has("twinError")) {
            stage.require(step.get("twinError"), accepted.message().path("error"), accepted.event(), "/error");
        }
        stage.save(step.get("save"), accepted.message());
    }
}
