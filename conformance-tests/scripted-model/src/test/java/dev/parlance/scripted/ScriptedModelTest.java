package dev.parlance.scripted;

import static dev.parlance.scripted.Client.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptedModelTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void repliesComeInOrderAndIdsCarryTheirNumber() throws Exception {
        try (ScriptedModel model = ScriptedModel.start(Script.of(Reply.of(Step.text("one")), Reply.of()))) {
            model.add(Reply.of(Step.text("three")));
            Client client = new Client(model);

            assertThat(deltas(client.events("{}"))).containsExactly("one");
            assertThat(deltas(client.events("{}"))).isEmpty();
            assertThat(client.events("{}")).anyMatch(event -> event.contains("\"item_id\":\"msg_2_0\""));
            assertThat(model.repliesLeft()).isZero();
            assertThat(model.problems()).isEmpty();
        }
    }

    @Test
    void startingOverForgetsWhatWasAndBreaksWhatIsOpen() throws Exception {
        Gate gate = new Gate("never");
        try (ScriptedModel model = ScriptedModel.start(Script.of(Reply.of(Step.text("old"), Step.hold(gate))))) {
            Client client = new Client(model);
            try (InputStream open = client.open("{}")) {
                gate.awaitReached(SOON);
                model.startOver(Script.of(Reply.of(Step.text("new"))));

                assertThatThrownBy(open::readAllBytes).isInstanceOf(IOException.class);
            }
            assertThat(model.requestCount()).isZero();
            assertThat(deltas(client.events("{}"))).containsExactly("new");
            assertThat(model.requests()).hasSize(1);
            assertThat(model.problems()).isEmpty();
        }
    }

    @Test
    void aRequestPastTheEndFailsWithAClearText() throws Exception {
        try (ScriptedModel model = ScriptedModel.start()) {
            HttpResponse<String> answer = new Client(model).post("{}");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo("{\"error\":{\"type\":\"scripted_model\","
                            + "\"message\":\"the script has no reply left for request 0\"}}");
            assertThat(model.problems()).containsExactly("the script has no reply left for request 0");
            assertThat(model.awaitRequest(0, SOON).awaitOutcome(SOON)).isEqualTo(Outcome.REFUSED);
        }
    }

    @Test
    void afterTheEndTheLastReplyRepeatsOrTheFailureIsRetryable() throws Exception {
        Script repeating = Script.builder()
                .reply(Step.text("again"))
                .afterEnd(AfterEnd.REPEAT_LAST)
                .build();
        try (ScriptedModel model = ScriptedModel.start(repeating)) {
            Client client = new Client(model);
            for (int i = 0; i < 3; i++) {
                assertThat(deltas(client.events("{}"))).containsExactly("again");
            }
            assertThat(model.problems()).isEmpty();
        }
        Script failing = Script.builder().afterEnd(AfterEnd.FAIL_RETRYABLY).build();
        try (ScriptedModel model = ScriptedModel.start(failing)) {
            assertThat(new Client(model).post("{}").statusCode()).isEqualTo(500);
        }
    }

    @Test
    void sideRequestsTakeNothingFromTheScript() throws Exception {
        String side = "{\"text\":{\"format\":{\"type\":\"json_schema\"}}}";
        try (ScriptedModel model = ScriptedModel.start(Script.of(Reply.of(Step.text("turn"))))) {
            Client client = new Client(model);
            assertThat(deltas(client.events(side))).containsExactly("{\"title\":\"A talk\"}");
            assertThat(deltas(client.events("{}"))).containsExactly("turn");
            assertThat(model.requestCount()).isEqualTo(1);
            assertThat(model.allRequests()).hasSize(2);
        }
        Script whole = Script.builder()
                .reply(Step.text("turn"))
                .sideRequests(SideRequests.none())
                .build();
        try (ScriptedModel model = ScriptedModel.start(whole)) {
            assertThat(deltas(new Client(model).events(side))).containsExactly("turn");
        }
    }

    @Test
    void conditionsGiveEachThreadItsOwnLine() throws Exception {
        Script script = Script.builder()
                .when(request -> request.threadId().orElse("").equals("a"), say("a0"), say("a1"))
                .when(request -> request.threadId().orElse("").equals("b"), say("b0"))
                .reply(Step.text("other"))
                .build();
        try (ScriptedModel model = ScriptedModel.start(script)) {
            Client client = new Client(model);
            String a = "{\"prompt_cache_key\":\"x\",\"client_metadata\":{\"thread_id\":\"a\"}}";
            String b = "{\"prompt_cache_key\":\"b\"}";
            assertThat(deltas(client.events(a))).containsExactly("a0");
            assertThat(deltas(client.events(b))).containsExactly("b0");
            assertThat(deltas(client.events("{}"))).containsExactly("other");
            assertThat(deltas(client.events(a))).containsExactly("a1");
            assertThat(client.post(b).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aReplyMayDependOnTheRequest() throws Exception {
        Script script = Script.builder()
                .replyTo(request -> say(request.threadId().orElseThrow()))
                .afterEnd(AfterEnd.REPEAT_LAST)
                .build();
        try (ScriptedModel model = ScriptedModel.start(script)) {
            Client client = new Client(model);
            assertThat(deltas(client.events("{\"prompt_cache_key\":\"t1\"}"))).containsExactly("t1");
            assertThat(deltas(client.events("{\"prompt_cache_key\":\"t2\"}"))).containsExactly("t2");
            assertThat(client.post("{}").statusCode()).isEqualTo(500);
            assertThat(model.problems())
                    .containsExactly("the script failed: java.util.NoSuchElementException: No value present");
        }
    }

    @Test
    void aConditionThatThrowsIsAProblem() throws Exception {
        Script script = Script.builder()
                .when(
                        request -> {
                            throw new IllegalStateException("no idea");
                        },
                        say("never"))
                .build();
        try (ScriptedModel model = ScriptedModel.start(script)) {
            assertThat(new Client(model).post("{}").statusCode()).isEqualTo(500);
            assertThat(model.problems()).containsExactly("the script failed: java.lang.IllegalStateException: no idea");
            assertThat(model.allRequests().get(0).awaitOutcome(SOON)).isEqualTo(Outcome.REFUSED);
        }
    }

    @Test
    void aGateStopsTheReplyUntilItIsReleased() throws Exception {
        Gate gate = new Gate("half");
        Reply reply = Reply.of(Step.text("first").unfinished(), Step.hold(gate), Step.text("second"));
        try (ScriptedModel model = ScriptedModel.start(Script.of(reply));
                BufferedReader lines = reader(new Client(model).open("{}"))) {
            gate.awaitReached(SOON);
            String line = lines.readLine();
            while (!line.contains("\"delta\":\"first\"")) {
                line = lines.readLine();
            }
            assertThat(gate.isReleased()).isFalse();
            model.gate("half").release();
            assertThat(lines.lines()).anyMatch(rest -> rest.contains("\"delta\":\"second\""));
            assertThat(model.awaitRequest(0, SOON).awaitOutcome(SOON)).isEqualTo(Outcome.SERVED);
        }
    }

    @Test
    void aGateOpensOverHttp() throws Exception {
        Gate gate = new Gate("far");
        try (ScriptedModel model = ScriptedModel.start(Script.of(Reply.of(Step.hold(gate))))) {
            Client client = new Client(model);
            assertThat(client.send("POST", "/gates/near/release", "").statusCode())
                    .isEqualTo(404);
            assertThat(client.send("POST", "/gates/far/release", "").statusCode())
                    .isEqualTo(204);
            assertThat(client.events("{}")).last().asString().contains("response.completed");
        }
    }

    @Test
    void aGateThatNobodyReleasesIsAProblemAndBreaksTheReply() throws Exception {
        Limits impatient = new Limits(1_000, 10, 10, Duration.ofMillis(1));
        Script script = Script.of(Reply.of(Step.hold(new Gate("shut"))));
        try (ScriptedModel model = ScriptedModel.start(0, script, impatient)) {
            assertThatThrownBy(() -> new Client(model).post("{}")).isInstanceOf(IOException.class);
            assertThat(model.awaitRequest(0, SOON).awaitOutcome(SOON)).isEqualTo(Outcome.ABANDONED);
            assertThat(model.problems())
                    .containsExactly("reply 0: the gate \"shut\" was not released within 1 ms;"
                            + " call release(), or raise Limits.hold");
        }
    }

    @Test
    void aClientThatLeavesIsNoticed() throws Exception {
        Gate gate = new Gate("gone");
        Reply reply = Reply.of(
                Step.text("first"),
                Step.hold(gate),
                Step.text("x".repeat(100_000)).by(Chunking.CHARACTERS));
        try (ScriptedModel model = ScriptedModel.start(Script.of(reply))) {
            InputStream stream = new Client(model).open("{}");
            gate.awaitReached(SOON);
            stream.close();
            gate.release();
            assertThat(model.awaitRequest(0, SOON).awaitOutcome(SOON)).isEqualTo(Outcome.CLIENT_GONE);
            assertThat(model.problems()).isEmpty();
        }
    }

    @Test
    void closingBreaksAReplyThatWaits() throws Exception {
        Gate gate = new Gate("never");
        ScriptedModel model =
                ScriptedModel.start(Script.of(Reply.of(Step.hold(gate)), Reply.of(Step.pause(Duration.ofSeconds(60)))));
        Client client = new Client(model);
        InputStream held = client.open("{}");
        InputStream paused = client.open("{}");
        gate.awaitReached(SOON);
        model.close();
        assertThat(model.awaitRequest(0, SOON).awaitOutcome(SOON)).isEqualTo(Outcome.ABANDONED);
        assertThat(model.awaitRequest(1, SOON).awaitOutcome(SOON)).isEqualTo(Outcome.ABANDONED);
        assertThatThrownBy(held::readAllBytes).isInstanceOf(IOException.class);
        assertThatThrownBy(paused::readAllBytes).isInstanceOf(IOException.class);
    }

    @Test
    void aCutBreaksTheConnectionAndAnEarlyEndDoesNot() throws Exception {
        Script script = Script.of(
                Reply.of(Step.text("cut").unfinished(), Step.cut()), Reply.of(Step.text("early"), Step.endEarly()));
        try (ScriptedModel model = ScriptedModel.start(script)) {
            Client client = new Client(model);
            assertThatThrownBy(() -> client.post("{}")).isInstanceOf(IOException.class);
            List<String> early = client.events("{}");
            assertThat(deltas(early)).containsExactly("early");
            assertThat(early).last().asString().contains("response.output_item.done");
            assertThat(model.awaitRequest(0, SOON).awaitOutcome(SOON)).isEqualTo(Outcome.SERVED);
        }
    }

    @Test
    void httpErrorsCarryStatusHeadersAndBody() throws Exception {
        Script script = Script.of(
                Reply.of(Step.httpError(429, Map.of("retry-after", "3"), "slow down")),
                Reply.of(
                        Step.pause(Duration.ZERO), Step.httpError(503, JSON.readTree("{\"error\":{\"code\":\"x\"}}"))));
        try (ScriptedModel model = ScriptedModel.start(script)) {
            Client client = new Client(model);
            HttpResponse<String> first = client.post("{}");
            assertThat(first.statusCode()).isEqualTo(429);
            assertThat(first.headers().firstValue("retry-after")).contains("3");
            assertThat(first.body()).isEqualTo("slow down");
            HttpResponse<String> second = client.post("{}");
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("content-type")).contains("application/json");
            assertThat(second.body()).isEqualTo("{\"error\":{\"code\":\"x\"}}");
        }
    }

    @Test
    void modelsAreListedAndOtherPathsAreRefused() throws Exception {
        try (ScriptedModel model = ScriptedModel.start()) {
            Client client = new Client(model);
            assertThat(client.send("GET", "/v1/models", "").body())
                    .isEqualTo("{\"object\":\"list\",\"data\":[],\"models\":[]}");
            assertThat(client.send("POST", "/v1/chat/completions", "{}").statusCode())
                    .isEqualTo(404);
            assertThat(client.post("no json").statusCode()).isEqualTo(400);
            assertThat(client.post("[]").statusCode()).isEqualTo(400);
            assertThat(model.allRequests())
                    .extracting(ModelRequest::toString)
                    .containsExactly(
                            "GET /v1/models", "POST /v1/chat/completions", "POST /v1/responses", "POST /v1/responses");
            assertThat(model.requests()).isEmpty();
        }
    }

    private static Reply say(String text) {
        return Reply.of(Step.text(text));
    }

    private static List<String> deltas(List<String> events) throws IOException {
        var deltas = new ArrayList<String>();
        for (String event : events) {
            var tree = JSON.readTree(event);
            if (tree.path("type").asText().equals("response.output_text.delta")) {
                deltas.add(tree.path("delta").asText());
            }
        }
        return deltas;
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }
}
