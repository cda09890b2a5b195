package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Steps about what a subject gives away, and what it says that it offers. */
final class Discretion {
    static final Map<String, Verb> VERBS = Map.of(
            "discreet", Verb.looks(Discretion::discreet, "secrets"),
            "advertised", Verb.does(Discretion::advertised, "params"));

    private static final Pattern TRACE = Pattern.compile(
            "(?m)^\\s*at [\\w.$]+\\(|Traceback \\(most recent|panicked at|\\bstack backtrace\\b|^\\s*File \"[^\"]+\", line \\d+"
                    + "|\\b[\\w.]+(?:Exception|Error): |\\b\\w+\\.(?:java|rs|py|js|ts|go|cpp):\\d+");
    private static final Pattern SECRET = Pattern.compile(
            "\\bsk-[\\w-]{6,}|\\bBearer [\\w.~+/-]{8,}|-----BEGIN |\\b[A-Z][A-Z0-9_]*(?:KEY|TOKEN|SECRET|PASSWORD)=\\S+");
    private static final Pattern PATH = Pattern.compile("(?<![\\w.:/-])(?:/[\\w.@+-]+){2,}/?");
    private static final Pattern METHOD = Pattern.compile("(?<![\\w/.-])[a-zA-Z]\\w*(?:/\\w+)+(?![\\w/.-])");
    private static final Pattern QUOTED = Pattern.compile("[`'\"]([a-zA-Z]\\w*)[`'\"]");

    private Discretion() {}

    /**
     * No error that came on the connection tells what the client need not know: how the program failed inside, where files
     * are that the client did not name, methods that are not of the protocol, secrets.
     */
    private static void discreet(Stage stage, Options step) throws Broken {
        String said = stage.recorder().events().stream()
                .filter(event -> event.note() == null && event.direction() == Direction.TO_SERVER)
                .map(Discretion::text)
                .collect(Collectors.joining("\n"));
        String folder = stage.variables().get("folder").asText();
        for (Received message : stage.link(step.on()).all()) {
            JsonNode error = message.message().path("error");
            if (!error.isObject()) {
                continue;
            }
            String told =
                    error.path("message").asText() + "\n" + error.path("data").toString();
            for (JsonNode secret : step.get("secrets")) {
                if (told.contains(secret.asText())) {
                    throw stage.broken(message.event(), "an error without " + secret, Json.brief(told), "/error");
                }
            }
            String leak = leak(stage, told, said, folder);
            if (!leak.isEmpty()) {
                throw stage.broken(
                        message.event(),
                        "an error that tells nothing about the inside",
                        "it tells " + Json.brief(leak),
                        "/error");
            }
        }
    }

    private static String leak(Stage stage, String told, String said, String folder) {
        Matcher trace = TRACE.matcher(told);
        if (trace.find()) {
            return "a stack trace: " + trace.group().strip();
        }
        Matcher secret = SECRET.matcher(told);
        while (secret.find()) {
            if (!said.contains(secret.group())) {
                return "what looks like a secret: " + secret.group();
            }
        }
        Matcher path = PATH.matcher(told);
        while (path.find()) {
            if (!said.contains(path.group()) && !path.group().startsWith(folder)) {
                return "a path of the host: " + path.group();
            }
        }
        Map<String, Method> methods = stage.protocol().methods();
        Matcher method = METHOD.matcher(told);
        while (method.find()) {
            if (looksLikeOurs(method.group(), methods) && !said.contains(method.group())) {
                return "a method that is not of the protocol: " + method.group();
            }
        }
        // A name without a slash is taken for a method only in a list of methods.
        Matcher quoted = QUOTED.matcher(told);
        while (told.contains("`initialize`") && quoted.find()) {
            if (!methods.containsKey(quoted.group(1)) && !said.contains(quoted.group(1))) {
                return "a method that is not of the protocol: " + quoted.group(1);
            }
        }
        return "";
    }

    /** Whether it is a name like the protocol's own but none of them; prose has slashes as well. */
    private static boolean looksLikeOurs(String name, Map<String, Method> methods) {
        if (methods.containsKey(name)) {
            return false;
        }
        String family = name.substring(0, name.indexOf('/') + 1);
        return name.matches(".*[a-z][A-Z].*") || methods.keySet().stream().anyMatch(known -> known.startsWith(family));
    }

    private static String text(TranscriptEvent event) {
        return new String(event.bytes(), StandardCharsets.UTF_8);
    }

    /** A method is served if its profile is claimed; if not, it is refused as not served, or served before it is claimed. */
    private static void advertised(Stage stage, Options step) throws Broken {
        Method method = stage.protocol().methods().get(step.text());
        if (method == null) {
            throw new ScenarioException(step.step().place() + ": the protocol has no method " + step.text());
        }
        JsonNode params = step.has("params") ? step.get("params") : Json.object();
        Received answer = stage.ask(stage.link(step.on()), step.text(), params);
        JsonNode message = answer.message();
        if (stage.subject().profiles().contains(method.profile())) {
            if (!message.has("result")) {
                throw stage.broken(
                        answer.event(), "a result: " + method.profile() + " is claimed", Json.brief(message), "");
            }
            return;
        }
        JsonNode errors = stage.subject().dialect().path("errors");
        JsonNode code = message.at("/error/code");
        if (message.has("error")
                && !Match.same(errors.path("notServed"), code)
                && !Match.same(errors.path("unknownMethod"), code)) {
            String seen = method.profile() + " is not claimed: " + Json.brief(message);
            throw stage.broken(answer.event(), "the code of what is not served", seen, "");
        }
    }
}
