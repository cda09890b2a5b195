package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.agent.protocol.Turn;
import dev.parlance.agent.protocol.TurnStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue of a reader that does not keep up. */
@Timeout(60)
class TurnEventsTest {
    private static final TurnEvents.Deadline AT_ONCE = new TurnEvents.Deadline() {
        @Override
        public Duration left() {
            return Duration.ZERO;
        }

        @Override
        public String message() {
            return "nothing waits";
        }
    };
    private static final TurnEvent END = new TurnEvent.Completed(
            Turn.builder().id("u").items(List.of()).status(TurnStatus.COMPLETED).build());

    private final TurnEvents events = new TurnEvents();

    private List<TurnEvent> drain() throws InterruptedException {
        List<TurnEvent> all = new ArrayList<>();
        TurnEvent event;
        while ((event = events.next(AT_ONCE)) != null) {
            all.add(event);
        }
        return all;
    }

    private static TurnEvent delta(String itemId, String text) {
        return ConversationTest.delta(itemId, text);
    }

    private static TurnEvent filler(int i) {
        return new TurnEvent.DiffUpdated("diff " + i);
    }

    @Test
    void aReaderThatKeepsUpGetsEachDeltaAsItCame() throws InterruptedException {
        List<TurnEvent> sent = new ArrayList<>();
        for (int i = 0; i < 1_023; i++) {
            sent.add(delta("m1", "word" + i + " "));
        }
        sent.add(END);
        sent.forEach(events::add);

        assertThat(drain()).isEqualTo(sent);
    }

    @Test
    void deltasOfOneTextAreJoinedOnceTheReaderIsBehind() throws InterruptedException {
        List<TurnEvent> expected = new ArrayList<>();
        for (int i = 0; i < 1_024; i++) {
            expected.add(filler(i));
        }
        expected.forEach(events::add);
        for (String text : List.of("a", "b", "c")) {
            events.add(delta("m1", text));
        }
        events.add(delta("m2", "other item"));
        events.add(new TurnEvent.TextDelta("m2", TurnEvent.TextKind.REASONING, 0, "other kind"));
        events.add(new TurnEvent.TextDelta("m2", TurnEvent.TextKind.REASONING, 1, "other part"));
        events.add(delta("m1", "d"));
        events.add(filler(9_999));
        events.add(delta("m1", "e"));
        events.add(delta("m1", "f"));
        events.add(END);

        expected.addAll(List.of(
                delta("m1", "abc"),
                delta("m2", "other item"),
                new TurnEvent.TextDelta("m2", TurnEvent.TextKind.REASONING, 0, "other kind"),
                new TurnEvent.TextDelta("m2", TurnEvent.TextKind.REASONING, 1, "other part"),
                delta("m1", "d"),
                filler(9_999),
                delta("m1", "ef"),
                END));
        assertThat(drain()).isEqualTo(expected);
    }

    @Test
    void joiningLosesNoText() throws InterruptedException {
        StringBuilder sent = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            String text = i + (i % 7 == 0 ? "\ud83d\ude00 " : " ");
            sent.append(text);
            events.add(delta("m1", text));
        }
        events.add(END);

        List<TurnEvent> read = drain();
        StringBuilder received = new StringBuilder();
        for (TurnEvent event : read.subList(0, read.size() - 1)) {
            received.append(((TurnEvent.TextDelta) event).text());
        }
        assertThat(received.toString()).isEqualTo(sent.toString());
        assertThat(read.get(read.size() - 1)).isEqualTo(END);
        assertThat(read).hasSizeLessThan(5_000);
    }

    @Test
    void aReaderTooFarBehindIsToldSo() throws InterruptedException {
        for (int i = 0; i <= 100_000; i++) {
            events.add(filler(i));
        }
        events.add(END);

        for (int i = 0; i < 100_000; i++) {
            assertThat(events.next(AT_ONCE)).isEqualTo(filler(i));
        }
        assertThatThrownBy(() -> events.next(AT_ONCE))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("the turn's events were not read: 100000 are waiting. "
                        + "Iterate the turn, or call result(), while it runs");
        assertThatThrownBy(() -> events.next(AT_ONCE)).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatCameBeforeAFailureIsReadFirst() throws InterruptedException {
        events.add(filler(1));
        events.fail(new IllegalArgumentException("broken"));
        events.add(filler(2));
        events.fail(new IllegalStateException("again"));

        assertThat(events.next(AT_ONCE)).isEqualTo(filler(1));
        assertThatThrownBy(() -> events.next(AT_ONCE))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("broken");
    }

    @Test
    void aFailureAfterTheEndIsNone() throws InterruptedException {
        events.add(END);
        events.fail(new IllegalStateException("too late"));

        assertThat(drain()).isEqualTo(List.of(END));
    }

    @Test
    void eventsBeforeTheIdIsKnownAreBounded() {
        TurnTracker tracker = new TurnTracker(TurnOptions.DEFAULT.withDeadline(Duration.ZERO), Approvals.DECLINE);
        for (int i = 0; i <= 100_000; i++) {
            tracker.accept("u", filler(i));
        }
        tracker.identify("u");

        assertThatThrownBy(tracker::next)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("more than 100000 events came before the server answered turn/start");
        assertThat(tracker.ended()).isCompletedExceptionally();
    }
}
