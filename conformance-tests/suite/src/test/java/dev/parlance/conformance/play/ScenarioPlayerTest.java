package dev.parlance.conformance.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.schema.SchemaJudge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioPlayerTest {
    private static final Protocol PROTOCOL = Protocol.load();
    private static final SchemaJudge JUDGE = new SchemaJudge(PROTOCOL);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Deadlines DEADLINES =
            new Deadlines(SHORT.multipliedBy(20), SHORT, SHORT, SHORT.multipliedBy(20));

    private static final String[] UNTIL_RELEASED = {
        "- {begin: hi, thread: a}",
        "- {expect: item/agentMessage/delta, params: {turnId: t}, orNever: [{notify: release}], rule: STR-11}"
    };

    @TempDir
    private Path folder;

    @Test
    void stepsThatAreRightAreAPass() throws IOException {
        assertThat(outcomes(refusing(-32600), "- {call: no/such, refused: unknownMethod, rule: ERR-1}"))
                .isEqualTo(Map.of("one/ERR-1", Outcome.PASS));
    }

    @Test
    void oneWrongStepOfARuleIsAFailureWithTheGuiltyEvent() throws IOException {
        Played played = play(
                refusing(-32000),
                "- {call: no/such, error: {}, rule: ERR-1}",
                "- {call: no/such, refused: unknownMethod, rule: ERR-1}");
        CheckResult check = played.checks().get(0);
        assertThat(check.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(check.evidence()).isEqualTo(1);
        assertThat(check.failures().get(0).expected()).isEqualTo("-32600 (dialect: errors.unknownMethod)");
        assertThat(check.failures().get(0).seen()).isEqualTo("-32000");
        assertThat(check.failures().get(0).path()).isEqualTo("/error/code");
        assertThat(played.scenario()
                        .events()
                        .get((int) check.failures().get(0).event() - 1)
                        .toString())
                .contains("<- main {\"id\":3,\"error\"");
    }

    @Test
    void whatWasNotReachedCouldNotRun() throws IOException {
        Played played = play(
                refusing(-32600), "- {call: thread/read}", "- {call: no/such, refused: unknownMethod, rule: ERR-1}");
        assertThat(played.checks()).singleElement().satisfies(check -> {
            assertThat(check.outcome()).isEqualTo(Outcome.COULD_NOT_RUN);
            assertThat(check.reason()).startsWith("/steps/1 (call): expected a result; seen {\"id\":2,\"error\"");
        });
    }

    @Test
    void aRuleWhoseLaterStepWasNotReachedIsNoPass() throws IOException {
        assertThat(outcomes(
                        refusing(-32600),
                        "- {call: no/such, refused: unknownMethod, rule: ERR-1}",
                        "- {call: thread/read}",
                        "- {call: no/such, refused: unknownMethod, rule: ERR-1}"))
                .isEqualTo(Map.of("one/ERR-1", Outcome.COULD_NOT_RUN));
    }

    @Test
    void silenceBreaksTheRuleThatEveryRequestIsAnswered() throws IOException {
        assertThat(outcomes(InProcess.polite(m -> List.of()), "- {call: thread/read}"))
                .isEqualTo(Map.of("one/RPC-3", Outcome.FAIL));
    }

    @Test
    void aSubjectThatEndsIsNotTakenForASilentOne() throws IOException {
        Played played = play(InProcess.polite(m -> null), "- {call: thread/read, rule: ERR-4}");
        assertThat(played.checks()).singleElement().satisfies(check -> {
            assertThat(check.check()).isEqualTo("one/ERR-4");
            assertThat(check.failures().get(0).seen()).startsWith("the connection ended");
        });
    }

    @Test
    void refusalCountsOnlyWithItsRepairedTwin() throws IOException {
        InProcess refusesAll = refusing(-32600);
        String step =
                "- {refuse: thread/read, params: {threadId: 5}, error: invalidParams, twin: {params: {threadId: a}}, rule: ERR-2}";
        assertThat(outcomes(refusesAll, step)).isEqualTo(Map.of("one/ERR-2", Outcome.FAIL));
        InProcess discerning = InProcess.polite(m -> List.of(
                m.at("/params/threadId").isTextual()
                        ? "{\"id\":" + m.get("id") + ",\"result\":{}}"
                        : "{\"id\":" + m.get("id") + ",\"error\":{\"code\":-32600,\"message\":\"no\"}}"));
        assertThat(outcomes(discerning, step)).isEqualTo(Map.of("one/ERR-2", Outcome.PASS));
    }

    @Test
    void lookingStepsGoOnAndWaitingStepsStop() throws IOException {
        assertThat(outcomes(
                        refusing(-32600),
                        "- {seen: warning, rule: ERR-3}",
                        "- {call: no/such, refused: unknownMethod, rule: ERR-1}",
                        "- {expect: warning, rule: ERR-4}",
                        "- {call: no/such, refused: unknownMethod, rule: ERR-2}"))
                .isEqualTo(Map.of(
                        "one/ERR-3", Outcome.FAIL,
                        "one/ERR-1", Outcome.PASS,
                        "one/ERR-4", Outcome.FAIL,
                        "one/ERR-2", Outcome.COULD_NOT_RUN));
    }

    @Test
    void choicesOfTheDialectChooseTheSteps() throws IOException {
        String steps =
                "- {case: batch, of: {dropped: [{call: no/such, error: {}, rule: RPC-9}], else: [{call: a, rule: ERR-4}]}}";
        assertThat(outcomes(refusing(-32600), steps)).isEqualTo(Map.of("one/RPC-9", Outcome.PASS));
    }

    @Test
    void repeatedStepsAreChecksEach() throws IOException {
        Played played = play(
                refusing(-32600),
                "- {repeat: [a, b], steps: [{call: 'no/${i}', refused: unknownMethod, rule: ERR-1}]}",
                "- {repeat: 2, steps: [{call: 'no/${i}', rule: ERR-4}]}");
        assertThat(played.checks())
                .extracting(CheckResult::check, CheckResult::outcome, CheckResult::evidence)
                .containsExactly(tuple("one/ERR-1", Outcome.PASS, 2L), tuple("one/ERR-4", Outcome.FAIL, 0L));
        assertThat(played.scenario().events().toString())
                .contains("no/a", "no/b", "no/0")
                .doesNotContain("no/1");
    }

    @Test
    void whatIsNeverSentIsNotHeldBack() throws IOException {
        assertThat(outcomes(onceReleased(""), UNTIL_RELEASED)).isEqualTo(Map.of("one/STR-11", Outcome.PASS));
    }

    @Test
    void whatComesOnlyOnceTheTurnIsLetGoWasHeldBack() throws IOException {
        String delta = "{\"method\":\"item/agentMessage/delta\",\"params\":{\"turnId\":\"t\",\"delta\":\"One, \"}}";
        assertThat(outcomes(onceReleased(delta), UNTIL_RELEASED)).isEqualTo(Map.of("one/STR-11", Outcome.FAIL));
    }

    @Test
    void turnThatDoesNotEndShowsNothingAboutWhatIsNeverSent() throws IOException {
        assertThat(outcomes(refusingNothing(m -> List.of()), UNTIL_RELEASED))
                .isEqualTo(Map.of("one/STR-11", Outcome.FAIL));
    }

    @Test
    void processThatOutlivesItsInputIsAFailure() throws IOException {
        Deadlines shortExit = new Deadlines(SHORT.multipliedBy(20), SHORT, SHORT, SHORT);
        assertThat(played(refusing(-32600).outliving(), shortExit, "- {fence: ''}")
                        .checks())
                .extracting(CheckResult::check, CheckResult::outcome)
                .containsExactly(tuple("one/FRM-10", Outcome.FAIL));
    }

    @Test
    void wrongScenarioIsRefusedWithEverythingThatIsWrong() {
        assertThatThrownBy(
                        () -> Scenarios.parse(
                                "bad",
                                "bad.yaml",
                                "{title: t, profile: core, transport: pigeon, steps: [{cal: x}, {call: x, parms: {}}], stepss: 1}"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("bad.yaml")
                .hasMessageContaining("/stepss is not known")
                .hasMessageContaining(
                        "/transport is not known: pigeon; there are [any, both, stdio, listen, unix, token]")
                .hasMessageContaining("/steps/0: a step without a verb")
                .hasMessageContaining("/steps/1/parms: call has no such option");
    }

    /** Says nothing of its turn before it is told {@code release}; then these lines and that the turn has ended. */
    private static InProcess onceReleased(String lines) {
        String end = "{\"method\":\"turn/completed\",\"params\":{\"turn\":{\"id\":\"t\"}}}";
        return refusingNothing(m -> lines.isEmpty() ? List.of(end) : List.of(lines, end));
    }

    private static InProcess refusingNothing(Function<JsonNode, List<String>> toNotifications) {
        return InProcess.polite(m -> m.has("id")
                ? List.of("{\"id\":" + m.get("id") + ",\"result\":{\"turn\":{\"id\":\"t\"}}}")
                : toNotifications.apply(m));
    }

    private static InProcess refusing(int code) {
        return InProcess.polite(m -> m.has("id")
                ? List.of("{\"id\":" + m.get("id") + ",\"error\":{\"code\":" + code + ",\"message\":\"no\"}}")
                : List.of());
    }

    private Map<String, Outcome> outcomes(InProcess launcher, String... steps) throws IOException {
        return play(launcher, steps).checks().stream()
                .collect(Collectors.toMap(CheckResult::check, CheckResult::outcome));
    }

    private Played play(InProcess launcher, String... steps) throws IOException {
        return played(launcher, DEADLINES, steps);
    }

    private Played played(InProcess launcher, Deadlines deadlines, String... steps) throws IOException {
        String text = "title: t\nprofile: core\nsteps:\n- open: main\n" + String.join("\n", steps) + "\n";
        Scenario scenario = Scenarios.parse("one", "one.yaml", text);
        return new ScenarioPlayer(PROTOCOL, JUDGE, launcher, deadlines)
                .play(scenario, Subjects.inProcess(folder, ""), folder.resolve("play" + launcher.launches()));
    }
}
