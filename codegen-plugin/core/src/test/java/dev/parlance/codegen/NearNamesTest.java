package dev.parlance.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNamesTest {
    private static final List<String> NAMES = List.of("thread/start", "thread/stop", "turn/start", "x", "Thread/Start");

    @ParameterizedTest
    @CsvSource({
        "thred/start, 'did you mean Thread/Start, thread/start?'",
        "turn/strat, did you mean turn/start?",
        "model/list, none",
        "'', did you mean x?",
    })
    void findsWhatWasMeant(String wrong, String expected) {
        assertThat(NearNames.hint(wrong, NAMES, "none")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1000", "100000"})
    void doesNotMeasureTextsThatNobodyMeant(int length) {
        assertThat(NearNames.hint("x".repeat(length), NAMES, "none")).isEqualTo("none");
    }
}
