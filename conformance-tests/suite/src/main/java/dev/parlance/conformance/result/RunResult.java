package dev.parlance.conformance.result;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A run of the suite against one subject.
 *
 * <pre>{@code
 * RunResult result = suite.run(subject);
 * System.exit(result.exitCode());
 * }</pre>
 *
 * @param subject name of the subject, from its file
 * @param version what the subject called itself in the handshake; empty if it never got so far
 * @param subjectFile path of the subject's file as it was given, for commands to reproduce
 * @param profiles the profiles that the subject claims
 * @param started when the run began
 * @param took how long it took
 * @param checks all checks, in the order of the rule book
 * @param scenarios the scenarios that were played
 */
public record RunResult(
        String subject,
        String version,
        String subjectFile,
        List<String> profiles,
        Instant started,
        Duration took,
        List<CheckResult> checks,
        List<PlayedScenario> scenarios) {
    /** Copies the lists. */
    public RunResult {
        profiles = List.copyOf(profiles);
        checks = List.copyOf(checks);
        scenarios = List.copyOf(scenarios);
    }

    /** How many checks ended so. */
    public long count(Outcome outcome) {
        return checks.stream().filter(check -> check.outcome() == outcome).count();
    }

    /** The last lines that the subject wrote to standard error in the scenario that shows a check; empty if it wrote none. */
    public String stderr(CheckResult check) {
        return scenarios.stream()
                .filter(played -> played.name().equals(check.scenario()))
                .map(PlayedScenario::stderr)
                .findFirst()
                .orElse("");
    }

    /**
     * What a command that ran this ends with: 1 if a rule that binds without exception was broken, else 4 if an expected
     * failure did not come, else 3 if a check could not run, else 0.
     */
    public int exitCode() {
        if (broken()) {
            return 1;
        }
        if (count(Outcome.UNEXPECTED_PASS) > 0) {
            return 4;
        }
        return count(Outcome.COULD_NOT_RUN) > 0 ? 3 : 0;
    }

    private boolean broken() {
        return checks.stream()
                .anyMatch(check ->
                        check.outcome() == Outcome.FAIL && check.rule().level().equals("must"));
    }
}
