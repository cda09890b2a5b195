package dev.parlance.mutants.trial;

import dev.parlance.conformance.play.Deadlines;
import dev.parlance.conformance.subject.SubjectReader;
import dev.parlance.mutants.plant.Fault;
import dev.parlance.mutants.plant.FaultReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The faults and variants that this module carries.
 *
 * <pre>{@code
 * java -cp … dev.parlance.mutants.trial.Mutants ../subjects/parlance.yaml F087 F089
 * }</pre>
 */
public final class Mutants {
    private Mutants() {}

    /** All planted faults, those of the list and our own. */
    public static List<Fault> faults() throws IOException {
        List<Fault> faults = new ArrayList<>();
        for (String resource : List.of("faults.yaml", "own-faults.yaml")) {
            faults.addAll(read(resource));
        }
        return faults;
    }

    /** All harmless variants. */
    public static List<Fault> harmless() throws IOException {
        return read("harmless.yaml");
    }

    /** Tries the faults with the given ids, or all, on the subject of the given file; prints what came of each. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> ids = List.of(args).subList(1, args.length);
        List<Fault> chosen = new ArrayList<>(faults());
        chosen.addAll(harmless());
        if (!ids.isEmpty()) {
            chosen.removeIf(fault -> !ids.contains(fault.id()));
        }
        try (Rig rig = new Rig(SubjectReader.read(Path.of(args[0])), Deadlines.measured())) {
            chosen.removeIf(fault -> rig.claimsNot(fault));
            List<Trial> trials = new Trials(rig, 2, Mutants::print).all(chosen);
            System.out.println(Figure.of(trials));
        }
    }

    private static void print(Trial trial) {
        System.out.println((trial.right() ? "ok     " : "MISSED ") + trial);
    }

    private static List<Fault> read(String resource) throws IOException {
        String path = "/dev/parlance/mutants/" + resource;
        try (InputStream in = Objects.requireNonNull(Mutants.class.getResourceAsStream(path), path)) {
            return new FaultReader(resource).read(in);
        }
    }
}
