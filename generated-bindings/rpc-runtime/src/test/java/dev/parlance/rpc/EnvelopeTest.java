package dev.parlance.rpc;

import static dev.parlance.rpc.Diagnostic.Kind.MALFORMED;
import static dev.parlance.rpc.Diagnostic.Kind.NOISE;
import static dev.parlance.rpc.Diagnostic.Kind.REFUSED;
import static dev.parlance.rpc.Diagnostic.Kind.TOO_LONG;
import static dev.parlance.rpc.Diagnostic.Kind.UNKNOWN_RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class EnvelopeTest {
    private static final UnaryOperator<Peer.Builder> PLAIN = UnaryOperator.identity();

    private static Peer.Builder jsonRpc2(Peer.Builder builder) {
        return builder.dialect(Dialect.jsonRpc2());
    }

    private static String echo(String id) {
        return "{\"id\":" + id + ",\"method\":\"echo\",\"params\":{\"text\":\"a\"}}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "0",
                "-7",
                "9007199254740993",
                "9223372036854775807",
                "-9223372036854775808",
                "\"\"",
                "\"10\"",
                "\"ä\""
            })
    void idsAreEchoedExactly(String id) throws IOException {
        try (RawEnd end = new RawEnd(PLAIN)) {
            assertThat(end.exchange(echo(id))).containsExactly("{\"id\":" + id + ",\"result\":{\"text\":\"a\"}}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1.5", "2.0", "1e3", "9223372036854775808", "true", "{}", "[1]"})
    void otherIdsAreDroppedOrRefusedAsTheDialectSays(String id) throws IOException {
        try (RawEnd plain = new RawEnd(PLAIN);
                RawEnd strict = new RawEnd(EnvelopeTest::jsonRpc2)) {
            assertThat(plain.exchange(echo(id))).isEmpty();
            assertThat(plain.kinds()).containsExactly(MALFORMED);
            assertThat(strict.exchange(echo(id)))
                    .containsExactly("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":"
                            + "\"invalid request: `id` is neither a string nor an integer of 64 bits\"}}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"params\":{\"text\":\"a\"},\"method\":\"echo\",\"id\":1}",
                "{\"id\":1,\"params\":{\"text\":\"a\"},\"method\":\"echo\"}",
                "{\"method\":\"echo\",\"params\":{\"text\":\"a\"},\"id\":1}",
                "\t { \"jsonrpc\" : 2 , \"trace\" : [ { } ] , \"id\" : 1 , \"method\" : \"echo\" , \"params\" : { \"text\" : \"a\" } } \r",
                "\uFEFF{\"id\":1,\"method\":\"echo\",\"params\":{\"text\":\"a\",\"text\":\"a\",\"more\":{\"x\":[1]}}}",
                "{\"result\":{\"deep\":[[]]},\"id\":1,\"error\":null,\"method\":\"ec\\u0068o\",\"params\":{\"text\":\"a\"}}",
            })
    void membersMayComeInAnyOrderAndAmongOthers(String line) throws IOException {
        try (RawEnd end = new RawEnd(PLAIN)) {
            assertThat(end.exchange(line)).containsExactly("{\"id\":1,\"result\":{\"text\":\"a\"}}");
            assertThat(end.events).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"params\":null", ",\"params\":{}", ",\"params\":{\"more\":[1]}"})
    void paramsOfAMethodWithoutAnyMayBeAnObjectOrNothing(String params) throws IOException {
        try (RawEnd end = new RawEnd(PLAIN)) {
            assertThat(end.exchange("{\"id\":1,\"method\":\"clear\"" + params + "}"))
                    .containsExactly("{\"id\":1,\"result\":{\"text\":\"cleared\"}}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"method\":\"clear\",\"params\":[]}",
                "{\"id\":1,\"method\":\"clear\",\"params\":5}",
                "{\"params\":\"x\",\"method\":\"clear\",\"id\":1}",
            })
    void paramsOfAMethodWithoutAnyAreNothingElse(String line) throws IOException {
        try (RawEnd end = new RawEnd(PLAIN)) {
            assertThat(end.exchange(line))
                    .containsExactly("{\"id\":1,\"error\":{\"code\":-32602,\"message\":"
                            + "\"invalid params: expected an object, or no params\"}}");
        }
    }

    @Test
    void anAnswerIsReadInAnyOrderOfItsMembers() throws Exception {
        try (RawEnd end = new RawEnd(PLAIN)) {
            CompletableFuture<Echo.Text> first = end.peer.request(Echo.ASK, new Echo.Text("1"));
            CompletableFuture<Echo.Text> second = end.peer.request(Echo.ASK, new Echo.Text("2"));
            CompletableFuture<Echo.Text> third = end.peer.request(Echo.ASK, new Echo.Text("3"));
            assertThat(end.receive()).isEqualTo("{\"id\":1,\"method\":\"ask\",\"params\":{\"text\":\"1\"}}");
            end.send("{\"error\":{\"message\":\"no\",\"code\":-5,\"data\":{\"n\":1.10}},\"id\":2}\n");
            end.send("{\"result\":{\"text\":\"three\"},\"id\":3}\n");
            end.send("{\"id\":1,\"error\":null,\"result\":{\"text\":\"one\"}}\n");

            assertThat(first.get()).isEqualTo(new Echo.Text("one"));
            assertThat(third.get()).isEqualTo(new Echo.Text("three"));
            assertThat(second)
                    .failsWithin(java.time.Duration.ofSeconds(5))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(RpcException.class, e -> {
                        assertThat(e).hasMessage("no");
                        assertThat(e.code()).isEqualTo(-5);
                        assertThat(e.data()).isEqualTo(java.util.Map.of("n", new java.math.BigDecimal("1.10")));
                    });
            assertThat(end.peer.pendingRequests()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"id\":1,\"method\":\"echo\",\"params\":{\"text\":\"a\"}}",
                "{\"id\":1,\"method\":\"echo\",\"method\":\"echo\",\"params\":{\"text\":\"a\"}}",
                "{\"id\":1,\"method\":\"echo\",\"params\":{\"text\":\"a\"},\"params\":{\"text\":\"a\"}}",
                "[]",
                "[{\"id\":1,\"method\":\"echo\",\"params\":{\"text\":\"a\"}}]",
                "{}",
                "{\"id\":7}",
                "{\"id\":7,\"method\":5}",
                "{\"id\":7,\"method\":\"echo\",\"params\":{\"text\":\"a\"}} {}",
                "{\"id\":7,\"method\":\"echo\",\"params\":{\"text\":\"a\"}}}",
                "{\"id\":7,\"method\":\"echo\",\"params\":{\"text\":\"a\"}",
                "{\"id\":7,\"method\":\"echo\",\"params\":{\"text\":\"a}",
                "{\"id\":7 \"method\":\"echo\"}",
                "{\"id\":07,\"method\":\"echo\",\"params\":{\"text\":\"a\"}}",
            })
    void whatIsNoMessageCostsOnlyItsLine(String line) throws IOException {
        try (RawEnd plain = new RawEnd(PLAIN);
                RawEnd strict = new RawEnd(EnvelopeTest::jsonRpc2)) {
            assertThat(plain.exchange(line)).isEmpty();
            assertThat(plain.kinds()).containsExactly(MALFORMED);
            assertThat(strict.exchange(line))
                    .singleElement()
                    .asString()
                    .startsWith("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello, I am a stray print", "5", "\"text\"", "null", "\u001b[31mred", "\u0000"})
    void noiseIsReported(String line) throws IOException {
        try (RawEnd end = new RawEnd(PLAIN)) {
            assertThat(end.exchange(line, "", "   ", "\r")).isEmpty();
            assertThat(end.kinds()).containsExactly(NOISE);
        }
    }

    @Test
    void invalidUtf8CostsOnlyItsLine() throws IOException {
        try (RawEnd end = new RawEnd(PLAIN)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            line.writeBytes("{\"id\":1,\"method\":\"echo\",\"params\":{\"text\":\"".getBytes(StandardCharsets.UTF_8));
            line.write(0xff);
            line.write(0xc3);
            line.writeBytes("\"}}\n".getBytes(StandardCharsets.UTF_8));
            end.send(line.toByteArray());

            assertThat(end.answersBeforeMarker()).isEmpty();
            assertThat(end.kinds()).containsExactly(MALFORMED);
        }
    }

    @Test
    void everyCodePointSurvivesTheRoundTrip() throws Exception {
        String text = "\u0000\u001f\u007f\u0085\u2028\u2029é\u05d0\u0301\ud83d\ude00\udbff\udfff\"\\/\n\r\t";
        InMemoryTransport.Pair pair = InMemoryTransport.pair(3);
        try (Peer server = Peer.builder(pair.server()).handlers(Echo.handlers()).start();
                Peer client = Peer.builder(pair.client()).start()) {
            assertThat(client.call(Echo.ECHO, new Echo.Text(text))).isEqualTo(new Echo.Text(text));
            assertThat(server.pendingRequests()).isZero();
        }
    }

    @Test
    void aLineAboveTheLimitIsSkippedAndTheNextOneRead() throws IOException {
        UnaryOperator<Peer.Builder> small =
                builder -> builder.limits(Limits.defaults().withMessageBytes(100_000));
        try (RawEnd plain = new RawEnd(small);
                RawEnd strict = new RawEnd(builder -> small.apply(jsonRpc2(builder)))) {
            String fits = echo("1").replace("\"a\"", '"' + "x".repeat(99_000) + '"');
            String above = echo("2").replace("\"a\"", '"' + "x".repeat(300_000) + '"');

            assertThat(plain.exchange(fits))
                    .containsExactly("{\"id\":1,\"result\":{\"text\":\"" + "x".repeat(99_000) + "\"}}");
            assertThat(plain.exchange(above)).isEmpty();
            assertThat(plain.kinds()).containsExactly(TOO_LONG);
            assertThat(strict.exchange(above))
                    .containsExactly("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":"
                            + "\"a message is longer than 100000 bytes and was skipped\"}}");
        }
    }

    @Test
    void nestingAboveTheLimitCostsOnlyItsLine() throws IOException {
        try (RawEnd end = new RawEnd(PLAIN)) {
            String deep = "[".repeat(100_000) + "]".repeat(100_000);
            String allowed = "[".repeat(120) + "]".repeat(120);

            assertThat(end.exchange(
                            "{\"id\":1,\"method\":\"echo\",\"params\":{\"text\":\"a\",\"x\":" + deep + "}}",
                            deep,
                            "{\"id\":2,\"method\":\"echo\",\"params\":{\"text\":\"a\",\"x\":" + allowed + "}}"))
                    .containsExactly("{\"id\":2,\"result\":{\"text\":\"a\"}}");
            assertThat(end.kinds()).containsExactly(MALFORMED, MALFORMED);
        }
    }

    @Test
    void badParamsAreRefusedWithTheMembersPath() throws IOException {
        try (RawEnd end = new RawEnd(PLAIN)) {
            assertThat(end.exchange(
                            "{\"id\":1,\"method\":\"echo\",\"params\":{}}",
                            "{\"method\":\"echo\",\"params\":{\"text\":5},\"id\":\"two\"}",
                            "{\"id\":3,\"method\":\"echo\"}",
                            "{\"id\":4,\"method\":\"echo\",\"params\":null}",
                            "{\"id\":5,\"method\":\"echo\",\"params\":[1]}",
                            "{\"id\":6,\"method\":\"no/such\",\"params\":[1]}",
                            "{\"id\":7,\"method\":\"Echo\"}",
                            "{\"id\":8,\"method\":\"half \\ud83d\"}"))
                    .containsExactly(
                            refusal("1", -32602, "invalid params: missing member `text`"),
                            refusal("\"two\"", -32602, "invalid params: text: expected a string"),
                            refusal("3", -32602, "invalid params: missing member `params`"),
                            refusal("4", -32602, "invalid params: missing member `params`"),
                            refusal("5", -32602, "invalid params: expected an object"),
                            refusal("6", -32601, "method not found: `no/such`"),
                            refusal("7", -32601, "method not found: `Echo`"),
                            refusal("8", -32601, "method not found: `half \ufffd`"));
            assertThat(end.kinds()).containsOnly(REFUSED).hasSize(8);
        }
    }

    private static String refusal(String id, int code, String message) {
        return "{\"id\":" + id + ",\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\"}}";
    }

    @Test
    void answersToNothingAreIgnored() throws IOException {
        try (RawEnd end = new RawEnd(PLAIN)) {
            assertThat(end.exchange(
                            "{\"id\":99,\"result\":{}}",
                            "{\"id\":\"1\",\"result\":{}}",
                            "{\"id\":1,\"error\":{\"code\":1,\"message\":\"\"}}",
                            "{\"id\":null,\"error\":{\"code\":-32700,\"message\":\"what?\"}}"))
                    .isEmpty();
            assertThat(end.kinds())
                    .isEqualTo(List.of(UNKNOWN_RESPONSE, UNKNOWN_RESPONSE, UNKNOWN_RESPONSE, UNKNOWN_RESPONSE));
        }
    }

    @Test
    void anAnswerThatDoesNotFitFailsItsCallAlone() throws Exception {
        try (RawEnd end = new RawEnd(PLAIN)) {
            CompletableFuture<Echo.Text> call = end.peer.request(Echo.ASK, new Echo.Text("1"));
            end.receive();
            end.send("{\"id\":1,\"result\":{\"text\":[]}}\n");

            assertThat(call)
                    .failsWithin(java.time.Duration.ofSeconds(5))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .withMessage("the answer to ask does not fit: text: expected a string");
            assertThat(end.exchange(echo("1"))).hasSize(1);
        }
    }

    @Test
    void aLastLineWithoutALineFeedCounts() throws Exception {
        InMemoryTransport.Pair pair = InMemoryTransport.pair();
        try (Peer server = Peer.builder(pair.server()).handlers(Echo.handlers()).start()) {
            pair.client().output().write(echo("1").getBytes(StandardCharsets.UTF_8));
            pair.client().output().close();

            assertThat(server.closed().get()).hasMessage("the other end closed the connection");
            byte[] answer = new byte[100];
            int length = pair.client().input().read(answer, 0, 100);
            assertThat(new String(answer, 0, length, StandardCharsets.UTF_8))
                    .isEqualTo("{\"id\":1,\"result\":{\"text\":\"a\"}}\n");
        }
    }
}
