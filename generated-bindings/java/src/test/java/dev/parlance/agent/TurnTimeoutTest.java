package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.agent.protocol.TurnStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** These wait in real time; nothing in them has to be fast. */
@Timeout(60)
class TurnTimeoutTest {
    private final TestServer server = new TestServer();
    private final Agent agent = server.agent();
    private final Conversation conversation = agent.startThread(Path.of("."));

    @AfterEach
    void close() {
        agent.close();
        server.close();
    }

    private RunningTurn run(TurnOptions options) {
        return conversation.run("hi", Approvals.DECLINE, options);
    }

    @Test
    void aTurnThatDoesNotEndInTimeIsGivenUp() {
        RunningTurn turn = run(TurnOptions.DEFAULT.withDeadline(Duration.ofMillis(100)));
        server.nextTurn().started();

        assertThatThrownBy(turn::result)
                .isExactlyInstanceOf(TurnTimeoutException.class)
                .hasMessage("the turn turn-1 did not end within PT0.1S");
    }

    @Test
    void aSilentTurnIsGivenUp() {
        RunningTurn turn = run(TurnOptions.DEFAULT.withSilence(Duration.ofMillis(100)));

        assertThatThrownBy(turn::result)
                .isExactlyInstanceOf(TurnTimeoutException.class)
                .hasMessage("nothing was heard of the turn turn-1 for PT0.1S");
    }

    @Test
    void whatCameInTimeIsReadFirst() {
        RunningTurn turn = run(TurnOptions.DEFAULT.withDeadline(Duration.ZERO));
        TestTurn says = server.nextTurn();
        says.delta("m1", "just in time");
        agent.startThread(Path.of("."));

        Iterator<TurnEvent> events = turn.iterator();
        assertThat(events.next()).isEqualTo(ConversationTest.delta("m1", "just in time"));
        assertThatThrownBy(events::hasNext).isExactlyInstanceOf(TurnTimeoutException.class);
    }

    @Test
    void silenceIsNotCountedWhileAQuestionIsOpen() throws InterruptedException {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch decided = new CountDownLatch(1);
        TurnOptions options = new TurnOptions(Duration.ofSeconds(1), Duration.ofMillis(50));
        RunningTurn turn = conversation.run("hi", slow(asking, decided), options);
        ask();
        asking.await();

        assertThatThrownBy(turn::result)
                .isExactlyInstanceOf(TurnTimeoutException.class)
                .hasMessage("the turn turn-1 did not end within PT1S");
        decided.countDown();
    }

    @Test
    void silenceCountsAgainOnceTheQuestionIsAnswered() throws InterruptedException {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch decided = new CountDownLatch(1);
        TurnOptions options = TurnOptions.DEFAULT.withSilence(Duration.ofMillis(50));
        RunningTurn turn = conversation.run("hi", slow(asking, decided), options);
        ask();
        asking.await();
        Aside<TurnResult> reader = Aside.call(turn::result);
        reader.awaitWaiting();
        decided.countDown();

        assertThatThrownBy(reader::get)
                .isExactlyInstanceOf(TurnTimeoutException.class)
                .hasMessage("nothing was heard of the turn turn-1 for PT0.05S");
    }

    @Test
    void aLimitMayBeForEver() {
        Duration forEver = ChronoUnit.FOREVER.getDuration();
        RunningTurn turn = run(new TurnOptions(forEver, forEver));
        TestTurn says = server.nextTurn();
        Aside<TurnResult> reader = Aside.call(turn::result);
        reader.awaitWaiting();
        says.completed(TurnStatus.COMPLETED);

        assertThat(reader.get().succeeded()).isTrue();
    }

    @Test
    void aLimitIsNotNegative() {
        assertThatThrownBy(() -> TurnOptions.DEFAULT.withDeadline(Duration.ofSeconds(-1)))
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TurnOptions.DEFAULT.withSilence(Duration.ofSeconds(-1)))
                .isExactlyInstanceOf(IllegalArgumentException.class);
    }

    private void ask() {
        String method = "item/commandExecution/requestApproval";
        var unused = server.ask(method, Json.plain(ApprovalsTest.example(method, "thread-1", "turn-1")));
    }

    private static Approvals slow(CountDownLatch asking, CountDownLatch decided) {
        return ApprovalsTest.commands(asked -> {
            asking.countDown();
            try {
                decided.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Decisions.DECLINE;
        });
    }
}
