package dev.parlance.mutants.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.mutants.plant.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
    private static final Fault FAULT = new Fault("F1", "LIF-2", "twice", List.of(), List.of());
    private static final Fault VARIANT = new Fault("H1", "", "other order", List.of(), List.of());

    @Test
    void variantsCountAsAlarmsAndNotAsFaults() {
        Figure figure = Figure.of(List.of(
                new Trial(FAULT, true, "a", ""),
                new Trial(FAULT, false, "a", ""),
                new Trial(VARIANT, true, "a", ""),
                new Trial(VARIANT, false, "a", "")));
        assertThat(figure).hasToString("caught 1 of 2 planted faults by the right rule, 1 false alarms");
        assertThat(figure.share()).isEqualTo(0.5);
    }

    @Test
    void nothingPlantedIsNothingCaught() {
        assertThat(Figure.of(List.of()).share()).isZero();
    }
}
