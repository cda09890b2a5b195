package dev.parlance.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.foreign.ForeignServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void rightServerEndsWithZero() throws IOException {
        assertThat(plainTurn(ForeignServer.subjectFile(folder, ""))).isEqualTo(ExitCode.RIGHT);
        assertThat(out.toString()).contains("brinquedo: ", " 0 broken", "exit code 0");
        assertThat(err.toString()).contains("[1/1] plain-turn ");
    }

    @Test
    void brokenRuleEndsWithOne() throws IOException {
        assertThat(plainTurn(ForeignServer.subjectFile(folder, "late-delta"))).isEqualTo(ExitCode.VIOLATIONS);
        assertThat(out.toString())
                .contains("broken by the server: plain-turn/STR-1", "item/agentMessage/delta", "exit code 1");
    }

    @Test
    void failuresOfACodeThatTheFileDoesNotNameComeWithAdvice() throws IOException {
        Path file = edited("unknownMethod: -32601", "unknownMethod: -32000");
        Path report = folder.resolve("report");
        run("run", "--subject", file.toString(), "--scenario", "unknown-methods-*", "--report", report.toString());
        assertThat(out.toString())
                .contains("1 check expects -32000 (dialect: errors.unknownMethod) and saw -32601. If that is what the"
                        + " server means to answer, it is no fault: write into its file dialect: {errors:"
                        + " {unknownMethod: -32601}}");
        assertThat(Files.readString(report.resolve("index.html")))
                .contains("write into its file dialect: {errors: {unknownMethod: -32601}}");
    }

    @Test
    void wrongCommandLineOrFileEndsWithTwo() throws IOException {
        Path right = ForeignServer.subjectFile(folder, "");
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "name: x\nprofile: [core]\n");
        assertThat(plainTurn(folder.resolve("missing.yaml"))).isEqualTo(ExitCode.USAGE);
        assertThat(plainTurn(wrong)).isEqualTo(ExitCode.USAGE);
        assertThat(run("run", "--subject", right.toString(), "--rule", "LIF-99"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("run", "--subject", right.toString(), "--scenario", "no-such"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("run", "--subject", right.toString(), "--profile", "fs")).isEqualTo(ExitCode.USAGE);
        assertThat(run("run", "--subject", right.toString(), "--jobs", "-1")).isEqualTo(ExitCode.USAGE);
        assertThat(run("run")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("there is no subject file ", "/profile is not known", "no rule LIF-99", "no scenario fits")
                .contains("does not claim the profile fs", "--jobs", "Missing required option: '--subject=FILE'");
    }

    @Test
    void misspeltProfileAndOneOfWhichNothingCanBePlayedEndWithTwo() throws IOException {
        Path misspelt = edited("profiles: [core]", "profiles: [core, aprovals]");
        assertThat(run("run", "--subject", misspelt.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).startsWith(misspelt + ": /profiles: aprovals is not known; there are [account,");
        Path empty = edited("profiles: [core]", "profiles: [approvals]");
        assertThat(run("run", "--subject", empty.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(empty + " claims nothing that could be played. ", "it needs askingCommand");
    }

    @Test
    void misspeltPlaceholderEndsWithTwo() throws IOException {
        Path wrong = edited("${model.url}", "${model.ulr}");
        assertThat(plainTurn(wrong)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).startsWith(wrong + ": nothing is known as ${model.ulr}; there are [dialect,");
    }

    @Test
    void serverThatDoesNotStartEndsWithThree() throws IOException {
        Path missing = edited("command: [node, ", "command: [no-such-program, ");
        assertThat(plainTurn(missing)).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(out.toString()).contains("could not run:", "no-such-program", "exit code 3");
    }

    @Test
    void serverThatEndsAtOnceIsToldOnceWithItsLastWords() throws IOException {
        Path ending = edited("command: [node, ", "command: [sh, -c, 'echo no libfoo.so >&2; exit 7', ");
        assertThat(run("run", "--subject", ending.toString())).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(out.toString().lines().dropWhile(line -> !line.equals("could not run:")))
                .satisfiesExactly(
                        title -> {},
                        reason -> assertThat(reason)
                                .matches("  batch-is-refused-or-served-whole/RPC-9 and \\d+ more: the handshake failed:"
                                        + " /steps/0 \\(open\\): .*; its process ended with exit code 7"),
                        words -> assertThat(words).isEqualTo("    its standard error: no libfoo.so"),
                        space -> assertThat(space).isEmpty(),
                        sum -> assertThat(sum).endsWith("could not run; exit code 3"));
    }

    @Test
    void expectedFailureThatDoesNotComeEndsWithFour() throws IOException {
        Path stale = edited("profiles:", "knownFailures: [{check: plain-turn/LIF-9, reason: issue 7}]\nprofiles:");
        assertThat(plainTurn(stale)).isEqualTo(ExitCode.STALE);
        assertThat(out.toString()).contains("plain-turn/LIF-9", "issue 7", "exit code 4");
    }

    @Test
    void expectedFailureOfAProfileThatIsNotPlayedIsNotStale() throws IOException {
        String failure = "knownFailures: [{check: decline-command/APR-3, reason: issue 8}]";
        Path file = edited("profiles: [core]", failure + "\nprofiles: [search]");
        run("run", "--subject", file.toString(), "--profile", "search");
        assertThat(out.toString()).contains("exit code").doesNotContain("issue 8");
        run("run", "--subject", file.toString());
        assertThat(out.toString())
                .contains("decline-command/APR-3: expected to fail, did not; remove the entry (issue 8)");
    }

    @Test
    void severalTimesEndWithWhetherTheVerdictsWereTheSame() throws IOException {
        String right = ForeignServer.subjectFile(folder, "").toString();
        assertThat(run("run", "--subject", right, "--scenario", "plain-turn", "--times", "3"))
                .isEqualTo(ExitCode.RIGHT);
        assertThat(out.toString()).contains("brinquedo: 3 runs, the same verdicts each time");
        assertThat(err.toString()).contains("brinquedo: 2 of 3 runs", "brinquedo: 3 of 3 runs");

        String wrongFromThenOn = wrongFromTheSecondStartOn().toString();
        assertThat(run("run", "--subject", wrongFromThenOn, "--scenario", "plain-turn", "--times", "2"))
                .isEqualTo(ExitCode.VIOLATIONS);
        assertThat(out.toString())
                .contains("brinquedo: 2 runs, these verdicts differ:", "plain-turn/STR-1: fail 1×, no such check 1×");
    }

    @Test
    void reportHoldsAllFiles() throws IOException {
        Path report = folder.resolve("report");
        String subject = ForeignServer.subjectFile(folder, "").toString();
        run("run", "--subject", subject, "--scenario", "plain-turn", "--report", report.toString(), "--quiet");
        try (Stream<Path> files = Files.walk(report)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> report.relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "index.html",
                            "junit.xml",
                            "report.json",
                            "summary.md",
                            "badge.svg",
                            "recordings/plain-turn.jsonl");
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void helpNamesAllOptions() {
        assertThat(run("run", "--help")).isEqualTo(ExitCode.RIGHT);
        assertThat(out.toString())
                .contains(List.of(
                        "--subject=FILE",
                        "--compare=FILE",
                        "--report=DIR",
                        "--scenario=NAME",
                        "--rule=ID",
                        "--profile=NAME",
                        "--scenario-file=FILE",
                        "--jobs=N",
                        "--patience=FACTOR",
                        "--keep=DIR",
                        "--quiet"));
    }

    private Path wrongFromTheSecondStartOn() throws IOException {
        String started = folder.resolve("started").toString();
        String script =
                "[ -e %s ] && export TOY_BUGS=late-delta; touch %s; exec node $0 $@".formatted(started, started);
        return edited("command: [node, ", "command: [sh, -c, '" + script + "', ");
    }

    private Path edited(String part, String other) throws IOException {
        Path file = ForeignServer.subjectFile(folder, "");
        String text = Files.readString(file);
        assertThat(text).contains(part);
        return Files.writeString(file, text.replace(part, other));
    }

    private int plainTurn(Path subject) {
        return run("run", "--subject", subject.toString(), "--scenario", "plain-turn");
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
