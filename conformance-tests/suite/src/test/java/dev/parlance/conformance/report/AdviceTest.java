package dev.parlance.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Rule;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.DialectChoice;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdviceTest {
    private static final Rule RULE = new Rule("ERR-1", Set.of(Party.SERVER), "must", "active", "core", "Refused.");
    private static final String UNKNOWN = new DialectChoice("-32600", "errors.unknownMethod").text();
    private static final String TOO_LONG = new DialectChoice("-32600", "errors.tooLong").text();

    @Test
    void oneLineForEachCodeThatIsOtherThanTheDialectSays() {
        RunResult run = run(
                check("a", Outcome.FAIL, UNKNOWN, "-32601"),
                check("b", Outcome.FAIL, UNKNOWN, "-32601"),
                check("c", Outcome.FAIL, TOO_LONG, "-32000"),
                check("d", Outcome.KNOWN_FAILURE, TOO_LONG, "-32001"));
        assertThat(Advice.of(run))
                .containsExactly(
                        "2 checks expect -32600 (dialect: errors.unknownMethod) and saw -32601. If that is what the server"
                                + " means to answer, it is no fault: write into its file"
                                + " dialect: {errors: {unknownMethod: -32601}}",
                        "1 check expects -32600 (dialect: errors.tooLong) and saw -32000. If that is what the server means to"
                                + " answer, it is no fault: write into its file dialect: {errors: {tooLong: -32000}}");
    }

    @Test
    void noAdviceWhereNoCodeWasSeenOrTheDialectHasNoSay() {
        RunResult run = run(
                check("a", Outcome.FAIL, UNKNOWN, "nothing"),
                check("b", Outcome.FAIL, UNKNOWN, "\"-32601 }}, x: {\""),
                check("c", Outcome.FAIL, "-32600", "-32601"));
        assertThat(Advice.of(run)).isEmpty();
    }

    private static CheckResult check(String name, Outcome outcome, String expected, String seen) {
        Failure failure = new Failure(1, 0, "main", "<-", expected, seen, "/error/code", "{}");
        return new CheckResult(name, RULE, Party.SERVER, "s", outcome, 0, List.of(failure), "");
    }

    private static RunResult run(CheckResult... checks) {
        return new RunResult(
                "s", "1", "s.yaml", List.of("core"), Instant.EPOCH, Duration.ZERO, List.of(checks), List.of());
    }
}
