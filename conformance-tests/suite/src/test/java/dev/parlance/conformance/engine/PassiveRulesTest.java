package dev.parlance.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassiveRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"session.jsonl", "two-connections.jsonl", "joined-mid-turn.jsonl"})
    void rightConversationBreaksNoRule(String recording) {
        assertThat(broken(Recordings.judge(new String(Recordings.bytes(recording), StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> faultIsCaughtByItsRule() {
        return Recordings.table("faults.json").stream()
                .map(row -> DynamicTest.dynamicTest(name(row), () -> {
                    List<Verdict> verdicts = Recordings.judge(Recordings.edited(row));
                    assertThat(broken(verdicts))
                            .containsKey(row.get("rule").textValue() + " "
                                    + row.get("party").textValue());
                }));
    }

    @TestFactory
    Stream<DynamicTest> harmlessVariantBreaksNoRule() {
        return Recordings.table("harmless.json").stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.get("title").textValue(),
                        () -> assertThat(broken(Recordings.judge(Recordings.edited(row))))
                                .isEmpty()));
    }

    @Test
    void everyPassiveRuleHasACheckAndAFault() {
        Set<String> passive = Recordings.PROTOCOL.rules().all().stream()
                .filter(Rule::passive)
                .map(Rule::id)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> checked =
                new PassiveEngine(Recordings.PROTOCOL, Recordings.SCHEMA, Dialect.STANDARD).checkedRules();
        Set<String> planted = Recordings.table("faults.json").stream()
                .map(row -> row.get("rule").textValue())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(checked).containsAll(passive);
        assertThat(planted).containsAll(passive);
    }

    @Test
    void rightConversationsGivePositiveEvidenceForTheServersRules() {
        Set<String> kept = new TreeSet<>();
        for (String recording : List.of("session.jsonl", "two-connections.jsonl")) {
            Recordings.judge(new String(Recordings.bytes(recording), StandardCharsets.UTF_8)).stream()
                    .filter(verdict -> verdict.status() == Status.PASS && verdict.party() == Party.SERVER)
                    .forEach(verdict -> kept.add(verdict.rule().id()));
        }
        Set<String> wanted = Recordings.PROTOCOL.rules().all().stream()
                .filter(rule -> rule.passive() && rule.duties().contains(Party.SERVER))
                .map(Rule::id)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(kept).containsAll(wanted);
    }

    @TestFactory
    Stream<DynamicTest> subjectThatSaysNothingToThePointScoresNothing() {
        Map<String, String> answers = Map.of(
                "an empty result", "\"msg\":{\"id\":%d,\"result\":{}}",
                "always the same error", "\"msg\":{\"id\":%d,\"error\":{\"code\":-32600,\"message\":\"no\"}}",
                "an echo", "\"msg\":{\"id\":%d,\"method\":\"thread/list\",\"params\":{}}",
                "a line of text", "\"raw\":\"hello %d\"");
        return new TreeMap<>(answers)
                .entrySet().stream()
                        .map(answer -> DynamicTest.dynamicTest(answer.getKey(), () -> {
                            StringBuilder recording = new StringBuilder();
                            for (int id = 1; id < 5; id++) {
                                String method = id == 1 ? "initialize" : "thread/list";
                                String params = id == 1 ? "\"clientInfo\":{\"name\":\"a\",\"version\":\"1\"}" : "";
                                recording.append("{\"t\":0,\"dir\":\"->\",\"conn\":\"main\",\"msg\":{\"id\":" + id
                                        + ",\"method\":\"" + method + "\",\"params\":{" + params + "}}}\n");
                                recording.append("{\"t\":0,\"dir\":\"<-\",\"conn\":\"main\","
                                        + String.format(answer.getValue(), id) + "}\n");
                            }
                            assertThat(Recordings.judge(recording.toString()))
                                    .filteredOn(verdict -> verdict.party() != Party.CLIENT)
                                    .noneMatch(verdict -> verdict.status() == Status.PASS);
                        }));
    }

    @Test
    void flawInTheAnswerToTheHandshakeIsNotHeldAgainstAllThatFollows() {
        String session = new String(Recordings.bytes("session.jsonl"), StandardCharsets.UTF_8);
        String flawed = session.replace("\"platformOs\":", "\"platform_os\":\"linux\",\"platformOs\":");
        assertThat(broken(Recordings.judge(flawed)).keySet()).containsExactly("SCH-9 server");
    }

    @Test
    void failureNamesTheGuiltyEventAndPlace() {
        JsonNode row = Recordings.table("faults.json").stream()
                .filter(fault -> fault.get("rule").textValue().equals("SCH-6"))
                .findFirst()
                .orElseThrow();
        Failure failure = Recordings.judge(Recordings.edited(row)).stream()
                .filter(verdict -> verdict.rule().id().equals("SCH-6") && verdict.status() == Status.FAIL)
                .findFirst()
                .orElseThrow()
                .failures()
                .get(0);
        assertThat(failure.path()).isEqualTo("/params/summaryIndex");
        assertThat(failure.seen()).isEqualTo("9223372036854775808");
        assertThat(failure.event()).isEqualTo(15);
        assertThat(failure.excerpt()).startsWith("{\"method\":\"item/reasoning/summaryPartAdded\"");
    }

    private static String name(JsonNode row) {
        return row.get("fault").textValue() + " " + row.get("rule").textValue() + " "
                + row.get("title").textValue();
    }

    private static Map<String, String> broken(List<Verdict> verdicts) {
        Map<String, String> all = new TreeMap<>();
        for (Verdict verdict : verdicts) {
            if (verdict.status() == Status.FAIL) {
                all.put(
                        verdict.rule().id() + " " + verdict.party().word(),
                        verdict.failures().get(0).toString());
            }
        }
        return all;
    }
}
