package dev.parlance.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    @Test
    void whatIsNeededIsLeft() {
        Probe<Integer> needsThree = sequence -> sequence.containsAll(List.of(3, 50, 97));

        assertThat(shrink(needsThree, 1_000)).containsExactly(3, 50, 97);
    }

    @Test
    void aFailureOfTheLastAloneIsFoundInFewTries() {
        List<List<Integer>> tried = new ArrayList<>();
        Probe<Integer> needsLast = sequence -> {
            tried.add(sequence);
            return sequence.contains(99);
        };

        assertThat(shrink(needsLast, 1_000)).containsExactly(99);
        assertThat(tried).hasSizeLessThan(20);
    }

    @Test
    void theBudgetIsKeptAndWhatIsGivenStillFails() {
        int[] tries = {0};
        Probe<Integer> needsTwenty = sequence -> {
            tries[0]++;
            return sequence.containsAll(HUNDRED.subList(20, 40));
        };

        List<Integer> left = shrink(needsTwenty, 25);
        assertThat(tries[0]).isEqualTo(25);
        assertThat(left).containsAll(HUNDRED.subList(20, 40)).hasSizeLessThan(60);
    }

    @Test
    void elementsAreMadeSmallerToo() {
        Probe<Integer> needsMoreThanSix = sequence -> sequence.stream().anyMatch(number -> number > 6);
        Shrinker<Integer> shrinker = new Shrinker<>(needsMoreThanSix, number -> List.of(number / 2, number - 1), 1_000);

        assertThat(shrinker.shrink(HUNDRED)).containsExactly(7);
    }

    @Test
    void treesLoseOneThingAtATime() throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode tree = json.readTree("{\"a\":{\"b\":1},\"c\":[2,\"a text of more than sixteen\"]}");

        assertThat(SmallerSteps.trees(tree).stream().map(JsonNode::toString))
                .containsExactly(
                        "{\"c\":[2,\"a text of more than sixteen\"]}",
                        "{\"a\":{\"b\":1}}",
                        "{\"a\":{},\"c\":[2,\"a text of more than sixteen\"]}",
                        "{\"a\":{\"b\":1},\"c\":[\"a text of more than sixteen\"]}",
                        "{\"a\":{\"b\":1},\"c\":[2]}",
                        "{\"a\":{\"b\":1},\"c\":[2,\"a text of mor\"]}",
                        "{\"a\":{\"b\":1},\"c\":[2,\"e than sixteen\"]}");
    }

    private static List<Integer> shrink(Probe<Integer> probe, int budget) {
        return new Shrinker<>(probe, number -> List.of(), budget).shrink(HUNDRED);
    }
}
