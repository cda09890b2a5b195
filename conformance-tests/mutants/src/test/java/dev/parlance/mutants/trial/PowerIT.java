package dev.parlance.mutants.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.play.Deadlines;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.SubjectReader;
import dev.parlance.mutants.plant.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The suite's own power, measured: the figure that the README gives is printed here. */
class PowerIT {
    private static final Path SUBJECT = Path.of("../subjects/parlance.yaml");

    @Test
    void faultsAreCaughtAndVariantsLeftAlone() throws IOException, InterruptedException {
        Subject subject = SubjectReader.read(SUBJECT);
        List<Fault> planted = new ArrayList<>(Mutants.faults());
        planted.addAll(Mutants.harmless());
        List<Trial> trials = new ArrayList<>();
        try (Rig rig = new Rig(subject, Deadlines.measured())) {
            planted.removeIf(fault -> rig.claimsNot(fault));
            trials.addAll(new Trials(rig, Runtime.getRuntime().availableProcessors()).all(planted));
            trials.addAll(new NullTrials(rig, 8).all());
        }
        Figure figure = Figure.of(trials);
        System.out.println("Power of the suite: " + figure);
        List<Trial> wrong = trials.stream().filter(trial -> !trial.right()).toList();
        wrong.forEach(trial -> System.out.println("  not as it should be: " + trial));
        assertThat(figure.falseAlarms())
                .as("complaints about harmless variants: %s", wrong)
                .isZero();
        assertThat(figure.share()).as("not caught: %s", wrong).isGreaterThanOrEqualTo(0.95);
        assertThat(wrong)
                .as("null subjects that scored")
                .noneMatch(trial -> trial.fault().rule().startsWith("SUI"));
    }
}
