package dev.parlance.conformance.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.subject.Launcher;
import dev.parlance.conformance.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedSubjectTest {
    private static final Protocol PROTOCOL = Protocol.load();
    private static final SchemaJudge JUDGE = new SchemaJudge(PROTOCOL);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Deadlines DEADLINES = new Deadlines(LONG, LONG, LONG, LONG);
    private static final String SHARED = "listen: {command: [none], address: 'ws://x', shared: true}\n";
    private static final String CALLS = "[{open: main}, {call: once, rule: ERR-4}]";
    private static final String LEAVES_A_TURN = "[{open: main}, {call: turn}]";

    @TempDir
    private Path folder;

    @Test
    void scenariosShareAProcess() throws IOException {
        Listening subject = new Listening(() -> SharedSubjectTest::right);
        assertThat(played(subject, CALLS, CALLS, CALLS)).containsExactly(Outcome.PASS, Outcome.PASS, Outcome.PASS);
        assertThat(subject.launches()).isEqualTo(1);
    }

    @Test
    void whatAnEarlierScenarioLeftIsNotHeldAgainstTheSubject() throws IOException {
        Listening subject = new Listening(() -> {
            AtomicInteger calls = new AtomicInteger();
            return message -> calls.getAndIncrement() == 0 ? right(message) : wrong(message);
        });
        assertThat(played(subject, CALLS, CALLS, CALLS)).containsExactly(Outcome.PASS, Outcome.PASS, Outcome.PASS);
        // Shared, alone after it had gone wrong there, shared again.
        assertThat(subject.launches()).isEqualTo(3);
    }

    @Test
    void whatIsWrongAloneIsWrong() throws IOException {
        Listening subject = new Listening(() -> SharedSubjectTest::wrong);
        assertThat(played(subject, CALLS, CALLS)).containsExactly(Outcome.FAIL, Outcome.FAIL);
        assertThat(subject.launches()).isEqualTo(4);
    }

    @Test
    void processWithATurnThatStillRunsIsNotShared() throws IOException {
        Listening subject = new Listening(() -> SharedSubjectTest::right);
        assertThat(played(subject, LEAVES_A_TURN, CALLS)).containsExactly(Outcome.PASS);
        assertThat(subject.launches()).isEqualTo(3);
    }

    @Test
    void whatCannotBeStartedForAllIsNotTriedForEach() throws IOException {
        InProcess onlyOnStdio = InProcess.polite(SharedSubjectTest::right);
        List<Subject.Start> started = new ArrayList<>();
        Launcher launcher = (start, variables, limit) -> {
            started.add(start);
            if (start.address() != null) {
                throw new IOException("it does not listen");
            }
            return onlyOnStdio.launch(start, variables, limit);
        };
        Subject subject = Subjects.inProcess(folder, SHARED);
        ScenarioPlayer player = new ScenarioPlayer(PROTOCOL, JUDGE, launcher, DEADLINES);
        try (SharedSubject shared = new SharedSubject(player, subject, folder.resolve("shared"))) {
            for (String name : List.of("one", "two")) {
                Played played = shared.play(scenario(name, "transport: any", CALLS), folder.resolve(name));
                assertThat(played.checks()).extracting(CheckResult::outcome).containsExactly(Outcome.PASS);
            }
        }
        assertThat(started).extracting(Subject.Start::address).containsExactly("ws://x", null, null);
    }

    @Test
    void processThatListensAndDoesNotEndBreaksNoRuleOfStdio() throws IOException {
        Listening subject = new Listening(() -> SharedSubjectTest::right).outliving();
        Played played = new ScenarioPlayer(PROTOCOL, JUDGE, subject, DEADLINES)
                .play(scenario("one", "transport: listen", CALLS), Subjects.inProcess(folder, SHARED), folder);
        assertThat(played.checks())
                .extracting(CheckResult::check, CheckResult::outcome)
                .containsExactly(tuple("one/ERR-4", Outcome.PASS));
        assertThat(played.stopped()).contains("the subject ends when its input has ended", "it still runs");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | transport: any    | [{open: main}]
            true  | transport: listen | [{start: main}]
            false | transport: stdio  | [{open: main}]
            false | transport: both   | [{open: main}]
            false | alone: it counts  | [{open: main}]
            false | transport: any    | [{open: main}, {restart: true}]
            false | transport: any    | [{repeat: 2, steps: [{kill: true}]}]
            false | transport: any    | [{file: "${home}/x"}]
            """)
    void scenarioSharesIfItsStepsNeedNoProcessOfTheirOwn(boolean suits, String header, String steps) {
        assertThat(SharedSubject.suits(scenario("one", header, steps), Subjects.inProcess(folder, SHARED)))
                .isEqualTo(suits);
        assertThat(SharedSubject.suits(scenario("one", header, steps), Subjects.inProcess(folder, "")))
                .isFalse();
    }

    private List<Outcome> played(Listening launcher, String... scenarios) throws IOException {
        Subject subject = Subjects.inProcess(folder, SHARED);
        ScenarioPlayer player = new ScenarioPlayer(PROTOCOL, JUDGE, launcher, DEADLINES);
        List<Outcome> outcomes = new ArrayList<>();
        try (SharedSubject shared = new SharedSubject(player, subject, folder.resolve("shared"))) {
            for (String steps : scenarios) {
                String name = "s" + outcomes.size() + "-" + launcher.launches();
                Played played = shared.play(scenario(name, "transport: listen", steps), folder.resolve(name));
                played.checks().stream().map(CheckResult::outcome).forEach(outcomes::add);
            }
        }
        return outcomes;
    }

    private static Scenario scenario(String name, String header, String steps) {
        return Scenarios.parse(name, name, "title: t\nprofile: core\n" + header + "\nsteps: " + steps + "\n");
    }

    private static List<String> right(JsonNode message) {
        String answer = "{\"id\":" + message.path("id") + ",\"result\":{}}";
        return message.path("method").asText().equals("turn")
                ? List.of(answer, "{\"method\":\"turn/started\",\"params\":{\"turn\":{\"id\":\"t\"}}}")
                : List.of(answer);
    }

    private static List<String> wrong(JsonNode message) {
        return List.of("{\"id\":" + message.path("id") + ",\"error\":{\"code\":-32600,\"message\":\"no\"}}");
    }
}
