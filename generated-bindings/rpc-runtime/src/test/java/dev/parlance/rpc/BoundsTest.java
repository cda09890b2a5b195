package dev.parlance.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundsTest {
    private static String question(int id) {
        return "{\"id\":" + id + ",\"method\":\"ask\",\"params\":{\"text\":\"" + id + "\"}}";
    }

    @Test
    void requestsAboveTheWindowWaitForTheirTurn() throws Exception {
        try (RawEnd end = new RawEnd(builder -> builder.window(2))) {
            List<CompletableFuture<Echo.Text>> calls = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                calls.add(end.peer.request(Echo.ASK, new Echo.Text(String.valueOf(i))));
            }
            assertThat(end.exchange()).containsExactly(question(1), question(2));
            assertThat(end.peer.pendingRequests()).isEqualTo(5);

            end.send("{\"id\":2,\"result\":{\"text\":\"b\"}}\n");
            assertThat(end.exchange()).containsExactly(question(3));
            calls.get(0).cancel(false);
            assertThat(end.exchange()).containsExactly(question(4));
            calls.get(4).cancel(false);
            end.send("{\"id\":3,\"error\":{\"code\":1,\"message\":\"\"}}\n");
            assertThat(end.exchange()).isEmpty();

            assertThat(calls.get(1).get()).isEqualTo(new Echo.Text("b"));
            assertThat(end.peer.pendingRequests()).isEqualTo(1);
        }
    }

    @Test
    void tooManyPendingRequestsAreRefusedHere() throws Exception {
        try (RawEnd end =
                new RawEnd(builder -> builder.window(1).limits(Limits.defaults().withPendingRequests(2)))) {
            CompletableFuture<Echo.Text> first = end.peer.request(Echo.ASK, new Echo.Text("1"));
            CompletableFuture<Echo.Text> second = end.peer.request(Echo.ASK, new Echo.Text("2"));
            assertThatThrownBy(() -> end.peer.call(Echo.ASK, new Echo.Text("3")))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessage("2 requests are pending; wait for answers before sending more");

            end.exchange("{\"id\":1,\"result\":{\"text\":\"a\"}}", "{\"id\":2,\"result\":{\"text\":\"b\"}}");
            assertThat(List.of(first.get(), second.get())).containsExactly(new Echo.Text("a"), new Echo.Text("b"));
        }
    }

    @Test
    void tooManyUnansweredRequestsOfTheOtherEndAreRefusedAsOverload() throws Exception {
        CompletableFuture<Echo.Text> later = new CompletableFuture<>();
        Handlers slow = Handlers.builder()
                .onRequest(Echo.ASK, params -> later)
                .onRequest(Echo.ECHO, CompletableFuture::completedFuture)
                .build();
        try (RawEnd end = new RawEnd(
                builder -> builder.handlers(slow).limits(Limits.defaults().withIncomingRequests(2)))) {
            end.send(question(1) + "\n" + question(2) + "\n" + question(3) + "\n");
            assertThat(end.receive())
                    .isEqualTo(
                            "{\"id\":3,\"error\":{\"code\":-32001,\"message\":\"too many requests at once; retry later\"}}");
            later.complete(new Echo.Text("x"));
            assertThat(end.exchange(question(4)))
                    .containsExactlyInAnyOrder(
                            "{\"id\":1,\"result\":{\"text\":\"x\"}}",
                            "{\"id\":2,\"result\":{\"text\":\"x\"}}",
                            "{\"id\":4,\"result\":{\"text\":\"x\"}}");
            assertThat(end.peer.unansweredRequests()).isZero();
        }
    }

    @Test
    void aRequestIsGivenUpWhenItsTimeIsOverAndItsLateAnswerIgnored() throws Exception {
        try (RawEnd end = new RawEnd(builder -> builder.requestTimeout(Duration.ofMillis(150)))) {
            CompletableFuture<Echo.Text> call = end.peer.request(Echo.ASK, new Echo.Text("1"));
            CompletableFuture<Echo.Text> patient = end.peer.request(Echo.ASK, new Echo.Text("2"), null);

            assertThat(call)
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(RpcTimeoutException.class)
                    .withMessage("no answer to ask within 150 ms");
            assertThat(end.exchange(
                            "{\"id\":1,\"result\":{\"text\":\"late\"}}", "{\"id\":2,\"result\":{\"text\":\"b\"}}"))
                    .containsExactly(question(1), question(2));
            assertThat(patient.get()).isEqualTo(new Echo.Text("b"));
            assertThat(end.kinds()).containsExactly(Diagnostic.Kind.UNKNOWN_RESPONSE);
            assertThat(end.peer.pendingRequests()).isZero();
        }
    }

    @Test
    void closingFailsPendingCallsAndLaterOnes() throws Exception {
        RawEnd end = new RawEnd(builder -> builder.window(1));
        CompletableFuture<Echo.Text> sent = end.peer.request(Echo.ASK, new Echo.Text("1"));
        CompletableFuture<Echo.Text> waiting = end.peer.request(Echo.ASK, new Echo.Text("2"));
        end.close();

        for (CompletableFuture<Echo.Text> call :
                List.of(sent, waiting, end.peer.request(Echo.ASK, new Echo.Text("3")))) {
            assertThat(call)
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(ConnectionClosedException.class)
                    .withMessage("closed by this end");
        }
        assertThatThrownBy(() -> end.peer.notify(Echo.TOLD, new Echo.Text("x")))
                .isInstanceOf(ConnectionClosedException.class);
        assertThat(end.peer.closed().get()).hasMessage("closed by this end");
    }

    @Test
    void requestsAcceptedBeforeTheEndOfInputAreAnswered() throws Exception {
        CompletableFuture<Echo.Text> later = new CompletableFuture<>();
        InMemoryTransport.Pair pair = InMemoryTransport.pair();
        Handlers handlers =
                Handlers.builder().onRequest(Echo.ASK, params -> later).build();
        try (Peer server = Peer.builder(pair.server()).handlers(handlers).start()) {
            pair.client().output().write((question(1) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            CompletableFuture<Echo.Text> ours = server.request(Echo.ASK, new Echo.Text("1"));
            pair.client().output().close();
            assertThat(ours).failsWithin(Duration.ofSeconds(5));
            CompletableFuture<ConnectionClosedException> closed = server.closed();
            assertThat(closed).isNotDone();

            later.complete(new Echo.Text("x"));

            assertThat(closed).succeedsWithin(Duration.ofSeconds(5));
            byte[] answers = new byte[200];
            int length = pair.client().input().read(answers);
            assertThat(new String(answers, 0, length, java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(question(1) + "\n{\"id\":1,\"result\":{\"text\":\"x\"}}\n");
        }
    }

    @Test
    void anEndThatWritesEverythingBeforeItReadsIsServed() throws Exception {
        int requests = 20_000;
        ConcurrentLinkedQueue<Diagnostic.Kind> events = new ConcurrentLinkedQueue<>();
        InMemoryTransport.Pair pair = InMemoryTransport.pair(1_000);
        try (Peer server = Peer.builder(pair.server())
                .handlers(Echo.handlers())
                .diagnostics(event -> events.add(event.kind()))
                .start()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < requests; i++) {
                all.append("{\"id\":").append(i).append(",\"method\":\"echo\",\"params\":{\"text\":\"a\"}}\n");
            }
            pair.client().output().write(all.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));

            var reader = new java.io.BufferedReader(
                    new java.io.InputStreamReader(pair.client().input(), java.nio.charset.StandardCharsets.UTF_8));
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                answers.add(reader.readLine());
            }
            assertThat(answers)
                    .isEqualTo(IntStream.range(0, requests)
                            .mapToObj(i -> "{\"id\":" + i + ",\"result\":{\"text\":\"a\"}}")
                            .toList());
            assertThat(events).contains(Diagnostic.Kind.STALLED).containsOnly(Diagnostic.Kind.STALLED);
            assertThat(server.unansweredRequests()).isZero();
        }
    }

    @Test
    void twoEndsThatStreamAtEachOtherFromTheirReadingThreadsBothFinish() throws Exception {
        int count = 5_000;
        AtomicInteger told = new AtomicInteger();
        InMemoryTransport.Pair pair = InMemoryTransport.pair(1_000);
        try (Peer one = Peer.builder(pair.server())
                        .handlers(back -> streaming(back, told))
                        .diagnostics(event -> {})
                        .start();
                Peer two = Peer.builder(pair.client())
                        .handlers(back -> streaming(back, told))
                        .diagnostics(event -> {})
                        .start()) {
            CompletableFuture<Echo.Count> first = one.request(Echo.STREAM, new Echo.Count(count));
            CompletableFuture<Echo.Count> second = two.request(Echo.STREAM, new Echo.Count(count));

            assertThat(first).succeedsWithin(Duration.ofSeconds(30));
            assertThat(second).succeedsWithin(Duration.ofSeconds(30));
            assertThat(told).hasValue(2 * count);
        }
    }

    private static Handlers streaming(Caller back, AtomicInteger told) {
        return Handlers.builder()
                .onRequest(Echo.STREAM, params -> {
                    for (int i = 0; i < params.count(); i++) {
                        back.notify(Echo.TOLD, new Echo.Text("some text that fills the pipe"));
                    }
                    return CompletableFuture.completedFuture(params);
                })
                .onNotification(Echo.TOLD, text -> told.incrementAndGet())
                .build();
    }

    @Test
    void anEndThatNeverReadsLosesTheConnectionAndHoldsUpNobody() throws Exception {
        InMemoryTransport.Pair pair = InMemoryTransport.pair(1_000);
        Limits limits = Limits.defaults().withStall(Duration.ofMillis(300)).withQueuedBytes(50_000);
        Peer peer = Peer.builder(pair.server())
                .limits(limits)
                .diagnostics(event -> {})
                .start();
        CountDownLatch ended = new CountDownLatch(4);
        for (int t = 0; t < 4; t++) {
            Threads.start("test", () -> {
                try {
                    while (true) {
                        peer.notify(Echo.TOLD, new Echo.Text("x".repeat(100)));
                    }
                } catch (ConnectionClosedException e) {
                    ended.countDown();
                }
            });
        }
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(peer.closed().get())
                .hasMessage("the other end has read nothing for 300 ms while messages waited for it");
    }

    @Test
    void sendersOnManyThreadsLoseAndMixNothing() throws Exception {
        int threads = 8;
        int each = 5_000;
        InMemoryTransport.Pair pair = InMemoryTransport.pair();
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        CountDownLatch all = new CountDownLatch(threads * each);
        Handlers counting = Handlers.builder()
                .onNotification(Echo.TOLD, text -> {
                    seen.add(text.text());
                    all.countDown();
                })
                .build();
        try (Peer receiver = Peer.builder(pair.client()).handlers(counting).start();
                Peer sender = Peer.builder(pair.server()).start()) {
            for (int t = 0; t < threads; t++) {
                int number = t;
                Threads.start("test", () -> {
                    for (int i = 0; i < each; i++) {
                        sender.notify(Echo.TOLD, new Echo.Text(number + ":" + i));
                    }
                });
            }
            assertThat(all.await(50, TimeUnit.SECONDS)).isTrue();
            for (int t = 0; t < threads; t++) {
                String prefix = t + ":";
                assertThat(seen.stream().filter(text -> text.startsWith(prefix)))
                        .containsExactlyElementsOf(IntStream.range(0, each)
                                .mapToObj(i -> prefix + i)
                                .toList());
            }
            assertThat(receiver.pendingRequests()).isZero();
        }
    }
}
