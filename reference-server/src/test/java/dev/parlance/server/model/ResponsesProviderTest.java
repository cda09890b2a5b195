package dev.parlance.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.parlance.agent.protocol.TokenUsageBreakdown;
import dev.parlance.scripted.Gate;
import dev.parlance.scripted.Outcome;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Script;
import dev.parlance.scripted.ScriptedModel;
import dev.parlance.scripted.Step;
import dev.parlance.scripted.Usage;
import dev.parlance.server.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResponsesProviderTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void tellsOfTheAnswerInOrder() throws Exception {
        Reply reply = Reply.of(
                        Step.reasoning("so so"),
                        Step.text("a b"),
                        Step.garbage("{nonsense"),
                        Step.customCall("apply_patch", "p"))
                .usage(new Usage(10, 4, 6, 2));
        try (ScriptedModel model = ScriptedModel.start(Script.of(reply));
                ResponsesProvider provider = provider(model)) {
            List<ModelEvent> events = Requests.all(provider, Requests.saying("hi"));

            assertThat(events.stream().map(ResponsesProviderTest::brief))
                    .containsExactly(
                            "added rs_0_0 reasoning",
                            "SummaryPartAdded[itemId=rs_0_0, summaryIndex=0]",
                            "SummaryTextDelta[itemId=rs_0_0, summaryIndex=0, delta=so ]",
                            "SummaryTextDelta[itemId=rs_0_0, summaryIndex=0, delta=so]",
                            "done rs_0_0 reasoning",
                            "added msg_0_1 message",
                            "TextDelta[itemId=msg_0_1, delta=a ]",
                            "TextDelta[itemId=msg_0_1, delta=b]",
                            "done msg_0_1 message",
                            "added ctc_0_2 custom_tool_call",
                            "done ctc_0_2 custom_tool_call",
                            "completed resp_0");
            assertThat(((ModelEvent.Completed) events.get(11)).usage())
                    .isEqualTo(TokenUsageBreakdown.builder()
                            .inputTokens(10L)
                            .cachedInputTokens(4L)
                            .cacheWriteInputTokens(0L)
                            .outputTokens(6L)
                            .reasoningOutputTokens(2L)
                            .totalTokens(16L)
                            .build());
        }
    }

    @Test
    void sendsKeyHeadersAndQuery() throws Exception {
        try (ScriptedModel model = ScriptedModel.start(Script.of(Reply.of(Step.text("x"))));
                ResponsesProvider provider =
                        new ResponsesProvider(ResponsesSettings.builder("mock", model.baseUrl() + "/")
                                .apiKey(() -> "sk-1\n")
                                .httpHeaders(Map.of("X-One", "1", "user-agent", "mine"))
                                .envHttpHeaders(Map.of("X-Two", "2"))
                                .queryParams(Map.of("api-version", "a b&c"))
                                .build())) {
            Requests.all(provider, Requests.saying("hi"));

            var request = model.requests().get(0);
            assertThat(request.path()).isEqualTo("/v1/responses?api-version=a+b%26c");
            assertThat(List.of("authorization", "x-one", "x-two", "user-agent", "content-type", "accept").stream()
                            .map(name -> request.header(name).orElse("")))
                    .containsExactly("Bearer sk-1", "1", "2", "mine", "application/json", "text/event-stream");
            assertThat(request.body().path("prompt_cache_key").asText()).isEqualTo("thread-1");
        }
    }

    @Test
    void sendsNoKeyWhereThereIsNone() throws Exception {
        try (ScriptedModel model = ScriptedModel.start(Script.of(Reply.of(Step.text("x"))));
                ResponsesProvider provider = provider(model)) {
            Requests.all(provider, Requests.saying("hi"));
            assertThat(model.requests().get(0).header("authorization")).isEmpty();
        }
    }

    @Test
    void handsADeltaOnBeforeTheNextIsMade() throws Exception {
        Gate gate = new Gate("after the first text");
        try (ScriptedModel model =
                        ScriptedModel.start(Script.of(Reply.of(Step.text("one"), Step.hold(gate), Step.text("two"))));
                ResponsesProvider provider = provider(model);
                ModelStream stream = provider.open(Requests.saying("hi"))) {
            assertThat(brief(stream.next())).isEqualTo("added msg_0_0 message");
            assertThat(stream.next()).isEqualTo(new ModelEvent.TextDelta("msg_0_0", "one"));
            assertThat(brief(stream.next())).isEqualTo("done msg_0_0 message");
            assertThat(gate.isReleased()).isFalse();
            gate.release();
            assertThat(Requests.rest(stream)).contains(new ModelEvent.TextDelta("msg_0_1", "two"));
        }
    }

    @Test
    void answerIsWholeBeforeItsConnectionEnds() throws Exception {
        Gate gate = new Gate("after the end");
        Step completed =
                Step.event(Json.MAPPER.readTree("{\"type\":\"response.completed\",\"response\":{\"id\":\"r\"}}"));
        try (ScriptedModel model =
                        ScriptedModel.start(Script.of(Reply.of(completed, Step.hold(gate), Step.endEarly())));
                ResponsesProvider provider = provider(model)) {
            assertThat(Requests.all(provider, Requests.saying("hi")))
                    .containsExactly(new ModelEvent.Completed("r", null));
            assertThat(gate.isReleased()).isFalse();
            gate.release();
            assertThat(model.awaitRequest(0, LIMIT).awaitOutcome(LIMIT)).isEqualTo(Outcome.SERVED);
        }
    }

    @Test
    void closeWakesTheReaderAndEndsTheRequest() throws Exception {
        Gate gate = new Gate("never");
        try (ScriptedModel model = ScriptedModel.start(
                        Script.of(Reply.of(Step.text("one"), Step.hold(gate), Step.text("x".repeat(1 << 20)))));
                ResponsesProvider provider = provider(model)) {
            ModelStream stream = provider.open(Requests.saying("hi"));
            for (int i = 0; i < 3; i++) {
                stream.next();
            }
            gate.awaitReached(LIMIT);
            CompletableFuture<Exception> ended = new CompletableFuture<>();
            Thread reader = new Thread(() -> ended.complete(failureOf(stream)));
            reader.start();
            stream.close();

            assertThat(ended.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ModelException.class)
                    .hasMessage("the model's answer was given up");
            gate.release();
            assertThat(model.awaitRequest(0, LIMIT).awaitOutcome(LIMIT)).isEqualTo(Outcome.CLIENT_GONE);
        }
    }

    @Test
    void interruptWakesTheReader() throws Exception {
        Gate gate = new Gate("never");
        try (ScriptedModel model = ScriptedModel.start(Script.of(Reply.of(Step.hold(gate))));
                ResponsesProvider provider = provider(model);
                ModelStream stream = provider.open(Requests.saying("hi"))) {
            gate.awaitReached(LIMIT);
            CompletableFuture<Exception> ended = new CompletableFuture<>();
            Thread reader = new Thread(() -> ended.complete(failureOf(stream)));
            reader.start();
            reader.interrupt();
            assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void interruptEndsTheWaitForAnAnswer() throws Exception {
        Gate gate = new Gate("never");
        try (ScriptedModel model =
                        ScriptedModel.start(Script.of(Reply.of(Step.hold(gate), Step.httpError(500, Map.of(), ""))));
                ResponsesProvider provider = provider(model)) {
            CompletableFuture<Exception> ended = new CompletableFuture<>();
            Thread asking = new Thread(() -> ended.complete(failureOf(provider)));
            asking.start();
            gate.awaitReached(LIMIT);
            asking.interrupt();
            assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            gate.release();
        }
    }

    @Test
    void interruptEndsTheWaitForARetry() throws Exception {
        try (ScriptedModel model = ScriptedModel.start(Script.of(Reply.of(Step.httpError(500, Map.of(), ""))));
                ResponsesProvider provider =
                        new ResponsesProvider(settings(model).build(), delay -> {
                            throw new InterruptedException("as a thread is that waits");
                        })) {
            assertThatThrownBy(() -> provider.open(Requests.saying("hi"))).isInstanceOf(InterruptedException.class);
            assertThat(model.requestCount()).isEqualTo(1);
        }
    }

    @Test
    void silenceEndsTheAnswer() {
        try (ModelStream stream = new ResponsesStream(new ChunkQueue(), Duration.ofMillis(20), Runnable::run)) {
            assertThatThrownBy(stream::next)
                    .hasMessage("the model sent nothing for 20 ms (stream_idle_timeout_ms)")
                    .satisfies(e -> assertThat(((ModelException) e).retryable()).isTrue());
        }
    }

    @Test
    void silenceBeforeTheAnswerEndsTheRequest() {
        Gate gate = new Gate("never");
        try (ScriptedModel model =
                        ScriptedModel.start(Script.of(Reply.of(Step.hold(gate), Step.httpError(500, Map.of(), ""))));
                ResponsesProvider provider = new ResponsesProvider(settings(model)
                        .streamIdleTimeout(Duration.ofMillis(300))
                        .build())) {
            assertThatThrownBy(() -> provider.open(Requests.saying("hi")))
                    .hasMessage("the model provider \"mock\" did not answer within 300 ms (stream_idle_timeout_ms)")
                    .satisfies(e -> assertThat(((ModelException) e).retryable()).isTrue());
        }
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        AtomicInteger reached = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/elsewhere", exchange -> {
            reached.incrementAndGet();
            exchange.close();
        });
        server.createContext("/v1/responses", exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
        try (ResponsesProvider provider = new ResponsesProvider(ResponsesSettings.builder(
                        "mock", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1")
                .build())) {
            assertThatThrownBy(() -> provider.open(Requests.saying("hi")))
                    .hasMessageStartingWith("the model endpoint redirects (HTTP 307)");
            assertThat(reached).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void closedProviderSaysSo() {
        ResponsesProvider provider = new ResponsesProvider(
                ResponsesSettings.builder("mock", "http://127.0.0.1:1").build());
        provider.close();
        assertThatThrownBy(() -> provider.open(Requests.saying("hi")))
                .hasMessage("the model provider \"mock\" is closed");
    }

    private static Exception failureOf(ModelStream stream) {
        try {
            return new ExecutionException("an event came: " + stream.next(), null);
        } catch (ModelException | InterruptedException e) {
            return e;
        }
    }

    private static Exception failureOf(ResponsesProvider provider) {
        try (ModelStream stream = provider.open(Requests.saying("hi"))) {
            return new ExecutionException("an answer came: " + stream, null);
        } catch (ModelException | InterruptedException e) {
            return e;
        }
    }

    private static ResponsesSettings.Builder settings(ScriptedModel model) {
        return ResponsesSettings.builder("mock", model.baseUrl().toString());
    }

    private static ResponsesProvider provider(ScriptedModel model) {
        return new ResponsesProvider(settings(model).build());
    }

    private static String brief(ModelEvent event) {
        if (event instanceof ModelEvent.ItemAdded added) {
            return "added " + added.itemId() + " " + added.item().type();
        }
        if (event instanceof ModelEvent.ItemDone done) {
            return "done " + done.itemId() + " " + done.item().type();
        }
        return event instanceof ModelEvent.Completed completed
                ? "completed " + completed.responseId()
                : event.toString();
    }
}
