package dev.parlance.mutants.trial;

import dev.parlance.conformance.play.Deadlines;
import dev.parlance.conformance.play.Played;
import dev.parlance.conformance.play.Scenario;
import dev.parlance.conformance.subject.SubjectReader;
import dev.parlance.mutants.plant.Fault;
import dev.parlance.mutants.plant.Planting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds the scenario that shows a fault soonest, for the member {@code scenarios} of its description. All scenarios are
 * played with the right server; those in which the fault would have something to act on are tried, the quick ones first.
 *
 * <pre>{@code
 * java -cp … dev.parlance.mutants.trial.Chooser ../subjects/parlance.yaml F087
 * }</pre>
 */
public final class Chooser {
    private static final int MOST = 4;

    private final Rig rig;

    private Chooser(Rig rig) {
        this.rig = rig;
    }

    /** Chooses for the faults with the given ids, or for all, on the subject of the given file. */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        List<String> ids = List.of(args).subList(1, args.length);
        List<Fault> faults = new ArrayList<>(Mutants.faults());
        if (!ids.isEmpty()) {
            faults.removeIf(fault -> !ids.contains(fault.id()));
        }
        ExecutorService jobs = Executors.newFixedThreadPool(2);
        try (Rig rig = new Rig(SubjectReader.read(Path.of(args[0])), Deadlines.measured())) {
            List<Future<Played>> plays = new ArrayList<>();
            for (Scenario scenario : rig.scenarios()) {
                plays.add(jobs.submit(() -> rig.right(scenario)));
            }
            for (Future<Played> play : plays) {
                Played played;
                try {
                    played = play.get();
                } catch (ExecutionException e) {
                    System.out.println("WRONG  " + e.getCause());
                    continue;
                }
                if (!played.stopped().isEmpty() || !Rig.broken(played).isEmpty()) {
                    System.out.println(
                            "RIGHT  " + played.scenario().name() + " " + Rig.broken(played) + " " + played.stopped());
                }
            }
            Chooser chooser = new Chooser(rig);
            List<Future<?>> tries = new ArrayList<>();
            for (Fault fault : faults) {
                tries.add(jobs.submit(() -> {
                    List<String> candidates = chooser.candidates(fault);
                    Trial trial = new Trials(rig, 1).fault(fault, candidates);
                    System.out.println((trial.right() ? "CHOSEN " : "MISSED ")
                            + trial
                            + (trial.right() ? "" : " of " + candidates));
                }));
            }
            for (Future<?> each : tries) {
                each.get();
            }
        } finally {
            jobs.shutdownNow();
        }
    }

    private List<String> candidates(Fault fault) {
        return rig.scenarios().stream()
                .filter(scenario -> rig.passive(fault.rule()) || judges(fault, scenario))
                .filter(scenario -> acts(fault, scenario))
                .sorted(Comparator.comparing((Scenario scenario) -> judges(fault, scenario) ? 0 : 1)
                        .thenComparing(
                                scenario -> rig.right(scenario).scenario().took()))
                .limit(MOST)
                .map(Scenario::name)
                .toList();
    }

    private boolean acts(Fault fault, Scenario scenario) {
        if (!rig.played(scenario)) {
            return false;
        }
        return new Planting(fault.steps())
                        .rehearse(rig.right(scenario).scenario().events())
                > 0;
    }

    private boolean judges(Fault fault, Scenario scenario) {
        return rig.showing(fault.rule()).contains(scenario.name())
                || Rig.kept(rig.right(scenario)).contains(fault.rule());
    }
}
