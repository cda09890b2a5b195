package dev.parlance.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema SCHEMA = schema();

    @Test
    void reportFitsItsSchema() {
        assertThat(complaints(RunJson.text(List.of(SampleRuns.wrong()), null))).isEmpty();
        assertThat(complaints(RunJson.text(List.of(SampleRuns.wrong(), SampleRuns.right()), SampleRuns.coverage())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', version, 2",
        "'', runs, []",
        "'', more, 1",
        "/runs/0, exitCode, 5",
        "/runs/0, subject, ''",
        "/runs/0/counts, won, 1",
        "/runs/0/counts, pass, -1",
        "/runs/0/checks/0, outcome, '\"won\"'",
        "/runs/0/checks/0, rule, '\"LIF\"'",
        "/runs/0/checks/0, evidence, -1",
        "/runs/0/checks/1/failures/0, dir, '\"up\"'",
        "/runs/0/scenarios/0, events, '\"many\"'",
        "/comparison, subjects, '[\"one\"]'",
        "/comparison/rules/0, differs, null",
        "/comparison/rules/1/differing/0/outcomes, 0, 3",
        "/coverage/0, group, '\"colours\"'"
    })
    void damagedReportIsRefused(String at, String member, String value) throws IOException {
        JsonNode report = RunJson.tree(List.of(SampleRuns.wrong(), SampleRuns.right()), SampleRuns.coverage());
        JsonNode place = report.at(at);
        JsonNode damage = JSON.readTree(value == null || value.isEmpty() ? "\"\"" : value);
        if (place instanceof ObjectNode object) {
            object.set(member, damage);
        } else {
            ((ArrayNode) place).set(Integer.parseInt(member), damage);
        }
        assertThat(complaints(report.toString())).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', runs",
        "/runs/0, exitCode",
        "/runs/0/counts, pass",
        "/runs/0/checks/0, outcome",
        "/runs/0/checks/1/failures/0, seen",
        "/runs/0/scenarios/0, recording",
        "/comparison/rules/0, counts",
        "/coverage/0, missing"
    })
    void reportThatLacksAMemberIsRefused(String at, String member) {
        JsonNode report = RunJson.tree(List.of(SampleRuns.wrong(), SampleRuns.right()), SampleRuns.coverage());
        assertThat(((ObjectNode) report.at(at)).remove(member)).isNotNull();
        assertThat(complaints(report.toString())).isNotEmpty();
    }

    @Test
    void textsFromTheWireAreUnchanged() throws IOException {
        JsonNode report = JSON.readTree(RunJson.text(List.of(SampleRuns.wrong()), null));
        assertThat(report.at("/runs/0/checks/5/reason").textValue()).isEqualTo(SampleRuns.HOSTILE);
    }

    private static List<String> complaints(String report) {
        return SCHEMA.validate(report, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static Schema schema() {
        try (InputStream in = RunJson.class.getResourceAsStream("run-report.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
