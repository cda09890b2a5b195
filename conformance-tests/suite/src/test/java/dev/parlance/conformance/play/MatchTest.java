package dev.parlance.conformance.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: 1}                    | {a: 1, b: 2}        | true",
                "{a: 1}                    | {b: 2}              | false",
                "{a: 1}                    | {a: 1.0}            | false",
                "{a: 1}                    | {a: '1'}            | false",
                "[1, 2]                    | [1, 2]              | true",
                "[1]                       | [1, 2]              | false",
                "{a: {$absent: true}}      | {b: 1}              | true",
                "{a: {$absent: true}}      | {a: null}           | false",
                "{a: {$none: true}}        | {a: null}           | true",
                "{a: {$any: true}}         | {a: null}           | true",
                "{a: {$any: true}}         | {}                  | false",
                "{$type: string}           | x                   | true",
                "{$type: string}           | 1                   | false",
                "{$regex: '^a.c$'}         | abc                 | true",
                "{$regex: '^a.c$'}         | abcd                | false",
                "{$contains: b}            | abc                 | true",
                "{$oneOf: [1, 2]}          | 2                   | true",
                "{$oneOf: [1, 2]}          | 3                   | false",
                "{$not: 1}                 | 2                   | true",
                "{$not: 1}                 | 1                   | false",
                "{$all: {a: 1}}            | [{a: 1}, {a: 1}]    | true",
                "{$all: {a: 1}}            | [{a: 1}, {a: 2}]    | false",
                "{$has: [{a: 2}, {a: 1}]}  | [{a: 1}, {a: 2}]    | true",
                "{$has: [{a: 3}]}          | [{a: 1}, {a: 2}]    | false",
                "{$size: 2}                | [1, 2]              | true",
                "{$size: {$gte: 3}}        | [1, 2]              | false",
                "{$length: 3}              | abc                 | true",
                "{$gte: 2}                 | 2                   | true",
                "{$lte: 2}                 | 3                   | false",
                "{$exact: {a: 1}}          | {a: 1, b: 1}        | false",
            })
    void comparesWhatIsExpectedWithWhatIsThere(String expected, String seen, boolean fits) throws IOException {
        assertThat(Match.fits(yaml(expected), yaml(seen))).isEqualTo(fits);
    }

    @Test
    void differenceIsNamedByItsPlace() throws IOException {
        assertThat(Match.of(yaml("{a: [1, {b: x}]}"), yaml("{a: [1, {b: y}]}")))
                .isEqualTo(new Match.Mismatch("/a/1/b", "\"x\"", "\"y\""));
    }

    @Test
    void unknownConditionIsTheScenariosFault() throws IOException {
        JsonNode expected = yaml("{$equals: 1}");
        assertThatThrownBy(() -> Match.of(expected, expected))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("$equals");
    }

    private static JsonNode yaml(String text) throws IOException {
        return YAML.readTree(text);
    }
}
