package dev.parlance.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WithdrawnRequestTest {
    @Test
    void aCancelledHandlerLeavesItsRequestUnansweredAndTheConnectionGoesOn() throws Exception {
        AtomicReference<CompletableFuture<Echo.Text>> question = new AtomicReference<>(new CompletableFuture<>());
        Handlers handlers = Handlers.builder()
                .onRequest(Echo.ASK, params -> question.get())
                .onRequest(Echo.ECHO, CompletableFuture::completedFuture)
                .build();
        try (RawEnd raw = new RawEnd(builder -> builder.handlers(handlers))) {
            raw.send("{\"id\":7,\"method\":\"ask\",\"params\":{\"text\":\"may I?\"}}\n");
            raw.answersBeforeMarker();
            assertThat(raw.peer.unansweredRequests()).isEqualTo(1);

            question.get().cancel(false);

            assertThat(raw.answersBeforeMarker()).isEmpty();
            assertThat(raw.peer.unansweredRequests()).isZero();
            assertThat(raw.kinds()).containsExactly(Diagnostic.Kind.WITHDRAWN);
        }
    }

    @Test
    void aHandlerCanTellTheIdOfTheRequestItServes() throws Exception {
        List<Object> ids = new ArrayList<>();
        AtomicReference<Peer> self = new AtomicReference<>();
        try (RawEnd raw = new RawEnd(builder -> builder.handlers(caller -> {
            self.set((Peer) caller);
            return Handlers.builder()
                    .onRequest(Echo.ECHO, params -> {
                        ids.add(self.get().servedRequestId());
                        return CompletableFuture.completedFuture(params);
                    })
                    .build();
        }))) {
            raw.exchange("{\"id\":9007199254740993,\"method\":\"echo\",\"params\":{\"text\":\"\"}}");

            assertThat(ids).containsExactly(9_007_199_254_740_993L, "marker");
            assertThatThrownBy(() -> raw.peer.servedRequestId()).isInstanceOf(IllegalStateException.class);
        }
    }
}
