package dev.parlance.codex.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProtocolComparisonTest {
    private static final String OURS = """
            {x-methods: {
               'thing/get': {direction: 'client', kind: 'request', stability: 'stable',
                 params: {$ref: '#/$defs/ThingGetParams'}, result: {$ref: '#/$defs/ThingGetResponse'}}},
             $defs: {
               ThingGetParams: {properties: {id: {type: 'string'}}, required: ['id']},
               ThingGetResponse: {properties: {thing: {type: 'string'}}, required: ['thing']}}}
            """.replace("x-methods", "'x-methods'");

    private static final String REAL = """
            {definitions: {
               ClientRequest: {oneOf: [{properties: {method: {enum: ['thing/get']},
                 params: {$ref: '#/definitions/v2/ThingGetParams'}}, required: ['method', 'params']}]},
               ClientNotification: {oneOf: []}, ServerRequest: {oneOf: []}, ServerNotification: {oneOf: []},
               v2: {
                 ThingGetParams: {properties: {id: {type: 'string'}}, required: ['id']},
                 ThingGetResponse: {properties: {thing: {type: 'string'}}, required: ['thing']}}}}
            """;

    @Test
    void equalProtocolsHaveNoDifference() {
        ProtocolComparison comparison = compare(OURS, REAL, REAL);

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.uncovered()).isEmpty();
        assertThat(comparison.reached()).containsExactlyInAnyOrder("ThingGetParams", "ThingGetResponse");
    }

    @Test
    void differenceInTheResultIsFound() {
        assertThat(differences(OURS.replace("thing: {type: 'string'}", "thing: {type: 'boolean'}"), REAL, REAL))
                .containsExactly("ThingGetResponse/thing: type: ours boolean, real string");
    }

    @Test
    void methodSentByTheOtherSideIsFound() {
        assertThat(differences(OURS.replace("direction: 'client'", "direction: 'server'"), REAL, REAL))
                .containsExactly("thing/get: sender: ours server, real client");
    }

    @Test
    void requestThatIsANotificationIsFound() {
        String notification = REAL.replace("ClientRequest", "Turned")
                .replace("ClientNotification", "ClientRequest")
                .replace("Turned", "ClientNotification");

        assertThat(differences(OURS, notification, notification))
                .containsExactly(
                        "thing/get: kind: ours request, real notification",
                        "thing/get: result: ours present, real absent");
    }

    @Test
    void paramsThatMayBeLeftOutAreFound() {
        String optional = REAL.replace("params: {$ref: '#/definitions/v2/ThingGetParams'}", """
                        params: {anyOf: [{$ref: '#/definitions/v2/ThingGetParams'}, {type: 'null'}]}""");

        assertThat(differences(OURS, optional, optional))
                .containsExactly("thing/get: params: ours required, real optional");
        assertThat(differences(OURS.replace("kind:", "paramsOptional: true, kind:"), optional, optional))
                .isEmpty();
    }

    @Test
    void stableMethodMustBeInBothEditions() {
        assertThat(differences(OURS, REAL.replace("thing/get", "thing/other"), REAL))
                .containsExactly("thing/get: stable edition: ours present, real absent");
        assertThat(differences(OURS, REAL, REAL.replace("thing/get", "thing/other")))
                .containsExactly("thing/get: experimental edition: ours present, real absent");
    }

    @Test
    void experimentalMethodMustBeMissingInTheStableEdition() {
        String experimental = OURS.replace("stability: 'stable'", "stability: 'experimental'");

        assertThat(differences(experimental, REAL, REAL))
                .containsExactly("thing/get: stable edition: ours absent, real present");
        assertThat(differences(experimental, REAL.replace("thing/get", "thing/other"), REAL))
                .isEmpty();
    }

    @Test
    void methodOfOneEditionThatWeHaveNotIsUncovered() {
        assertThat(compare(OURS, REAL, REAL.replace("thing/get", "thing/other")).uncovered())
                .isEqualTo(Set.of("thing/other"));
    }

    @Test
    void reasonCoversTheDifferenceItNamesAndNoOther() {
        ProtocolComparison comparison = compare(OURS.replace("{id: {type: 'string'}}", "{id: true}"), REAL, REAL);
        String entry = "{differences: [{at: 'ThingGetParams/id', fact: 'type', ours: 'anything', real: 'string',"
                + " reason: 'ids may be numbers'}]}";

        ReasonedDifferences reasoned = new ReasonedDifferences(RelaxedJson.parse(entry));
        assertThat(reasoned.unexplained(comparison.differences())).isEmpty();
        assertThat(reasoned.stale(comparison.differences())).isEmpty();

        ReasonedDifferences other = new ReasonedDifferences(RelaxedJson.parse(entry.replace("'string'", "'integer'")));
        assertThat(other.unexplained(comparison.differences()))
                .containsExactly("ThingGetParams/id: type: ours anything, real string"
                        + " (thing/get params, experimental edition)");
        assertThat(other.stale(comparison.differences()))
                .containsExactly("ThingGetParams/id: type: ours anything, real integer");
    }

    @Test
    void entryWithoutAReasonIsAnError() {
        JsonNode nameless = RelaxedJson.parse("{methodsNotCovered: {'': ['thing/other']}}");
        JsonNode reasonless = RelaxedJson.parse("{differences: [{at: 'A', fact: 'type', ours: 'a', real: 'b'}]}");

        assertThatThrownBy(() -> new ReasonedDifferences(nameless)).hasMessageContaining("no reason");
        assertThatThrownBy(() -> new ReasonedDifferences(reasonless)).hasMessageContaining("reason is missing");
    }

    private static List<String> differences(String ours, String stable, String experimental) {
        return compare(ours, stable, experimental).differences().stream()
                .map(Difference::identity)
                .toList();
    }

    private static ProtocolComparison compare(String ours, String stable, String experimental) {
        return new ProtocolComparison(
                RelaxedJson.parse(ours), RelaxedJson.parse(stable), RelaxedJson.parse(experimental));
    }
}
