package dev.parlance.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.play.Deadlines;
import dev.parlance.conformance.play.InProcess;
import dev.parlance.conformance.play.Subjects;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {
    private static final Protocol PROTOCOL = Protocol.load();
    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    private Path folder;

    private final List<Path> others = new ArrayList<>();
    private Path scenario = Path.of("");

    @BeforeEach
    void scenarioOfOnesOwn() throws IOException {
        scenario = folder.resolve("own.yaml");
        others.add(scenario);
        Files.writeString(scenario, """
                title: an unknown method is refused
                profile: core
                steps:
                  - open: main
                  - {call: no/such, refused: unknownMethod, rule: ERR-1}
                """);
    }

    @Test
    void expectedFailureIsToldApartFromOthers() throws IOException {
        assertThat(own(-32000, "")).containsEntry("own/ERR-1", Outcome.FAIL);
        assertThat(own(-32000, "knownFailures: [{check: own/ERR-1, reason: it has a code of its own}]"))
                .containsEntry("own/ERR-1", Outcome.KNOWN_FAILURE);
        assertThat(own(-32000, "knownFailures: [{check: '*/ERR-1', reason: it has a code of its own}]"))
                .containsEntry("own/ERR-1", Outcome.KNOWN_FAILURE);
    }

    @Test
    void expectedFailureThatDoesNotComeIsStale() throws IOException {
        assertThat(own(-32600, "knownFailures: [{check: own/ERR-1, reason: it has a code of its own}]"))
                .containsEntry("own/ERR-1", Outcome.UNEXPECTED_PASS);
        assertThat(own(-32600, "knownFailures: [{check: own/ERR-1, reason: by chance, sometimes: true}]"))
                .containsEntry("own/ERR-1", Outcome.PASS);
    }

    @Test
    void profileThatIsNotClaimedIsNotPlayed() throws IOException {
        Files.writeString(scenario, Files.readString(scenario).replace("profile: core", "profile: fs"));
        assertThat(own(-32600, "")).isEqualTo(Map.of("own/ERR-1", Outcome.NOT_CLAIMED));
    }

    @Test
    void passiveRulesAreJudgedOnWhatWasPlayed() throws IOException {
        Map<String, Outcome> outcomes = own(-32600, "");
        assertThat(outcomes)
                .containsEntry("transcripts/RPC-1", Outcome.PASS)
                .containsEntry("transcripts/FRM-10", Outcome.PASS)
                .containsEntry("transcripts/LIF-3", Outcome.NOT_EXERCISED);
    }

    @Test
    void brokenPassiveRuleIsNamedAfterItsScenario() throws IOException {
        InProcess twice = InProcess.polite(m -> {
            String answer = "{\"id\":" + m.get("id") + ",\"error\":{\"code\":-32600,\"message\":\"no\"}}";
            return List.of(answer, answer);
        });
        RunResult result = run(twice, "", List.of("own"));
        assertThat(outcomes(result)).containsEntry("own/RPC-2", Outcome.FAIL).doesNotContainKey("transcripts/RPC-2");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void subjectThatCannotBeReachedPassesNothing() throws IOException {
        InProcess silent = new InProcess(m -> List.of());
        for (int i = 0; i < 6; i++) {
            others.add(Files.copy(scenario, folder.resolve("own" + i + ".yaml")));
        }
        RunResult result = run(silent, "", List.of("own*"));
        assertThat(result.checks()).isNotEmpty();
        assertThat(result.checks()).extracting(CheckResult::outcome).containsOnly(Outcome.COULD_NOT_RUN);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(silent.launches()).isEqualTo(1);
    }

    private Map<String, Outcome> own(int code, String more) throws IOException {
        InProcess refusing = InProcess.polite(
                m -> List.of("{\"id\":" + m.get("id") + ",\"error\":{\"code\":" + code + ",\"message\":\"no\"}}"));
        return outcomes(run(refusing, more, List.of("own")));
    }

    private static Map<String, Outcome> outcomes(RunResult result) {
        return result.checks().stream().collect(Collectors.toMap(CheckResult::check, CheckResult::outcome));
    }

    private RunResult run(InProcess launcher, String more, List<String> scenarios) throws IOException {
        Deadlines deadlines = new Deadlines(SHORT, SHORT, SHORT, SHORT.multipliedBy(20));
        RunOptions options = new RunOptions(List.of(), scenarios, List.of(), others, 2, false, deadlines, null);
        return new Suite(PROTOCOL, launcher).run(Subjects.inProcess(folder, more), options, Progress.SILENT);
    }
}
