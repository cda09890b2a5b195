package dev.parlance.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PeerTest {
    private static Handlers streaming(Caller back) {
        return Handlers.builder()
                .onRequest(Echo.ECHO, CompletableFuture::completedFuture)
                .onRequest(Echo.STREAM, params -> {
                    for (int i = 0; i < params.count(); i++) {
                        back.notify(Echo.TOLD, new Echo.Text("t" + i));
                    }
                    return CompletableFuture.completedFuture(params);
                })
                .build();
    }

    @Test
    void notificationsKeepTheirOrderAndPrecedeTheAnswerThatFollowsThem() throws Exception {
        InMemoryTransport.Pair pair = InMemoryTransport.pair();
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        try (Peer server = Peer.builder(pair.server())
                        .handlers(PeerTest::streaming)
                        .start();
                Peer client = Peer.builder(pair.client())
                        .handlers(Handlers.builder()
                                .onNotification(Echo.TOLD, told -> seen.add(told.text()))
                                .build())
                        .start()) {
            List<String> atAnswer = client.request(Echo.STREAM, new Echo.Count(20_000))
                    .thenApply(done -> List.copyOf(seen))
                    .get(20, TimeUnit.SECONDS);

            assertThat(atAnswer)
                    .isEqualTo(IntStream.range(0, 20_000).mapToObj(i -> "t" + i).toList());
            assertThat(server.unansweredRequests()).isZero();
        }
    }

    @Test
    void bothEndsCallEachOtherInTheMiddleOfACall() throws Exception {
        InMemoryTransport.Pair pair = InMemoryTransport.pair();
        try (Peer server = Peer.builder(pair.server())
                        .handlers(back -> Handlers.builder()
                                .onRequest(
                                        Echo.ECHO, params -> back.request(Echo.ASK, new Echo.Text(params.text() + "?")))
                                .build())
                        .start();
                Peer client = Peer.builder(pair.client())
                        .handlers(Handlers.builder()
                                .onRequest(
                                        Echo.ASK,
                                        params -> CompletableFuture.completedFuture(new Echo.Text(params.text() + "!")))
                                .build())
                        .start()) {
            assertThat(client.call(Echo.ECHO, new Echo.Text("a"))).isEqualTo(new Echo.Text("a?!"));
            assertThat(server.pendingRequests()).isZero();
        }
    }

    @Test
    void waitingOnTheReadingThreadFailsAtOnce() throws Exception {
        InMemoryTransport.Pair pair = InMemoryTransport.pair();
        CompletableFuture<Throwable> called = new CompletableFuture<>();
        CompletableFuture<Throwable> waited = new CompletableFuture<>();
        try (Peer server = Peer.builder(pair.server())
                        .handlers(back -> Handlers.builder()
                                .onRequest(Echo.ECHO, params -> {
                                    called.complete(org.assertj.core.api.Assertions.catchThrowable(
                                            () -> ((Peer) back).call(Echo.ASK, params)));
                                    waited.complete(org.assertj.core.api.Assertions.catchThrowable(
                                            () -> back.request(Echo.ASK, params)
                                                    .thenApply(x -> x)
                                                    .join()));
                                    return CompletableFuture.completedFuture(params);
                                })
                                .build())
                        .start();
                Peer client = Peer.builder(pair.client()).start()) {
            assertThat(client.call(Echo.ECHO, new Echo.Text("a"))).isEqualTo(new Echo.Text("a"));
            assertThat(called.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("reading thread");
            assertThat(waited.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("reading thread");
            assertThat(server.onReadingThread()).isFalse();
        }
    }

    @Test
    void anUnknownMethodIsRefused() {
        InMemoryTransport.Pair pair = InMemoryTransport.pair();
        try (Peer server = Peer.builder(pair.server()).diagnostics(event -> {}).start();
                Peer client = Peer.builder(pair.client()).start()) {
            assertThatThrownBy(() -> client.call(Echo.ECHO, new Echo.Text("a")))
                    .isInstanceOfSatisfying(RpcException.class, e -> {
                        assertThat(e.code()).isEqualTo(-32601);
                        assertThat(e).hasMessage("method not found: `echo`");
                    });
            assertThat(server.unansweredRequests()).isZero();
        }
    }
}
