package dev.parlance.scripted;

import static dev.parlance.scripted.Client.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void jsonAndJavaSayTheSame() throws Exception {
        Script read = Script.fromJson(JSON.readTree("""
                [[{"reason":"think"},{"reason":["a","b"]},{"rawReason":"raw"},
                  {"text":"a b","chunks":"characters","delayMs":1,"phase":"final_answer"},
                  {"text":"half","chunks":"whole","unfinished":true},
                  {"call":"exec_command","args":{"cmd":"ls"},"id":"c1","namespace":"ns"},
                  {"call":"bad","argsText":"{"},
                  {"custom":"apply_patch","input":"patch"},
                  {"item":{"type":"web_search_call","id":"w"}},
                  {"event":{"type":"response.odd"}},
                  {"garbage":"???"},{"pauseMs":1},
                  {"fail":"server_error"}],
                 {"steps":[],"usage":{"input":1,"cached":2,"output":3,"reasoning":4}},
                 [{"incomplete":"max_output_tokens"}],
                 [{"text":"x"},{"endEarly":true}],
                 [{"httpError":418,"headers":{"x-pot":"tea"},"body":"short"}]]
                """));
        Script written = Script.of(
                Reply.of(
                        Step.reasoning("think"),
                        Step.reasoning("a", "b"),
                        Step.rawReasoning("raw"),
                        Step.text("a b")
                                .by(Chunking.CHARACTERS)
                                .every(Duration.ofMillis(1))
                                .phase("final_answer"),
                        Step.text("half").by(Chunking.WHOLE).unfinished(),
                        Step.call("exec_command", Map.of("cmd", "ls")).id("c1").in("ns"),
                        Step.callWithText("bad", "{"),
                        Step.customCall("apply_patch", "patch"),
                        Step.item(JSON.readTree("{\"type\":\"web_search_call\",\"id\":\"w\"}")),
                        Step.event(JSON.readTree("{\"type\":\"response.odd\"}")),
                        Step.garbage("???"),
                        Step.pause(Duration.ofMillis(1)),
                        Step.fail("server_error", "scripted failure")),
                Reply.of().usage(new Usage(1, 2, 3, 4)),
                Reply.of(Step.incomplete("max_output_tokens")),
                Reply.of(Step.text("x"), Step.endEarly()),
                Reply.of(Step.httpError(418, Map.of("x-pot", "tea", "content-type", "text/plain"), "short")));
        assertThat(play(read, 5)).isEqualTo(play(written, 5));
    }

    @Test
    void gatesOfOneNameAreOneGateAndACutIsRead() throws Exception {
        Script script = Script.fromJson(JSON.readTree("""
                [[{"hold":"g"},{"text":"one"}],[{"hold":"g"},{"drop":true}]]
                """));
        try (ScriptedModel model = ScriptedModel.start(script)) {
            model.gate("g").release();
            Client client = new Client(model);
            assertThat(client.events("{}")).last().asString().contains("response.completed");
            assertThatThrownBy(() -> client.post("{}")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> model.gate("h")).hasMessage("no gate \"h\" in the script; there are [g]");
        }
    }

    @Test
    void rulesAndPoliciesAreRead() throws Exception {
        Script script = Script.fromJson(JSON.readTree("""
                {"replies":[[{"text":"other"}]],
                 "rules":[{"when":{"lastUserTextContains":"rain","model":"m"},"replies":[[{"text":"wet"}]]},
                          {"when":{"threadId":"t"},"replies":[[{"text":"thread"}]]}],
                 "afterEnd":"repeatLast","sideRequests":"script"}
                """));
        try (ScriptedModel model = ScriptedModel.start(script)) {
            Client client = new Client(model);
            String rain = "{\"model\":\"m\",\"input\":[{\"role\":\"user\",\"content\":\"will it rain?\"}]}";
            assertThat(client.post(rain).body()).contains("\"delta\":\"wet\"");
            assertThat(client.post("{\"prompt_cache_key\":\"t\"}").body()).contains("\"delta\":\"thread\"");
            String side = "{\"text\":{\"format\":{\"type\":\"json_schema\"}}}";
            assertThat(client.post(side).body()).contains("\"delta\":\"other\"");
            assertThat(client.post(rain).body()).contains("\"delta\":\"wet\"");
            assertThat(model.awaitRequest(3, SOON).lastUserText()).contains("will it rain?");
        }
    }

    @Test
    void everyProblemIsReportedWithItsPlace() {
        assertThatThrownBy(() -> Script.fromJson(JSON.readTree("""
                        {"replies":[[{"txet":"a"},{"text":1,"speed":2},{"call":"x"},{"text":"a","call":"b"}],
                                    7,
                                    [{"drop":false}],
                                    [{"text":"a"},{"httpError":500}],
                                    [{"fail":"x"},{"text":"late"}],
                                    [{"pauseMs":60001},{"text":"a","chunks":"WORDS"},{"item":{}}],
                                    {"steps":[],"usage":{"input":-1}}],
                         "rules":[{"when":{},"replies":[]}],
                         "afterEnd":"stop","more":1}
                        """)))
                .isInstanceOfSatisfying(
                        ScriptException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.pointer() + " " + problem.reason())
                                .containsExactlyInAnyOrder(
                                        "/more unknown member; known here: afterEnd, replies, rules, sideRequests",
                                        "/replies/0/0 a step is an object with exactly one of text, reason, rawReason, call,"
                                                + " custom, item, event, garbage, hold, pauseMs, fail, incomplete, drop,"
                                                + " endEarly, httpError; found none",
                                        "/replies/0/1/speed unknown member; known here: chunks, delayMs, phase, text,"
                                                + " unfinished",
                                        "/replies/0/1/text must be a text",
                                        "/replies/0/2/args a call has either args (JSON) or argsText (a text)",
                                        "/replies/0/3 a step is an object with exactly one of text, reason, rawReason, call,"
                                                + " custom, item, event, garbage, hold, pauseMs, fail, incomplete, drop,"
                                                + " endEarly, httpError; found text, call",
                                        "/replies/1 a reply is a list of steps, or an object with steps",
                                        "/replies/2/0/drop can only be true; leave the step out instead",
                                        "/replies/3 step 1 is an HTTP error, but the stream is already open; put it first",
                                        "/replies/4 step 0 ends the reply, but step 1 follows",
                                        "/replies/5/0/pauseMs must be a whole number from 0 to 60000",
                                        "/replies/5/1/chunks must be one of characters, whole, words",
                                        "/replies/5/2 an output item must be an object with a text member \"type\"",
                                        "/replies/6/usage/input must be a whole number from 0 to 2147483647",
                                        "/rules/0/when needs at least one of lastUserTextContains, threadId, model",
                                        "/afterEnd must be one of fail, failRetryably, repeatLast")
                                .hasSameSizeAs(e.getMessage().lines().toList()));
    }

    @Test
    void aFileThatIsNoJsonIsNamed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.json"), "[[{");
        assertThatThrownBy(() -> Script.read(file))
                .isInstanceOf(ScriptException.class)
                .hasMessageStartingWith(file + "#: not JSON: Unexpected end-of-input");
        Path scalar = Files.writeString(folder.resolve("scalar.json"), "3");
        assertThatThrownBy(() -> Script.read(scalar))
                .hasMessage(scalar + "#: a script is a list of replies, or an object with replies");
    }

    private static List<String> play(Script script, int times) throws Exception {
        try (ScriptedModel model = ScriptedModel.start(script)) {
            Client client = new Client(model);
            var answers = new ArrayList<String>();
            for (int i = 0; i < times; i++) {
                var answer = client.post("{}");
                answers.add(answer.statusCode() + " " + answer.headers().firstValue("x-pot") + " " + answer.body());
            }
            return answers;
        }
    }
}
