package dev.parlance.mutants.trial;

import dev.parlance.conformance.play.Played;
import dev.parlance.conformance.play.Scenario;
import dev.parlance.conformance.play.ScenarioException;
import dev.parlance.conformance.subject.ProcessLauncher;
import dev.parlance.mutants.live.PlantedLauncher;
import dev.parlance.mutants.plant.Fault;
import dev.parlance.mutants.plant.Planting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Tries faults. A fault is caught if, in one of its scenarios, a check bound to its rule fails that does not fail
 * without the fault. Other rules may break too; they do not count.
 *
 * <pre>{@code
 * List<Trial> trials = new Trials(rig, 2).all(faults);
 * }</pre>
 */
public final class Trials {
    /** Where a fault names no scenario: so many of those that check its rule are tried. */
    private static final int MOST = 4;

    private final Rig rig;
    private final int atOnce;
    private final Consumer<Trial> progress;

    /** Tries so many at once. */
    public Trials(Rig rig, int atOnce) {
        this(rig, atOnce, trial -> {});
    }

    /** Tries so many at once and tells of each, on several threads. */
    public Trials(Rig rig, int atOnce, Consumer<Trial> progress) {
        this.rig = rig;
        this.atOnce = atOnce;
        this.progress = progress;
    }

    /** Tries them all; the results have the order of the faults. */
    public List<Trial> all(List<Fault> faults) throws InterruptedException {
        ExecutorService jobs = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<Trial>> running = new ArrayList<>();
            for (Fault fault : faults) {
                running.add(jobs.submit(() -> one(fault)));
            }
            List<Trial> trials = new ArrayList<>();
            for (Future<Trial> trial : running) {
                trials.add(trial.get());
            }
            return trials;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a trial broke down: " + e.getCause(), e.getCause());
        } finally {
            jobs.shutdownNow();
        }
    }

    /** Tries one. */
    public Trial one(Fault fault) {
        Trial trial;
        try {
            trial = fault.harmless() ? variant(fault) : fault(fault);
        } catch (ScenarioException e) {
            trial = new Trial(fault, false, "", "a scenario broke down: " + e.getMessage());
        }
        progress.accept(trial);
        return trial;
    }

    private Trial fault(Fault fault) {
        return fault(fault, scenarios(fault));
    }

    /** Tries one in those scenarios, one after the other, until one shows it. */
    Trial fault(Fault fault, Collection<String> scenarios) {
        Trial last = new Trial(fault, false, "", "no scenario checks " + fault.rule());
        for (String name : scenarios) {
            if (!rig.has(name)) {
                last = new Trial(fault, false, name, "the suite has no such scenario");
                continue;
            }
            Scenario scenario = rig.scenario(name);
            Played right = rig.right(scenario);
            if (Rig.broken(right).contains(fault.rule()) || !right.stopped().isEmpty()) {
                last = new Trial(
                        fault, false, name, "fails without the fault: " + Rig.broken(right) + " " + right.stopped());
                continue;
            }
            Planting planting = new Planting(fault.steps());
            Played wrong = rig.play(scenario, new PlantedLauncher(new ProcessLauncher(), planting));
            Set<String> broken = Rig.broken(wrong);
            String said = planting.acted() == 0
                    ? "the fault found nothing to act on"
                    : "said " + broken + (wrong.stopped().isEmpty() ? "" : ", stopped at " + wrong.stopped());
            last = new Trial(fault, broken.contains(fault.rule()) && planting.acted() > 0, name, said);
            if (last.right()) {
                return last;
            }
        }
        return last;
    }

    private Set<String> scenarios(Fault fault) {
        if (!fault.scenarios().isEmpty()) {
            return new LinkedHashSet<>(fault.scenarios());
        }
        return new LinkedHashSet<>(
                rig.showing(fault.rule()).stream().limit(MOST).toList());
    }

    /**
     * A variant counts as tried only if it was in effect: in each scenario, and with each of its steps in one of them. It is
     * played with the suite's own patience: nobody waits where all is well.
     */
    private Trial variant(Fault fault) {
        int acted = 0;
        Set<Integer> idle = null;
        for (String name : fault.scenarios()) {
            Scenario scenario = rig.scenario(name);
            Planting planting = new Planting(fault.steps(), rig.deadlines().answer());
            Played played = rig.play(scenario, new PlantedLauncher(new ProcessLauncher(), planting), rig.deadlines());
            String wrong = wrong(fault, planting, played);
            if (!wrong.isEmpty()) {
                return new Trial(fault, false, name, wrong);
            }
            acted += planting.acted();
            if (idle == null) {
                idle = planting.idle();
            } else {
                idle.retainAll(planting.idle());
            }
        }
        boolean whole = idle != null && idle.isEmpty();
        return new Trial(fault, whole, "", whole ? "nothing, acted " + acted + " times" : "steps " + idle + " idled");
    }

    private String wrong(Fault variant, Planting planting, Played played) {
        Set<String> broken = new TreeSet<>(Rig.broken(played));
        broken.removeAll(Rig.broken(rig.right(rig.scenario(played.scenario().name()))));
        if (!broken.isEmpty() || !played.stopped().isEmpty()) {
            return "complained of " + broken + " " + played.stopped();
        }
        if (planting.acted() == 0) {
            return "the variant found nothing to act on";
        }
        return variant.evidence().in(played.scenario().events()) ? "" : "the suite did not see what it was to see";
    }
}
