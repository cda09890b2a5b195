package dev.parlance.server.processor;

import dev.parlance.agent.protocol.AgentServer;
import dev.parlance.agent.protocol.TurnInterruptParams;
import dev.parlance.agent.protocol.TurnInterruptResponse;
import dev.parlance.agent.protocol.TurnStartParams;
import dev.parlance.agent.protocol.TurnStartResponse;
import dev.parlance.agent.protocol.TurnSteerParams;
import dev.parlance.agent.protocol.TurnSteerResponse;
import dev.parlance.server.thread.CoreThread;
import dev.parlance.server.thread.ThreadManager;
import dev.parlance.server.thread.Turns;
import dev.parlance.server.turn.TurnRunner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Serves {@code turn/*}. */
final class TurnHandlers implements AgentServer.TurnRequests {
    private final ThreadManager threads;
    private final Executor afterAnswer;

    TurnHandlers(Services services) {
        this.threads = services.threads();
        this.afterAnswer = services.afterAnswer();
    }

    @Override
    public CompletableFuture<TurnStartResponse> start(TurnStartParams params) {
        Turns.Begun begun = threads.turns().start(threads.get(params.threadId()), params);
        afterAnswer.execute(begun.begin());
        return CompletableFuture.completedFuture(TurnStartResponse.of(begun.turn()));
    }

    @Override
    public CompletableFuture<TurnSteerResponse> steer(TurnSteerParams params) {
        String turnId = threads.turns()
                .steer(
                        threads.get(params.threadId()),
                        params.expectedTurnId(),
                        params.input(),
                        params.clientUserMessageId());
        return CompletableFuture.completedFuture(TurnSteerResponse.of(turnId));
    }

    @Override
    public CompletableFuture<TurnInterruptResponse> interrupt(TurnInterruptParams params) {
        CoreThread thread = threads.get(params.threadId());
        TurnRunner turn = threads.turns().toInterrupt(thread, params.turnId());
        if (turn != null) {
            afterAnswer.execute(turn::interrupt);
        }
        return CompletableFuture.completedFuture(TurnInterruptResponse.of());
    }
}
