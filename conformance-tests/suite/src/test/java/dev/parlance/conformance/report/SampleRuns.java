package dev.parlance.conformance.report;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Rule;
import dev.parlance.conformance.report.CoverageTable.Group;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.PlayedScenario;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs made by hand: every outcome is in them, and a subject that says what each format has to be afraid of. */
final class SampleRuns {
    static final String HOSTILE =
            "<script>alert(1)</script> ]]> | `x` \" ' & \u001b[31m \u0000 \u202e \ufffe \ud800 http://a @b";

    private static final Rule ONCE = new Rule(
            "LIF-3", Set.of(Party.SERVER), "must", "passive", "core", "Each item: `item/started` once & first.");
    private static final Rule DECLINED =
            new Rule("APR-5", Set.of(Party.SERVER), "must", "active", "approvals", "A declined command is not run.");
    private static final Rule SAME_ID =
            new Rule("RPC-3", Set.of(Party.SERVER), "must", "passive", "core", "A response bears the request's id.");
    private static final Rule PAGES =
            new Rule("PAG-2", Set.of(Party.SERVER), "must", "active", "history", "Pages join without a gap.");
    private static final Rule ADVICE =
            new Rule("LIF-9", Set.of(Party.SERVER), "should", "passive", "core", "Names of items are short.");
    private static final Rule REVIEW =
            new Rule("LIF-20", Set.of(Party.SERVER, Party.CLIENT), "must", "active", "review", "A review ends.");

    private SampleRuns() {}

    /** Every outcome, a recommendation that was not followed, and hostile texts wherever a subject can put some. */
    static RunResult wrong() {
        return new RunResult(
                "foreign <b>server</b>",
                "foreign/1.2 " + HOSTILE,
                "my subjects/foreign's.yaml",
                List.of("core", "approvals", "history"),
                Instant.parse("2026-01-02T03:04:05.678Z"),
                Duration.ofMillis(12_345),
                List.of(
                                check("transcripts/RPC-3", SAME_ID, "", Outcome.PASS, "")
                                        .withEvidence(87),
                                check("decline-command/LIF-3", ONCE, "decline-command", Outcome.FAIL, "")
                                        .withFailures(twice(), again()),
                                check("start/LIF-3", ONCE, "start", Outcome.PASS, "")
                                        .withEvidence(4),
                                check("transcripts/LIF-9", ADVICE, "", Outcome.FAIL, "")
                                        .withFailures(elsewhere()),
                                check(
                                        "review/LIF-20",
                                        REVIEW,
                                        "",
                                        Outcome.NOT_CLAIMED,
                                        "profile review is not claimed"),
                                check(
                                                "decline-command/APR-5",
                                                DECLINED,
                                                "decline-command",
                                                Outcome.KNOWN_FAILURE,
                                                HOSTILE)
                                        .withFailures(twice()),
                                check("accept-command/APR-5", DECLINED, "", Outcome.UNEXPECTED_PASS, "mended in 1.2?"),
                                check(
                                        "pages/PAG-2",
                                        PAGES,
                                        "pages: ../../<etc>",
                                        Outcome.COULD_NOT_RUN,
                                        "it hung " + HOSTILE),
                                check("transcripts/PAG-2", PAGES, "", Outcome.NOT_EXERCISED, ""))
                        .stream()
                        .map(Draft::result)
                        .toList(),
                List.of(
                        new PlayedScenario(
                                "decline-command",
                                "A command is declined " + HOSTILE,
                                "approvals",
                                Duration.ofMillis(1_500),
                                recording(),
                                "starting\nwarning: " + HOSTILE + "\n\tat Server.main"),
                        new PlayedScenario("start", "It starts", "core", Duration.ofMillis(200), List.of(), ""),
                        new PlayedScenario(
                                "pages: ../../<etc>",
                                "Pages",
                                "history",
                                Duration.ofMillis(30_000),
                                List.of(line(0, Direction.TO_SERVER, "{\"id\":1,\"method\":\"initialize\"}")),
                                "panic: " + HOSTILE)));
    }

    /** The same scenarios in a subject that does all of it right. */
    static RunResult right() {
        return new RunResult(
                "right",
                "right/1.0",
                "right.yaml",
                List.of("core", "approvals"),
                Instant.parse("2026-01-02T04:00:00Z"),
                Duration.ofMillis(8_000),
                List.of(
                                check("transcripts/RPC-3", SAME_ID, "", Outcome.PASS, "")
                                        .withEvidence(91),
                                check("decline-command/LIF-3", ONCE, "decline-command", Outcome.PASS, "")
                                        .withEvidence(2),
                                check("start/LIF-3", ONCE, "start", Outcome.PASS, "")
                                        .withEvidence(4),
                                check("decline-command/APR-5", DECLINED, "decline-command", Outcome.PASS, "")
                                        .withEvidence(1))
                        .stream()
                        .map(Draft::result)
                        .toList(),
                List.of(new PlayedScenario(
                        "decline-command",
                        "A command is declined",
                        "approvals",
                        Duration.ofMillis(900),
                        List.of(TranscriptEvent.note(10, "main", TranscriptEvent.SETTLED)),
                        "")));
    }

    static CoverageTable coverage() {
        return new CoverageTable(List.of(
                new CoverageTable.Row(Group.METHODS, "core", 3, 2, List.of("turn/steer")),
                new CoverageTable.Row(Group.METHODS, "history", 2, 2, List.of()),
                new CoverageTable.Row(Group.ENUM_VALUES, "TurnStatus", 4, 1, List.of("failed", HOSTILE, "inProgress")),
                new CoverageTable.Row(Group.RULES, "LIF", 18, 9, List.of("LIF-1"))));
    }

    /** Forty events; the item of event 31 was begun at 5, and is completed a second time at 31 and at 33. */
    static List<TranscriptEvent> recording() {
        List<TranscriptEvent> events = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            String text = switch (i) {
                case 5 -> "{\"method\":\"item/started\",\"params\":{\"item\":{\"id\":\"item-1\"}}}";
                case 20 -> "{\"method\":\"item/completed\",\"params\":{\"item\":{\"id\":\"item-1\"}}}";
                case 30 -> HOSTILE;
                case 31, 33 ->
                    "{\"method\":\"item/completed\",\"params\":{\"item\":{\"id\":\"item-1\",\"text\":\""
                            + "long ".repeat(300) + "\"}}}";
                default -> "{\"method\":\"thread/tokenUsage/updated\",\"params\":{\"n\":" + i + "}}";
            };
            events.add(line(i * 1_000L, Direction.TO_CLIENT, text));
        }
        events.add(TranscriptEvent.note(41_000, "main", TranscriptEvent.CLOSED));
        return events;
    }

    static TranscriptEvent line(long micros, Direction direction, String text) {
        return TranscriptEvent.line(micros, direction, "main", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Failure twice() {
        return new Failure(
                31,
                31_000,
                "main",
                "<-",
                "item/completed once",
                "a second one " + HOSTILE,
                "/params/item/id",
                "{\"method\"…");
    }

    private static Failure again() {
        return new Failure(33, 33_000, "main", "<-", "item/completed once", "a third one", "", "{\"method\"…");
    }

    private static Failure elsewhere() {
        return new Failure(7, 7_000, "second " + HOSTILE, "<-", "a short name", HOSTILE.repeat(20), "", HOSTILE);
    }

    private static Draft check(String name, Rule rule, String scenario, Outcome outcome, String reason) {
        return new Draft(new CheckResult(name, rule, Party.SERVER, scenario, outcome, 0, List.of(), reason));
    }

    private record Draft(CheckResult result) {
        Draft withEvidence(long evidence) {
            return draft(evidence, List.of());
        }

        Draft withFailures(Failure... failures) {
            return draft(0, List.of(failures));
        }

        private Draft draft(long evidence, List<Failure> failures) {
            return new Draft(new CheckResult(
                    result.check(),
                    result.rule(),
                    result.party(),
                    result.scenario(),
                    result.outcome(),
                    evidence,
                    failures,
                    result.reason()));
        }
    }
}
