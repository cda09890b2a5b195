package dev.parlance.codex.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartialOrderTest {
    @Test
    void withoutPairsTheOrderStays() {
        List<String> lines = List.of("b", "a", "c", "a");

        assertThat(new PartialOrder().canonical(lines)).isEqualTo(lines);
    }

    @Test
    void linesThatMayChangePlacesGetOneOrder() {
        PartialOrder order = new PartialOrder();
        order.commute("^status", "^item");

        assertThat(order.canonical(List.of("start", "status 1", "item 1", "end")))
                .isEqualTo(order.canonical(List.of("start", "item 1", "status 1", "end")))
                .containsExactly("start", "item 1", "status 1", "end");
    }

    @Test
    void whatStandsBetweenHoldsThemApart() {
        PartialOrder order = new PartialOrder();
        order.commute("^status", "^item");

        assertThat(order.canonical(List.of("status 1", "turn", "item 1")))
                .containsExactly("status 1", "turn", "item 1");
    }

    @Test
    void twoCallsSideBySideGetOneOrderHoweverTheyAreMixed() {
        PartialOrder order = new PartialOrder();
        order.commute("one", "two");
        List<String> one = List.of("started one", "asked one", "completed one");
        List<String> two = List.of("started two", "asked two", "completed two");
        List<String> expected = null;
        Random random = new Random(7);
        for (int run = 0; run < 200; run++) {
            List<String> canonical = order.canonical(mixed(one, two, random));
            expected = expected == null ? canonical : expected;
            assertThat(canonical).isEqualTo(expected);
        }
    }

    private static List<String> mixed(List<String> one, List<String> two, Random random) {
        List<Boolean> turns = new ArrayList<>(Collections.nCopies(one.size(), true));
        turns.addAll(Collections.nCopies(two.size(), false));
        Collections.shuffle(turns, random);
        List<String> out = new ArrayList<>();
        int ofOne = 0;
        int ofTwo = 0;
        for (boolean first : turns) {
            out.add(first ? one.get(ofOne++) : two.get(ofTwo++));
        }
        return out;
    }
}
