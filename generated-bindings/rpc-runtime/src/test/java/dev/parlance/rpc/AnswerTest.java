package dev.parlance.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AnswerTest {
    private static final Method<Echo.Text, Void> NEWS =
            Method.notification(Direction.SERVER_TO_CLIENT, "news", Echo.Text.class);

    @RepeatedTest(20)
    void whatAHandlerSendsAfterItsAnswerNeverOvertakesIt() throws Exception {
        AtomicReference<Caller> self = new AtomicReference<>();
        try (RawEnd raw = new RawEnd(builder -> builder.handlers(caller -> {
            self.set(caller);
            return Handlers.builder()
                    .onRequest(
                            Echo.ASK,
                            params -> Answer.<Echo.Text>by(answer -> Threads.start("test", () -> {
                                answer.complete(params);
                                self.get().notify(NEWS, params);
                            })))
                    .build();
        }))) {
            raw.send("{\"id\":1,\"method\":\"ask\",\"params\":{\"text\":\"x\"}}\n");

            assertThat(List.of(raw.receive(), raw.receive()))
                    .containsExactly(
                            "{\"id\":1,\"result\":{\"text\":\"x\"}}",
                            "{\"method\":\"news\",\"params\":{\"text\":\"x\"}}");
        }
    }

    @Test
    void whatTheWorkThrowsIsTheAnswer() throws Exception {
        try (RawEnd raw = new RawEnd(builder -> builder.handlers(Handlers.builder()
                .onRequest(
                        Echo.ASK,
                        params -> Answer.<Echo.Text>by(answer -> {
                            throw new RpcException(-32600, "no");
                        }))
                .build()))) {
            raw.send("{\"id\":1,\"method\":\"ask\",\"params\":{\"text\":\"x\"}}\n");

            assertThat(raw.receive()).isEqualTo("{\"id\":1,\"error\":{\"code\":-32600,\"message\":\"no\"}}");
        }
    }

    @Test
    void anEncodedValueIsWrittenAsItIs() throws Exception {
        byte[] bytes = "{\"text\": 1.50, \"más\":\"🙂\"}".getBytes(StandardCharsets.UTF_8);
        byte[] large = ("\"" + "é".repeat(20_000) + "\"").getBytes(StandardCharsets.UTF_8);
        Method<Echo.Text, EncodedJson> encoded = Echo.ASK.answering(EncodedJson.class);
        Method<Echo.Text, Object> nested = Echo.ECHO.answering(Object.class);
        try (RawEnd raw = new RawEnd(builder -> builder.handlers(Handlers.builder()
                .onRequest(encoded, params -> CompletableFuture.completedFuture(EncodedJson.of(bytes)))
                .onRequest(
                        nested,
                        params -> CompletableFuture.completedFuture(
                                List.of(EncodedJson.of(bytes), EncodedJson.of(large))))
                .build()))) {
            raw.send("{\"id\":1,\"method\":\"ask\",\"params\":{\"text\":\"x\"}}\n");
            assertThat(raw.receive()).isEqualTo("{\"id\":1,\"result\":{\"text\": 1.50, \"más\":\"🙂\"}}");
            raw.send("{\"id\":2,\"method\":\"echo\",\"params\":{\"text\":\"x\"}}\n");
            assertThat(raw.receive())
                    .isEqualTo(
                            "{\"id\":2,\"result\":[{\"text\": 1.50, \"más\":\"🙂\"},\"" + "é".repeat(20_000) + "\"]}");
        }
    }

    @Test
    void aStampedDialectWritesATimeIntoNotificationsAlone() throws Exception {
        long before = System.currentTimeMillis();
        try (RawEnd raw = new RawEnd(builder -> builder.dialect(Dialect.plain().withStamp("emittedAtMs")))) {
            raw.peer.notify(NEWS, new Echo.Text("x"));
            String line = raw.receive();
            assertThat(line).matches("\\{\"method\":\"news\",\"params\":\\{\"text\":\"x\"},\"emittedAtMs\":[0-9]{13}}");
            assertThat(Long.parseLong(line.replaceAll(".*:([0-9]{13})}", "$1")))
                    .isBetween(before, System.currentTimeMillis());
            assertThat(raw.exchange("{\"id\":1,\"method\":\"echo\",\"params\":{\"text\":\"x\"}}"))
                    .containsExactly("{\"id\":1,\"result\":{\"text\":\"x\"}}");
        }
    }

    @Test
    void aRequestsIdIsKnownOnceItIsSent() throws Exception {
        try (RawEnd raw = new RawEnd(builder -> builder.window(1))) {
            CompletableFuture<Echo.Text> first = raw.peer.request(Echo.ASK, new Echo.Text("a"));
            CompletableFuture<Echo.Text> waiting = raw.peer.request(Echo.ASK, new Echo.Text("b"));

            assertThat(raw.receive())
                    .isEqualTo("{\"id\":" + raw.peer.idOf(first) + ",\"method\":\"ask\",\"params\":{\"text\":\"a\"}}");
            assertThat(raw.peer.idOf(waiting)).isZero();
            assertThatThrownBy(() -> raw.peer.idOf(new CompletableFuture<>()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
