package dev.parlance.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parlance.agent.protocol.CodexErrorInfo;
import dev.parlance.scripted.AfterEnd;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Script;
import dev.parlance.scripted.ScriptedModel;
import dev.parlance.scripted.Step;
import dev.parlance.server.Json;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a failing endpoint becomes, one test a row of the table of failures. */
class ResponsesFailureTest {
    private final List<Duration> waits = new ArrayList<>();

    /** Everything a turn loop can tell failures apart by. */
    private record Seen(
            int requests,
            String message,
            String info,
            String retryInfo,
            boolean retryable,
            @Nullable Duration retryAfter) {}

    @Test
    void serverErrorsAreTriedAgainInSilence() throws Exception {
        assertThat(failure(error(500, "{}")))
                .isEqualTo(new Seen(
                        5,
                        "The model endpoint is in high demand or has a fault (500 Internal Server Error). Try again later.",
                        "\"internalServerError\"",
                        "{\"responseStreamDisconnected\":{}}",
                        true,
                        null));
        assertThat(waits).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(waits.get(i).toMillis()).isBetween(180L << i, 220L << i);
        }
    }

    @Test
    void twoServerErrorsAreInvisible() throws Exception {
        try (ScriptedModel model =
                ScriptedModel.start(Script.of(error(500, "{}"), error(502, "{}"), Reply.of(Step.text("hello"))))) {
            List<ModelEvent> events = Requests.all(provider(model), Requests.saying("hi"));
            assertThat(model.requestCount()).isEqualTo(3);
            assertThat(events.get(events.size() - 1)).isInstanceOf(ModelEvent.Completed.class);
        }
    }

    @Test
    void overloadIsFinalAfterSilentRetries() throws Exception {
        assertThat(failure(error(503, "{\"error\":{\"code\":\"server_is_overloaded\"}}")))
                .isEqualTo(new Seen(
                        5,
                        "Selected model is at capacity. Try another one, or wait.",
                        "\"serverOverloaded\"",
                        "{\"responseStreamDisconnected\":{}}",
                        false,
                        null));
    }

    @Test
    void tooManyRequestsAreFinalAtOnce() throws Exception {
        assertThat(failure(error(429, "slow down")))
                .isEqualTo(new Seen(
                        1,
                        "exceeded retry limit, last status: 429 Too Many Requests",
                        "{\"responseTooManyFailedAttempts\":{\"httpStatusCode\":429}}",
                        "{\"responseStreamDisconnected\":{}}",
                        false,
                        null));
    }

    @Test
    void usageLimitIsFinal() throws Exception {
        assertThat(failure(
                        error(429, "{\"error\":{\"type\":\"usage_limit_reached\",\"message\":\"Come back at 5.\"}}")))
                .isEqualTo(new Seen(
                        1,
                        "Come back at 5.",
                        "\"usageLimitExceeded\"",
                        "{\"responseStreamDisconnected\":{}}",
                        false,
                        null));
    }

    @Test
    void badRequestIsItsBody() throws Exception {
        assertThat(failure(error(400, "{\"detail\":\"no such tool\"}")))
                .isEqualTo(new Seen(
                        1,
                        "{\"detail\":\"no such tool\"}",
                        "\"other\"",
                        "{\"responseStreamDisconnected\":{}}",
                        false,
                        null));
        assertThat(failure(error(400, "x".repeat(10_000))).message()).isEqualTo("x".repeat(2_000) + "…");
    }

    @ParameterizedTest
    @CsvSource({"401,401 Unauthorized", "404,404 Not Found", "418,418"})
    void otherStatusesMayPass(int status, String reason) throws Exception {
        assertThat(failure(error(status, "why")))
                .isEqualTo(new Seen(
                        1,
                        "unexpected status " + reason + ": why",
                        "{\"httpConnectionFailed\":{\"httpStatusCode\":" + status + "}}",
                        "{\"responseStreamDisconnected\":{\"httpStatusCode\":" + status + "}}",
                        true,
                        null));
    }

    @Test
    void streamWithoutEndMayPass() throws Exception {
        assertThat(failure(Reply.of(Step.text("half"), Step.endEarly())))
                .isEqualTo(inStream("stream closed before response.completed", "\"other\"", true, null));
        Seen cut = failure(Reply.of(Step.text("half"), Step.cut()));
        assertThat(cut.message()).startsWith("stream closed before response.completed: ");
        assertThat(cut.retryable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    server_error, Sorry., Sorry., "other", true,
                    rate_limit_exceeded, Please try again in 1.5s., Please try again in 1.5s., "other", true, PT1.5S
                    rate_limit_exceeded, try again in 28ms, try again in 28ms, "other", true, PT0.028S
                    rate_limit_exceeded, Try again in 35 seconds., Try again in 35 seconds., "other", true, PT35S
                    rate_limit_exceeded, Later., Later., "other", true,
                    insufficient_quota, x, The account's quota is used up. Check its plan and billing., "usageLimitExceeded", false,
                    server_is_overloaded, x, 'Selected model is at capacity. Try another one, or wait.', "serverOverloaded", false,
                    invalid_prompt, Not that., Not that., "other", false,
                    """, quoteCharacter = '\'')
    void failedAnswersGoByTheirCode(
            String code, String text, String message, String info, boolean retryable, @Nullable Duration after)
            throws Exception {
        assertThat(failure(Reply.of(Step.fail(code, text)))).isEqualTo(inStream(message, info, retryable, after));
    }

    @Test
    void fullContextWindowIsFinal() throws Exception {
        Seen seen = failure(Reply.of(Step.fail("context_length_exceeded", "too long")));
        assertThat(seen.info()).isEqualTo("\"contextWindowExceeded\"");
        assertThat(seen.retryable()).isFalse();
    }

    @Test
    void incompleteAnswersAreFinal() throws Exception {
        assertThat(failure(Reply.of(Step.incomplete("max_output_tokens"))))
                .isEqualTo(
                        inStream("Incomplete response returned, reason: max_output_tokens", "\"other\"", false, null));
    }

    @Test
    void errorEventsGoByTheirCodeToo() throws Exception {
        Step nested = Step.event(Json.MAPPER.readTree(
                "{\"type\":\"error\",\"error\":{\"code\":\"invalid_prompt\",\"message\":\"No.\"}}"));
        Step flat = Step.event(Json.MAPPER.readTree("{\"type\":\"error\",\"code\":null,\"message\":\"Hm.\"}"));
        assertThat(failure(Reply.of(nested))).isEqualTo(inStream("No.", "\"other\"", false, null));
        assertThat(failure(Reply.of(flat))).isEqualTo(inStream("Hm.", "\"other\"", true, null));
    }

    @Test
    void refusedConnectionMayPass() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (ResponsesProvider provider = provider(ResponsesSettings.builder("mock", "http://127.0.0.1:" + port))) {
            ModelException failure =
                    catchThrowableOfType(ModelException.class, () -> provider.open(Requests.saying("hi")));
            assertThat(failure)
                    .hasMessageStartingWith(
                            "cannot connect to the model provider \"mock\" at http://127.0.0.1:" + port);
            assertThat(text(failure.info())).isEqualTo("{\"httpConnectionFailed\":{}}");
            assertThat(failure.retryable()).isTrue();
            assertThat(waits).isEmpty();
        }
    }

    @Test
    void secretsAreBlankedOut() throws Exception {
        try (ScriptedModel model = ScriptedModel.start(Script.of(error(401, "bad key sk-12345678 or hush-hush")));
                ResponsesProvider provider = provider(
                        ResponsesSettings.builder("mock", model.baseUrl().toString())
                                .apiKey(() -> "sk-12345678")
                                .envHttpHeaders(Map.of("X-Extra", "hush-hush")))) {
            ModelException failure =
                    catchThrowableOfType(ModelException.class, () -> provider.open(Requests.saying("hi")));
            assertThat(failure).hasMessage("unexpected status 401 Unauthorized: bad key *** or ***");
        }
    }

    @Test
    void unusableSettingsAreNamedWithoutTheirValues() {
        ResponsesSettings.Builder settings =
                ResponsesSettings.builder("mock", "http://127.0.0.1:1/v1").apiKey(() -> "sk-1234\nsecret");
        ModelException failure = catchThrowableOfType(
                ModelException.class, () -> provider(settings).open(Requests.saying("hi")));
        assertThat(failure)
                .hasMessage(
                        "the model provider \"mock\" is misconfigured: the header \"Authorization\" has a name or value"
                                + " that HTTP does not allow; check the key and http_headers")
                .hasNoCause();
        assertThat(catchThrowableOfType(
                        ModelException.class,
                        () -> provider(ResponsesSettings.builder("mock", "ftp://x"))
                                .open(Requests.saying("hi"))))
                .hasMessage("the model provider \"mock\" is misconfigured: base_url must be http://host/path or"
                        + " https://host/path, without user and query");
        assertThat(settings.build()).hasToString("ResponsesSettings[mock, http://127.0.0.1:1]");
    }

    private static Seen inStream(String message, String info, boolean retryable, @Nullable Duration after) {
        return new Seen(1, message, info, "{\"responseStreamDisconnected\":{}}", retryable, after);
    }

    private Seen failure(Reply reply) throws Exception {
        Script script =
                Script.builder().reply(reply).afterEnd(AfterEnd.REPEAT_LAST).build();
        try (ScriptedModel model = ScriptedModel.start(script);
                ResponsesProvider provider = provider(model)) {
            ModelException failure =
                    catchThrowableOfType(ModelException.class, () -> Requests.all(provider, Requests.saying("hi")));
            return new Seen(
                    model.requestCount(),
                    failure.getMessage(),
                    text(failure.info()),
                    text(failure.retryInfo()),
                    failure.retryable(),
                    failure.retryAfter());
        }
    }

    private ResponsesProvider provider(ScriptedModel model) {
        return provider(ResponsesSettings.builder("mock", model.baseUrl().toString()));
    }

    private ResponsesProvider provider(ResponsesSettings.Builder settings) {
        return new ResponsesProvider(settings.build(), waits::add);
    }

    private static Reply error(int status, String body) {
        return Reply.of(Step.httpError(status, Map.of(), body));
    }

    private static String text(CodexErrorInfo info) throws Exception {
        return Json.MAPPER.writeValueAsString(info);
    }
}
