package dev.parlance.codex.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parlance.scripted.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A comparison that cannot fail proves nothing: planted differences, listed and not. */
class ListedDifferencesTest {
    private static final Scenario SCENARIO = new Scenario("planted", Script::of, stage -> {});
    private static final Transcript REAL = new Transcript(List.of("start", "item open", "end"));
    private static final Transcript OURS = new Transcript(List.of("start", "item open", "item closed", "end"));

    private static final String ENTRY = """
            {"scenario": "planted", "real": [], "ours": ["item closed"], "rule": "INT-4", "why": "It is closed."}""";

    @Test
    void equalTranscriptsHaveNoDifferences() throws Exception {
        ListedDifferences listed = listed("{}");

        assertThat(listed.unexplained(SCENARIO, REAL, REAL)).isEmpty();
        assertThat(listed.stale()).isEmpty();
    }

    @Test
    void aDifferenceThatIsNotListedIsShownAsAnEntry() throws Exception {
        assertThat(listed("{}").unexplained(SCENARIO, REAL, OURS))
                .singleElement()
                .satisfies(entry -> assertThat(WireClient.JSON.readTree(entry))
                        .isEqualTo(WireClient.JSON.readTree(
                                "{\"scenario\":\"planted\",\"real\":[],\"ours\":[\"item closed\"]}")));
    }

    @Test
    void aListedDifferenceIsExplainedAndOccurs() throws Exception {
        ListedDifferences listed = listed("{\"differences\": [" + ENTRY + "]}");

        assertThat(listed.unexplained(SCENARIO, REAL, OURS)).isEmpty();
        assertThat(listed.stale()).isEmpty();
    }

    @Test
    void aListedDifferenceThatIsGoneIsStale() throws Exception {
        ListedDifferences listed = listed("{\"differences\": [" + ENTRY + "]}");

        assertThat(listed.unexplained(SCENARIO, REAL, REAL)).isEmpty();
        assertThat(listed.stale()).hasSize(1);
    }

    @Test
    void anEntryOfOneSideDoesNotCoverTheOther() throws Exception {
        ListedDifferences listed =
                listed("{\"onlyReal\": [{\"line\": \"^item closed\", \"rule\": \"profile\", \"why\": \"Extra.\"}]}");

        assertThat(listed.unexplained(SCENARIO, OURS, REAL)).isEmpty();
        assertThat(listed.unexplained(SCENARIO, REAL, OURS)).hasSize(1);
    }

    @Test
    void anotherOrderIsADifferenceUnlessListed() throws Exception {
        Transcript swapped = new Transcript(List.of("start", "end", "item open"));

        assertThat(listed("{}").unexplained(SCENARIO, REAL, swapped)).isNotEmpty();
        assertThat(listed("{\"orders\": [{\"first\": \"^item\", \"second\": \"^end\", \"why\": \"Seen.\"}]}")
                        .unexplained(SCENARIO, REAL, swapped))
                .isEmpty();
    }

    @Test
    void entriesNeedARuleAndAReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> listed("{\"differences\": [" + ENTRY.replace("INT-4", "") + "]}"))
                .withMessageContaining("no rule");
    }

    private static ListedDifferences listed(String json) throws Exception {
        return new ListedDifferences(WireClient.JSON.readTree(json));
    }
}
