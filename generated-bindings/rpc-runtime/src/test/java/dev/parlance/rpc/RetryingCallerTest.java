package dev.parlance.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RetryingCallerTest {
    private static final RetryPolicy POLICY = new RetryPolicy(4, Duration.ofMillis(100), Duration.ofMillis(250));

    private final List<Duration> delays = new ArrayList<>();
    private final ArrayDeque<Runnable> scheduled = new ArrayDeque<>();

    private RetryingCaller over(Peer peer) {
        return new RetryingCaller(peer, POLICY, -32001, new Random(5), (action, delay) -> {
            delays.add(delay);
            scheduled.add(action);
        });
    }

    private static void answer(RawEnd end, int id, String rest) throws Exception {
        end.send("{\"id\":" + id + "," + rest + "}\n");
        end.answersBeforeMarker();
    }

    private static final String OVERLOAD = "\"error\":{\"code\":-32001,\"message\":\"later\"}";

    @Test
    void overloadIsRetriedAfterGrowingBoundedRandomDelays() throws Exception {
        try (RawEnd end = new RawEnd(builder -> builder)) {
            CompletableFuture<Echo.Text> call = over(end.peer).request(Echo.ASK, new Echo.Text("a"));
            for (int id = 1; id <= 3; id++) {
                answer(end, id, OVERLOAD);
                assertThat(call).isNotDone();
                scheduled.remove().run();
            }
            answer(end, 4, "\"result\":{\"text\":\"b\"}");

            assertThat(call.get()).isEqualTo(new Echo.Text("b"));
            assertThat(delays).hasSize(3);
            assertThat(delays.get(0)).isBetween(Duration.ZERO, Duration.ofMillis(100));
            assertThat(delays.get(1)).isBetween(Duration.ZERO, Duration.ofMillis(200));
            assertThat(delays.get(2)).isBetween(Duration.ZERO, Duration.ofMillis(250));
        }
    }

    @Test
    void theLastRefusalIsTheCallers() throws Exception {
        try (RawEnd end = new RawEnd(builder -> builder)) {
            CompletableFuture<Echo.Text> call = over(end.peer).request(Echo.ASK, new Echo.Text("a"));
            for (int id = 1; id <= 3; id++) {
                answer(end, id, OVERLOAD);
                scheduled.remove().run();
            }
            answer(end, 4, OVERLOAD);

            assertThat(call).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("later");
            assertThat(scheduled).isEmpty();
        }
    }

    @Test
    void otherErrorsAreNotRetried() throws Exception {
        try (RawEnd end = new RawEnd(builder -> builder)) {
            CompletableFuture<Echo.Text> call = over(end.peer).request(Echo.ASK, new Echo.Text("a"));
            answer(end, 1, "\"error\":{\"code\":-32603,\"message\":\"no\"}");

            assertThat(call).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("no");
            assertThat(delays).isEmpty();
        }
    }

    @Test
    void aCancelledCallIsNotSentAgain() throws Exception {
        try (RawEnd end = new RawEnd(builder -> builder)) {
            CompletableFuture<Echo.Text> call = over(end.peer).request(Echo.ASK, new Echo.Text("a"));
            answer(end, 1, OVERLOAD);
            call.cancel(false);
            scheduled.remove().run();

            assertThat(end.exchange()).isEmpty();
            assertThat(end.peer.pendingRequests()).isZero();
        }
    }

    @Test
    void delaysAreSpreadOverTheWholeRange() {
        Random random = new Random(1);
        List<Duration> spread = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            spread.add(POLICY.delay(1, random));
        }
        assertThat(spread).allMatch(delay -> delay.compareTo(Duration.ofMillis(100)) <= 0);
        assertThat(spread).anyMatch(delay -> delay.compareTo(Duration.ofMillis(10)) < 0);
        assertThat(spread).anyMatch(delay -> delay.compareTo(Duration.ofMillis(90)) > 0);
    }

    @Test
    void waitingForARetriedCallOnTheReadingThreadFailsAtOnce() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        try (RawEnd end = new RawEnd(builder -> builder.handlers(back -> Handlers.builder()
                .onRequest(Echo.ECHO, params -> {
                    if (!params.text().isEmpty()) {
                        CompletableFuture<Echo.Text> call = over((Peer) back).request(Echo.ASK, params);
                        thrown.complete(org.assertj.core.api.Assertions.catchThrowable(call::join));
                    }
                    return CompletableFuture.completedFuture(params);
                })
                .build()))) {
            end.exchange("{\"id\":1,\"method\":\"echo\",\"params\":{\"text\":\"a\"}}");

            assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
        }
    }
}
