package dev.parlance.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void neighboursAndWhatWasSaidAboutTheSameItemStandInIt() {
        assertThat(shown(SampleRuns.recording(), 31))
                .containsExactly("5+4", "20+14", "28+7", "29", "30", "31!", "32", "33");
    }

    @Test
    void responseComesWithItsRequest() {
        List<TranscriptEvent> events = noise(20);
        events.set(1, SampleRuns.line(0, Direction.TO_SERVER, "{\"id\":7,\"method\":\"thread/list\"}"));
        events.set(3, SampleRuns.line(0, Direction.TO_CLIENT, "{\"id\":7,\"method\":\"item/tool/call\"}"));
        events.set(5, SampleRuns.line(0, Direction.TO_SERVER, "{\"id\":\"7\",\"method\":\"thread/read\"}"));
        events.set(15, SampleRuns.line(0, Direction.TO_CLIENT, "{\"id\":7,\"result\":{}}"));
        assertThat(shown(events, 16)).containsExactly("2+1", "13+10", "14", "15", "16!", "17", "18");
    }

    @Test
    void requestComesWithItsResponse() {
        List<TranscriptEvent> events = noise(20);
        events.set(0, SampleRuns.line(0, Direction.TO_CLIENT, "{\"id\":\"a\",\"method\":\"item/tool/call\"}"));
        events.set(9, SampleRuns.line(0, Direction.TO_SERVER, "{\"id\":\"a\",\"result\":{}}"));
        assertThat(shown(events, 1)).containsExactly("1!", "2", "3", "10+6");
    }

    @Test
    void otherConnectionsAreLeftOut() {
        List<TranscriptEvent> events = noise(4);
        events.add(2, TranscriptEvent.note(0, "second", TranscriptEvent.CLOSED));
        assertThat(shown(events, 4)).containsExactly("1", "2", "4!+1", "5");
    }

    @Test
    void linesThatAreNoJsonAreNoHindrance() {
        List<TranscriptEvent> events = noise(3);
        events.set(0, SampleRuns.line(0, Direction.TO_CLIENT, "[".repeat(100_000)));
        events.set(1, SampleRuns.line(0, Direction.TO_CLIENT, "{\"id\":1"));
        events.set(2, SampleRuns.line(0, Direction.TO_CLIENT, "{\"id\":1,\"result\":{}}"));
        assertThat(shown(events, 3)).containsExactly("1", "2", "3!");
    }

    @Test
    void eventThatIsNotThereGivesAnEmptyExcerpt() {
        assertThat(shown(noise(3), 0)).isEmpty();
        assertThat(shown(noise(3), 4)).isEmpty();
    }

    @Test
    void restIsCounted() {
        assertThat(Excerpt.of(SampleRuns.recording(), List.of(failure(31))).after())
                .isEqualTo(8);
    }

    /** Numbers of the lines, with what is left out before them, and a mark at the guilty one. */
    private static List<String> shown(List<TranscriptEvent> events, long guilty) {
        return Excerpt.of(events, List.of(failure(guilty))).lines().stream()
                .map(line ->
                        line.number() + (line.guilty() ? "!" : "") + (line.skipped() > 0 ? "+" + line.skipped() : ""))
                .toList();
    }

    private static Failure failure(long event) {
        return new Failure(event, 0, "main", "<-", "", "", "", "");
    }

    private static List<TranscriptEvent> noise(int count) {
        List<TranscriptEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(SampleRuns.line(i, Direction.TO_CLIENT, "{\"method\":\"warning\",\"params\":{}}"));
        }
        return events;
    }
}
