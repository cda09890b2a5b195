package dev.parlance.conformance.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.protocol.Rule;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final Protocol PROTOCOL = Protocol.load();
    private static final Set<String> ALL =
            PROTOCOL.methods().values().stream().map(Method::profile).collect(Collectors.toSet());
    private static final String ASK_TO_READ =
            "-> {\"id\":1,\"method\":\"fs/readFile\",\"params\":{\"path\":\"/home/dev/a\"}}";
    private static final String READ = "<- {\"id\":1,\"result\":{\"dataBase64\":\"YQ==\"}}";

    @Test
    void everyMethodOfTheSchemaIsCountedOnce() {
        List<CoverageRow> rows = rows(ALL);
        assertThat(total(rows, CoverageGroup.METHODS)).isEqualTo(methods(m -> m.sender() == Party.CLIENT));
        assertThat(total(rows, CoverageGroup.NOTIFICATIONS))
                .isEqualTo(methods(m -> m.sender() == Party.SERVER && !m.request()));
        assertThat(total(rows, CoverageGroup.SERVER_REQUESTS))
                .isEqualTo(methods(m -> m.sender() == Party.SERVER && m.request()));
        assertThat(rows).allMatch(row -> row.seen() == 0 && row.missing().size() == row.total());
    }

    /** The schema's own examples show each method with an answer. */
    @Test
    void examplesOfTheSchemaCoverAllMethods() {
        List<CoverageRow> rows = rows(ALL, examples());
        assertThat(rows)
                .filteredOn(row -> Stream.of(
                                CoverageGroup.METHODS, CoverageGroup.NOTIFICATIONS, CoverageGroup.SERVER_REQUESTS)
                        .anyMatch(group -> group == row.group()))
                .allMatch(row -> row.missing().isEmpty() && row.seen() == row.total());
        // The examples show nearly all kinds of answers, but far from every member that a request may have.
        assertThat(percent(rows, CoverageGroup.SERVER_MEMBERS)).isBetween(80, 99);
        assertThat(percent(rows, CoverageGroup.SERVER_VARIANTS)).isBetween(80, 99);
        assertThat(percent(rows, CoverageGroup.CLIENT_MEMBERS)).isBetween(65, 99);
        assertThat(percent(rows, CoverageGroup.CLIENT_VARIANTS)).isBetween(80, 99);
    }

    @Test
    void answeredRequestCounts() {
        List<CoverageRow> rows = rows(Set.of("fs"), ASK_TO_READ, READ);
        assertThat(shown(rows, CoverageGroup.METHODS)).containsExactly("fs/readFile");
        assertThat(shown(rows, CoverageGroup.CLIENT_MEMBERS)).containsExactly("FsReadFileParams.path");
        assertThat(shown(rows, CoverageGroup.SERVER_MEMBERS)).containsExactly("FsReadFileResponse.dataBase64");
    }

    @Test
    void whatIsNoAnswerDoesNotCount() {
        for (String answer : List.of(
                "<- {\"id\":1,\"result\":{}}",
                "<- {\"id\":1,\"result\":null}",
                "<- {\"id\":1,\"error\":{\"code\":-32603,\"message\":\"no\"}}",
                "<- {\"id\":\"1\",\"result\":{\"dataBase64\":\"YQ==\"}}",
                "<- {\"result\":{\"dataBase64\":\"YQ==\"}}",
                "-> {\"id\":1,\"result\":{\"dataBase64\":\"YQ==\"}}",
                ASK_TO_READ.replace("->", "<-"))) {
            List<CoverageRow> rows = rows(Set.of("fs"), ASK_TO_READ, answer);
            assertThat(shown(rows, CoverageGroup.METHODS)).as(answer).isEmpty();
            assertThat(shown(rows, CoverageGroup.SERVER_MEMBERS)).as(answer).isEmpty();
        }
    }

    @Test
    void oneAnswerServesOneRequest() {
        List<CoverageRow> rows = rows(
                Set.of("fs"),
                "-> {\"id\":1,\"method\":\"fs/writeFile\",\"params\":{\"path\":\"/a\",\"dataBase64\":\"\"}}",
                "<- {\"id\":1,\"result\":{}}",
                READ);
        assertThat(shown(rows, CoverageGroup.METHODS)).containsExactly("fs/writeFile");
        assertThat(shown(rows, CoverageGroup.SERVER_MEMBERS)).isEmpty();
    }

    @Test
    void answerOfAnotherRecordingDoesNotCount() {
        Coverage coverage = new Coverage(PROTOCOL, Set.of("fs"));
        coverage.add(List.of(event(ASK_TO_READ)));
        coverage.add(List.of(event(READ)));
        assertThat(shown(coverage.rows(), CoverageGroup.METHODS)).isEmpty();
    }

    @Test
    void nullShowsNothingOfAMember() {
        String changed = "<- {\"method\":\"thread/name/updated\",\"params\":{\"threadId\":\"t\",\"threadName\":%s}}";
        assertThat(shown(rows(Set.of("history"), changed.formatted("null")), CoverageGroup.SERVER_MEMBERS))
                .containsExactly("ThreadNameUpdatedNotification.threadId");
        assertThat(shown(rows(Set.of("history"), changed.formatted("\"x\"")), CoverageGroup.SERVER_MEMBERS))
                .containsExactly("ThreadNameUpdatedNotification.threadId", "ThreadNameUpdatedNotification.threadName");
    }

    @Test
    void valuesAndVariantsAreFoundInArraysAndUnions() {
        List<CoverageRow> rows = rows(
                Set.of("core", "approvals"),
                "<- {\"method\":\"item/started\",\"params\":{\"item\":{\"type\":\"userMessage\",\"id\":\"i\","
                        + "\"startedAtMs\":1,\"content\":[{\"type\":\"image\",\"url\":\"data:\",\"detail\":\"high\"},"
                        + "{\"type\":\"hologram\"}]},\"threadId\":\"t\",\"turnId\":\"u\"}}",
                "<- {\"id\":7,\"method\":\"item/commandExecution/requestApproval\",\"params\":{}}",
                "-> {\"id\":7,\"result\":{\"decision\":{\"acceptWithExecpolicyAmendment\":"
                        + "{\"execpolicy_amendment\":[\"ls\"]}}}}",
                "<- {\"id\":8,\"method\":\"item/commandExecution/requestApproval\",\"params\":{}}",
                "-> {\"id\":8,\"result\":{\"decision\":\"accept\"}}");
        assertThat(shown(rows, CoverageGroup.SERVER_VARIANTS))
                .containsExactlyInAnyOrder("ThreadItem(userMessage)", "UserInput(image)");
        assertThat(shown(rows, CoverageGroup.SERVER_VALUES)).containsExactly("ImageDetail: high");
        assertThat(shown(rows, CoverageGroup.SERVER_MEMBERS))
                .containsExactlyInAnyOrder(
                        "ItemStartedNotification.item",
                        "ItemStartedNotification.threadId",
                        "ItemStartedNotification.turnId",
                        "ThreadItem.startedAtMs",
                        "ThreadItem(userMessage).id",
                        "ThreadItem(userMessage).content",
                        "UserInput(image).url",
                        "UserInput(image).detail");
        assertThat(shown(rows, CoverageGroup.SERVER_REQUESTS)).containsExactly("item/commandExecution/requestApproval");
        assertThat(shown(rows, CoverageGroup.CLIENT_VALUES))
                .containsExactly("CommandExecutionApprovalDecision: accept");
        assertThat(shown(rows, CoverageGroup.CLIENT_VARIANTS))
                .containsExactly("CommandExecutionApprovalDecision(acceptWithExecpolicyAmendment)");
    }

    @Test
    void onlyProfilesClaimedCount() {
        List<CoverageRow> rows = rows(Set.of("search", "no such profile"), ASK_TO_READ, READ);
        assertThat(rows).allMatch(row -> row.profile().equals("search"));
        assertThat(rows).allMatch(row -> row.seen() == 0);
        assertThat(rows.get(0))
                .isEqualTo(new CoverageRow(CoverageGroup.METHODS, "search", 1, 0, List.of("fuzzyFileSearch")));
    }

    @Test
    void sharedTypeIsCountedInTheLargerProfileOnly() {
        List<CoverageRow> rows = rows(Set.of("history", "core"));
        assertThat(rows)
                .filteredOn(row -> row.missing().contains("Thread.preview"))
                .extracting(CoverageRow::profile)
                .containsExactly("core");
        assertThat(rows(Set.of("history")))
                .filteredOn(row -> row.missing().contains("Thread.preview"))
                .extracting(CoverageRow::profile)
                .containsExactly("history");
    }

    @Test
    void hostileLinesAreNotCounted() {
        List<CoverageRow> rows = rows(
                Set.of("fs"),
                "<- ",
                "<- \u0000",
                "<- [{\"id\":1}]",
                "<- {\"id\":{\"a\":1},\"result\":[]}",
                "-> {\"id\":[],\"method\":\"fs/readFile\",\"params\":7}",
                "<- {\"method\":{\"x\":1}}",
                "<- {\"id\":1,\"result\":" + "[".repeat(100_000),
                "<- {\"method\":\"fs/changed\",\"params\":" + "{\"a\":".repeat(900) + "1" + "}".repeat(900) + "}");
        assertThat(rows)
                .filteredOn(row -> row.seen() > 0)
                .extracting(CoverageRow::group)
                .containsExactly(CoverageGroup.NOTIFICATIONS);
    }

    @Test
    void rulesOfARunAreCountedByWhatItsChecksCouldJudge() {
        Rule kept = PROTOCOL.rules().get("LIF-2");
        Rule broken = PROTOCOL.rules().get("LIF-3");
        Rule idle = PROTOCOL.rules().get("LIF-4");
        RunResult result = result(
                List.of(check(kept, Outcome.PASS), check(broken, Outcome.FAIL), check(idle, Outcome.NOT_EXERCISED)),
                List.of(ASK_TO_READ, READ));
        List<CoverageRow> rows = Coverage.of(PROTOCOL, result);
        assertThat(shown(rows, CoverageGroup.METHODS)).containsExactly("fs/readFile");
        CoverageRow rules = rows.stream()
                .filter(row ->
                        row.group() == CoverageGroup.RULES && row.profile().equals("core"))
                .findFirst()
                .orElseThrow();
        List<String> ofServers = PROTOCOL.rules().all().stream()
                .filter(rule -> rule.profile().equals("core") && rule.duties().contains(Party.SERVER))
                .map(Rule::id)
                .toList();
        List<String> missing = new ArrayList<>(ofServers);
        missing.removeAll(List.of("LIF-2", "LIF-3"));
        assertThat(rules).isEqualTo(new CoverageRow(CoverageGroup.RULES, "core", ofServers.size(), 2, missing));
    }

    private static List<String> examples() {
        List<String> lines = new ArrayList<>();
        int id = 0;
        for (Method method : PROTOCOL.methods().values()) {
            boolean server = method.sender() == Party.SERVER;
            JsonNode row = PROTOCOL.schema().get("x-methods").get(method.name());
            for (JsonNode example : row.get("examples")) {
                id++;
                String head = (server ? "<- " : "-> ") + "{" + (method.request() ? "\"id\":" + id + "," : "");
                JsonNode params = example.path("params");
                lines.add(head + "\"method\":\"" + method.name() + "\""
                        + (params.isMissingNode() ? "" : ",\"params\":" + params) + "}");
                if (example.has("result")) {
                    lines.add(
                            (server ? "-> " : "<- ") + "{\"id\":" + id + ",\"result\":" + example.get("result") + "}");
                }
            }
        }
        return lines;
    }

    private static List<CoverageRow> rows(Set<String> profiles, String... lines) {
        return rows(profiles, List.of(lines));
    }

    private static List<CoverageRow> rows(Set<String> profiles, List<String> lines) {
        Coverage coverage = new Coverage(PROTOCOL, profiles);
        coverage.add(lines.stream().map(CoverageTest::event).toList());
        return coverage.rows();
    }

    private static TranscriptEvent event(String line) {
        byte[] bytes = line.substring(3).getBytes(StandardCharsets.UTF_8);
        return TranscriptEvent.line(0, Direction.of(line.substring(0, 2)), "main", bytes);
    }

    /** What is in no list of missing things, found by comparing with an empty recording. */
    private static List<String> shown(List<CoverageRow> rows, CoverageGroup group) {
        Set<String> profiles = rows.stream().map(CoverageRow::profile).collect(Collectors.toSet());
        List<String> all = new ArrayList<>(missing(rows(profiles), group));
        all.removeAll(missing(rows, group));
        assertThat(all).hasSize(seen(rows, group));
        return all;
    }

    private static List<String> missing(List<CoverageRow> rows, CoverageGroup group) {
        return of(rows, group).flatMap(row -> row.missing().stream()).toList();
    }

    private static int total(List<CoverageRow> rows, CoverageGroup group) {
        return of(rows, group).mapToInt(CoverageRow::total).sum();
    }

    private static int seen(List<CoverageRow> rows, CoverageGroup group) {
        return of(rows, group).mapToInt(CoverageRow::seen).sum();
    }

    private static int percent(List<CoverageRow> rows, CoverageGroup group) {
        return seen(rows, group) * 100 / total(rows, group);
    }

    private static Stream<CoverageRow> of(List<CoverageRow> rows, CoverageGroup group) {
        return rows.stream().filter(row -> row.group() == group);
    }

    private static int methods(Predicate<Method> wanted) {
        return (int) PROTOCOL.methods().values().stream().filter(wanted).count();
    }

    private static CheckResult check(Rule rule, Outcome outcome) {
        return new CheckResult("transcripts/" + rule.id(), rule, Party.SERVER, "", outcome, 0, List.of(), "");
    }

    private static RunResult result(List<CheckResult> checks, List<String> lines) {
        List<TranscriptEvent> events = lines.stream().map(CoverageTest::event).toList();
        PlayedScenario scenario = new PlayedScenario("read", "Read a file.", "fs", Duration.ZERO, events, "");
        return new RunResult(
                "subject",
                "1",
                "subject.yaml",
                List.of("core", "fs"),
                Instant.EPOCH,
                Duration.ZERO,
                checks,
                List.of(scenario));
    }
}
