package dev.parlance.codex.generated;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge of the round trips must itself be right. */
class SameJsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':1,'b':[2]} | {'b':[2.0],'a':1e0} | true  | true",
                "18446744073709551615 | 1.8446744073709552e19 | false | false",
                "0.1 | 0.10000000000000001 | false | false",
                "1 | '1' | false | false",
                "[1,2] | [2,1] | false | false",
                "[1] | [1,1] | false | false",
                "[null] | [] | false | false",
                "{} | {'a':null} | false | false",
                "{} | {'a':1} | false | false",
                "{'a':1} | {'a':null} | false | false",
                "{'a':null} | {'a':1} | false | false",
                "{'a':{'b':null}} | {'a':{}} | false | true",
                "[{'a':null,'b':1}] | [{'b':1}] | false | true"
            },
            quoteCharacter = '`')
    void comparesByWhatIsSaid(String before, String after, boolean same, boolean sameButNulls) {
        String one = before.replace('\'', '"');
        String two = after.replace('\'', '"');

        assertThat(new SameJson(false).test(one, two)).isEqualTo(same);
        assertThat(new SameJson(true).test(one, two)).isEqualTo(sameButNulls);
    }
}
