package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.agent.protocol.AgentMessageThreadItem;
import dev.parlance.agent.protocol.TextUserInput;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.agent.protocol.ThreadTokenUsage;
import dev.parlance.agent.protocol.TurnStartParams;
import dev.parlance.agent.protocol.TurnStatus;
import dev.parlance.agent.protocol.UserMessageThreadItem;
import dev.parlance.rpc.RpcException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConversationTest {
    private static final ThreadItem INPUT = UserMessageThreadItem.builder()
            .id("u1")
            .content(List.of(TextUserInput.builder().text("hi").build()))
            .build();
    private static final AgentMessageThreadItem EMPTY = TestTurn.message("m1", "");
    private static final AgentMessageThreadItem HELLO = TestTurn.message("m1", "Hello");

    private final TestServer server = new TestServer();
    private final Agent agent = server.agent();
    private final Conversation conversation = agent.startThread(Path.of("."));

    @AfterEach
    void close() {
        agent.close();
        server.close();
    }

    @Test
    void aSecondConversationOnOneThreadIsRefusedUntilTheFirstIsClosed() {
        assertThatThrownBy(() -> agent.resumeThread(conversation.id()))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the thread " + conversation.id() + " has a conversation already: use it, or close it first");

        conversation.close();

        assertThat(agent.resumeThread(conversation.id()).id()).isEqualTo(conversation.id());
    }

    static List<TurnEvent> read(RunningTurn turn) {
        List<TurnEvent> events = new ArrayList<>();
        turn.forEach(events::add);
        return events;
    }

    static TurnEvent.TextDelta delta(String itemId, String text) {
        return new TurnEvent.TextDelta(itemId, TurnEvent.TextKind.MESSAGE, 0, text);
    }

    private static void greet(TestTurn says) {
        says.started();
        says.itemStarted(INPUT);
        says.itemCompleted(INPUT);
        says.itemStarted(EMPTY);
        says.delta("m1", "Hel");
        says.delta("m1", "lo");
        says.itemCompleted(HELLO);
        says.usageUpdated(TestTurn.usage(7));
        says.completed(TurnStatus.COMPLETED);
    }

    private static List<TurnEvent> greeting(TestTurn said) {
        return List.of(
                new TurnEvent.Started(said.as(TurnStatus.IN_PROGRESS)),
                new TurnEvent.ItemStarted(INPUT),
                new TurnEvent.ItemCompleted(INPUT),
                new TurnEvent.ItemStarted(EMPTY),
                delta("m1", "Hel"),
                delta("m1", "lo"),
                new TurnEvent.ItemCompleted(HELLO),
                new TurnEvent.UsageUpdated(TestTurn.usage(7)),
                new TurnEvent.Completed(said.as(TurnStatus.COMPLETED)));
    }

    @Test
    void aPlainTurnIsToldInTheOrderOfTheWire() {
        RunningTurn turn = conversation.run("hi");
        TestTurn says = server.nextTurn();
        greet(says);

        assertThat(read(turn)).isEqualTo(greeting(says));
        assertThat(turn.id()).isEqualTo("turn-1");
    }

    @Test
    void thePromptIsAllThatIsSentOfATurn() {
        conversation.run("hi");

        assertThat(TestServer.next(server.turnParams))
                .isEqualTo(TurnStartParams.builder()
                        .threadId("thread-1")
                        .input(List.of(TextUserInput.builder().text("hi").build()))
                        .build());
    }

    @Test
    void theResultHoldsTheItemsTheLastMessageAndTheUsage() {
        RunningTurn turn = conversation.run("hi");
        TestTurn says = server.nextTurn();
        ThreadItem remark = TestTurn.message("m0", "Let me see.");
        says.started();
        says.itemCompleted(INPUT);
        says.itemCompleted(remark);
        says.usageUpdated(TestTurn.usage(5));
        says.itemCompleted(HELLO);
        ThreadTokenUsage usage = TestTurn.usage(9);
        says.usageUpdated(usage);
        says.completed(TurnStatus.COMPLETED);

        TurnResult result = turn.result();
        assertThat(result)
                .isEqualTo(
                        new TurnResult(says.as(TurnStatus.COMPLETED), List.of(INPUT, remark, HELLO), "Hello", usage));
        assertThat(result.succeeded()).isTrue();
        assertThat(turn.ended()).isEqualTo(says.as(TurnStatus.COMPLETED));
    }

    @Test
    void theResultIsTheSameAfterTheEventsWereRead() {
        RunningTurn turn = conversation.run("hi");
        TestTurn says = server.nextTurn();
        greet(says);

        assertThat(read(turn)).isEqualTo(greeting(says));
        assertThat(turn.result())
                .isEqualTo(new TurnResult(
                        says.as(TurnStatus.COMPLETED), List.of(INPUT, HELLO), "Hello", TestTurn.usage(7)));
    }

    @Test
    void aTurnWithoutItemsHasAnEmptyResult() {
        RunningTurn turn = conversation.run("hi");
        TestTurn says = server.nextTurn();
        says.started();
        says.completed(TurnStatus.COMPLETED);

        assertThat(turn.result()).isEqualTo(new TurnResult(says.as(TurnStatus.COMPLETED), List.of(), "", null));
    }

    @Test
    void whatComesBeforeTheAnswerToTurnStartCounts() {
        server.beforeAnswer = says -> {
            says.other("turn-0").delta("m0", "of another turn");
            says.started();
            says.delta("m1", "early");
        };
        RunningTurn turn = conversation.run("hi");
        TestTurn says = server.nextTurn();
        says.delta("m1", "late");
        says.completed(TurnStatus.COMPLETED);

        assertThat(read(turn))
                .isEqualTo(List.of(
                        new TurnEvent.Started(says.as(TurnStatus.IN_PROGRESS)),
                        delta("m1", "early"),
                        delta("m1", "late"),
                        new TurnEvent.Completed(says.as(TurnStatus.COMPLETED))));
    }

    @Test
    void aWholeTurnBeforeTheAnswerCounts() {
        server.beforeAnswer = ConversationTest::greet;
        RunningTurn turn = conversation.run("hi");

        assertThat(read(turn)).isEqualTo(greeting(server.nextTurn()));
    }

    @Test
    void whatBelongsToOtherTurnsAndThreadsIsNotApplied() {
        RunningTurn turn = conversation.run("hi");
        TestTurn says = server.nextTurn();
        TestTurn earlier = says.other("turn-0");
        TestTurn elsewhere = new TestTurn(server.client(), "thread-99", "turn-1");
        says.started();
        for (TestTurn foreign : List.of(earlier, elsewhere)) {
            foreign.delta("m1", "foreign");
            foreign.itemCompleted(TestTurn.message("m1", "foreign"));
            foreign.usageUpdated(TestTurn.usage(99));
            foreign.completed(TurnStatus.FAILED);
        }
        says.completed(TurnStatus.COMPLETED);

        assertThat(read(turn))
                .isEqualTo(List.of(
                        new TurnEvent.Started(says.as(TurnStatus.IN_PROGRESS)),
                        new TurnEvent.Completed(says.as(TurnStatus.COMPLETED))));
        assertThat(turn.result()).isEqualTo(new TurnResult(says.as(TurnStatus.COMPLETED), List.of(), "", null));
    }

    @Test
    void anIdleThreadDoesNotEndTheTurn() {
        RunningTurn turn = conversation.run("hi");
        TestTurn says = server.nextTurn();
        says.started();
        server.say("thread/status/changed", "{'threadId':'thread-1','status':{'type':'idle'}}");
        says.delta("m1", "still here");
        says.completed(TurnStatus.COMPLETED);

        assertThat(read(turn))
                .isEqualTo(List.of(
                        new TurnEvent.Started(says.as(TurnStatus.IN_PROGRESS)),
                        delta("m1", "still here"),
                        new TurnEvent.Completed(says.as(TurnStatus.COMPLETED))));
    }

    @Test
    void whatComesAfterTheEndChangesNothing() {
        RunningTurn turn = conversation.run("hi");
        TestTurn says = server.nextTurn();
        greet(says);
        says.itemCompleted(TestTurn.message("m2", "too late"));
        says.usageUpdated(TestTurn.usage(99));
        says.completed(TurnStatus.FAILED);
        // Answered behind all of that, so all of that was read.
        agent.startThread(Path.of("."));

        assertThat(read(turn)).isEqualTo(greeting(says));
        assertThat(turn.result())
                .isEqualTo(new TurnResult(
                        says.as(TurnStatus.COMPLETED), List.of(INPUT, HELLO), "Hello", TestTurn.usage(7)));
    }

    @Test
    void conversationsDoNotMix() {
        Conversation second = agent.startThread(Path.of("."));
        RunningTurn turn1 = conversation.run("one");
        TestTurn says1 = server.nextTurn();
        RunningTurn turn2 = second.run("two");
        TestTurn says2 = server.nextTurn();
        says2.started();
        says1.started();
        says1.delta("m", "one");
        says2.delta("m", "two");
        says2.completed(TurnStatus.INTERRUPTED);
        says1.completed(TurnStatus.COMPLETED);

        assertThat(read(turn1))
                .isEqualTo(List.of(
                        new TurnEvent.Started(says1.as(TurnStatus.IN_PROGRESS)),
                        delta("m", "one"),
                        new TurnEvent.Completed(says1.as(TurnStatus.COMPLETED))));
        assertThat(read(turn2))
                .isEqualTo(List.of(
                        new TurnEvent.Started(says2.as(TurnStatus.IN_PROGRESS)),
                        delta("m", "two"),
                        new TurnEvent.Completed(says2.as(TurnStatus.INTERRUPTED))));
    }

    @Test
    void aSecondTurnIsRefusedWhileOneRuns() {
        RunningTurn turn = conversation.run("one");
        TestTurn says = server.nextTurn();

        assertThatThrownBy(() -> conversation.run("two"))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("a turn of thread thread-1 is running; steer it, interrupt it, or read it to its end");

        greet(says);
        assertThat(read(turn)).isEqualTo(greeting(says));
        RunningTurn next = conversation.run("three");
        TestTurn saysNext = server.nextTurn();
        greet(saysNext);
        assertThat(read(next)).isEqualTo(greeting(saysNext));
        assertThat(server.turnParams).hasSize(2);
    }

    @Test
    void theEndIsKnownBeforeItIsRead() {
        TurnTracker tracker =
                new TurnTracker(new TurnOptions(TurnOptions.DEFAULT.deadline(), Duration.ZERO), Approvals.DECLINE);
        tracker.identify("turn-1");
        TestTurn turn = new TestTurn(server.client(), "thread-1", "turn-1");
        List<Class<?>> readAtTheEnd = new ArrayList<>();
        // A reader that has seen the last event may start the next turn at once, so this must come first.
        var unused = tracker.ended().thenAccept(end -> {
            try {
                readAtTheEnd.add(tracker.next().getClass());
            } catch (TurnTimeoutException e) {
                readAtTheEnd.add(e.getClass());
            }
        });
        tracker.accept("turn-1", new TurnEvent.Completed(turn.as(TurnStatus.COMPLETED)));

        assertThat(readAtTheEnd).isEqualTo(List.of(TurnTimeoutException.class));
    }

    @Test
    void aRefusedTurnLeavesTheConversationFree() {
        server.refusals.add(new RpcException(-32600, "no"));
        assertThatThrownBy(() -> conversation.run("one"))
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.code()).isEqualTo(-32600));

        RunningTurn turn = conversation.run("two");
        TestTurn says = server.nextTurn();
        greet(says);
        assertThat(read(turn)).isEqualTo(greeting(says));
    }

    @Test
    void paramsOfAnotherThreadAreRefused() {
        TurnStartParams foreign =
                TurnStartParams.builder().threadId("thread-2").input(List.of()).build();

        assertThatThrownBy(() -> conversation.run(foreign, Approvals.DECLINE, TurnOptions.DEFAULT))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("the params are for the thread thread-2, not thread-1");
        assertThat(server.turnParams).isEmpty();
    }

    @Test
    void closingAConversationEndsItsTurnsEvents() {
        RunningTurn turn = conversation.run("hi");
        server.nextTurn().started();
        // Answered behind it, so it was read.
        agent.startThread(Path.of("."));
        conversation.close();

        Iterator<TurnEvent> events = turn.iterator();
        assertThat(events.next()).isInstanceOf(TurnEvent.Started.class);
        assertThatThrownBy(events::hasNext)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("the conversation thread-1 was closed while a turn of it ran");
        turn.close();
        assertThat(server.interrupts).isEmpty();
        assertThat(server.unsubscribed).containsExactly(TestServer.unsubscribe("thread-1"));
    }

    @Test
    void theIteratorEndsWithTheTurn() {
        RunningTurn turn = conversation.run("hi");
        TestTurn says = server.nextTurn();
        says.completed(TurnStatus.COMPLETED);

        Iterator<TurnEvent> events = turn.iterator();
        assertThat(events.next()).isEqualTo(new TurnEvent.Completed(says.as(TurnStatus.COMPLETED)));
        assertThat(events.hasNext()).isFalse();
        assertThatThrownBy(events::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aThreadThatIsInterruptedStopsWaiting() {
        RunningTurn turn = conversation.run("hi");
        Aside<Boolean> reader = Aside.call(() -> {
            assertThatThrownBy(turn::result).isExactlyInstanceOf(CallInterruptedException.class);
            return Thread.currentThread().isInterrupted();
        });
        reader.awaitWaiting();
        reader.interrupt();

        assertThat(reader.get()).isTrue();
    }

    @Test
    void forkedAndResumedThreadsAreConversationsOfTheirOwn() {
        Conversation fork = conversation.fork();
        Conversation resumed = agent.resumeThread("thread-7");

        assertThat(fork.thread()).isEqualTo(TestThreads.thread("fork-of-thread-1"));
        assertThat(resumed.thread()).isEqualTo(TestThreads.thread("thread-7"));
        RunningTurn turn = resumed.run("hi");
        TestTurn says = server.nextTurn();
        greet(says);
        assertThat(says.threadId()).isEqualTo("thread-7");
        assertThat(read(turn)).isEqualTo(greeting(says));
    }
}
