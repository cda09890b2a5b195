package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.agent.protocol.TextUserInput;
import dev.parlance.agent.protocol.TurnInterruptParams;
import dev.parlance.agent.protocol.TurnInterruptResponse;
import dev.parlance.agent.protocol.TurnStatus;
import dev.parlance.agent.protocol.TurnSteerParams;
import dev.parlance.agent.protocol.TurnSteerResponse;
import dev.parlance.rpc.RpcException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Interrupting, closing and steering. */
@Timeout(60)
class TurnControlTest {
    private static final TurnInterruptResponse AGREED =
            TurnInterruptResponse.builder().build();

    private final TestServer server = new TestServer();
    private final Agent agent = server.agent();
    private final RunningTurn turn = agent.startThread(Path.of(".")).run("hi");
    private final TestTurn says = server.nextTurn();

    @AfterEach
    void close() {
        agent.close();
        server.close();
    }

    private static RpcException none() {
        return new RpcException(-32600, "no active turn to interrupt");
    }

    private static TurnInterruptParams interrupt() {
        return TurnInterruptParams.builder()
                .threadId("thread-1")
                .turnId("turn-1")
                .build();
    }

    @Test
    void anInterruptNamesTheTurnAndItsEventsGoOn() {
        says.started();
        Aside<@Nullable Void> interrupting = Aside.run(turn::interrupt);
        var asked = TestServer.next(server.interrupts);
        asked.answer().complete(AGREED);
        interrupting.get();
        says.delta("m1", "last words");
        says.completed(TurnStatus.INTERRUPTED);

        assertThat(asked.params()).isEqualTo(interrupt());
        assertThat(ConversationTest.read(turn))
                .isEqualTo(List.of(
                        new TurnEvent.Started(says.as(TurnStatus.IN_PROGRESS)),
                        ConversationTest.delta("m1", "last words"),
                        new TurnEvent.Completed(says.as(TurnStatus.INTERRUPTED))));
    }

    @Test
    void anInterruptWaitsForTurnStarted() {
        Aside<@Nullable Void> interrupting = Aside.run(turn::interrupt);
        interrupting.awaitWaiting();
        TestServer.roundTrip(agent);
        assertThat(server.interrupts).isEmpty();

        says.started();
        var asked = TestServer.next(server.interrupts);
        assertThat(asked.params()).isEqualTo(interrupt());
        asked.answer().complete(AGREED);
        interrupting.get();
    }

    @Test
    void anInterruptBeforeTheStartOfATurnThatEndsIsNotSent() {
        Aside<@Nullable Void> interrupting = Aside.run(turn::interrupt);
        interrupting.awaitWaiting();
        says.completed(TurnStatus.COMPLETED);
        interrupting.get();

        TestServer.roundTrip(agent);
        assertThat(server.interrupts).isEmpty();
    }

    @Test
    void anInterruptThatLosesTheRaceIsNoError() {
        says.started();
        Aside<@Nullable Void> interrupting = Aside.run(turn::interrupt);
        var asked = TestServer.next(server.interrupts);
        says.completed(TurnStatus.COMPLETED);
        asked.answer().completeExceptionally(none());

        interrupting.get();
        assertThat(turn.result().succeeded()).isTrue();
    }

    @Test
    void anInterruptThatIsRefusedJustBeforeTheEndIsToldIsNoError() {
        says.started();
        Aside<@Nullable Void> interrupting = Aside.run(turn::interrupt);
        TestServer.next(server.interrupts).answer().completeExceptionally(none());
        says.completed(TurnStatus.COMPLETED);

        interrupting.get();
        assertThat(turn.result().succeeded()).isTrue();
    }

    @Test
    void aRefusedInterruptIsAnErrorWhileTheTurnGoesOn() {
        says.started();
        Aside<@Nullable Void> interrupting = Aside.run(turn::interrupt);
        TestServer.next(server.interrupts).answer().completeExceptionally(new RpcException(-32600, "not you"));

        assertThatThrownBy(interrupting::get)
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.code()).isEqualTo(-32600))
                .hasMessageContaining("not you");
        says.completed(TurnStatus.COMPLETED);
        assertThat(turn.result().succeeded()).isTrue();
    }

    @Test
    void interruptingAnEndedTurnSendsNothing() {
        says.completed(TurnStatus.COMPLETED);
        turn.result();
        turn.interrupt();
        turn.close();

        TestServer.roundTrip(agent);
        assertThat(server.interrupts).isEmpty();
    }

    @Test
    void closingInterruptsAndWaitsForTheEnd() {
        says.started();
        Aside<@Nullable Void> closing = Aside.run(turn::close);
        var asked = TestServer.next(server.interrupts);
        asked.answer().complete(AGREED);
        closing.awaitWaiting();
        assertThat(closing.isDone()).isFalse();
        says.completed(TurnStatus.INTERRUPTED);
        closing.get();

        assertThat(asked.params()).isEqualTo(interrupt());
        assertThat(turn.ended()).isEqualTo(says.as(TurnStatus.INTERRUPTED));
    }

    @Test
    void steeringNamesTheTurnItIsMeantFor() {
        Aside<@Nullable Void> steering = Aside.run(() -> turn.steer("left"));
        var asked = TestServer.next(server.steers);
        asked.answer().complete(TurnSteerResponse.builder().turnId("turn-1").build());
        steering.get();

        assertThat(asked.params())
                .isEqualTo(TurnSteerParams.builder()
                        .threadId("thread-1")
                        .expectedTurnId("turn-1")
                        .input(List.of(TextUserInput.builder().text("left").build()))
                        .build());
    }

    @Test
    void refusedSteeringIsAnError() {
        Aside<@Nullable Void> steering = Aside.run(() -> turn.steer("left"));
        TestServer.next(server.steers)
                .answer()
                .completeExceptionally(new RpcException(-32600, "no active turn to steer"));

        assertThatThrownBy(steering::get)
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.code()).isEqualTo(-32600));
    }
}
