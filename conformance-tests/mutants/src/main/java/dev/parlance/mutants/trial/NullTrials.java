package dev.parlance.mutants.trial;

import dev.parlance.conformance.play.Deadlines;
import dev.parlance.conformance.play.Played;
import dev.parlance.conformance.play.Scenario;
import dev.parlance.mutants.live.NullSubject;
import dev.parlance.mutants.plant.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Plays every scenario to subjects that say nothing to the point. One that scores a single pass has found a check
 * without positive evidence.
 *
 * <pre>{@code
 * List<Trial> trials = new NullTrials(rig, 4).all();
 * }</pre>
 */
public final class NullTrials {
    /** What a null subject says, it says at once. */
    private static final Deadlines PATIENCE = new Deadlines(
            Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(100));

    private static final Map<NullSubject, Fault> FAULTS = new EnumMap<>(Map.of(
            NullSubject.EMPTY_RESULT, fault("F241", "answers every request with {}"),
            NullSubject.ONE_ERROR, fault("U242", "answers every request with one error"),
            NullSubject.SILENCE, new Fault("F243", "SUI-3", "reads and says nothing", List.of(), List.of()),
            NullSubject.EXIT, new Fault("U244", "SUI-4", "ends at once", List.of(), List.of()),
            NullSubject.ECHO, fault("F245", "echoes the request back")));

    private final Rig rig;
    private final int atOnce;

    /** Plays so many scenarios at once; they mostly wait. */
    public NullTrials(Rig rig, int atOnce) {
        this.rig = rig;
        this.atOnce = atOnce;
    }

    /** A trial for each null subject; right if it scored nothing. */
    public List<Trial> all() throws InterruptedException {
        ExecutorService jobs = Executors.newFixedThreadPool(atOnce);
        try {
            List<Trial> trials = new ArrayList<>();
            for (Map.Entry<NullSubject, Fault> entry : FAULTS.entrySet()) {
                trials.add(one(entry.getKey(), entry.getValue(), jobs));
            }
            return trials;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a trial broke down: " + e.getCause(), e.getCause());
        } finally {
            jobs.shutdownNow();
        }
    }

    private Trial one(NullSubject subject, Fault fault, ExecutorService jobs)
            throws InterruptedException, ExecutionException {
        List<Future<Played>> plays = new ArrayList<>();
        for (Scenario scenario : rig.scenarios()) {
            plays.add(jobs.submit(() -> rig.play(scenario, subject, PATIENCE)));
        }
        Set<String> passed = new TreeSet<>();
        for (Future<Played> play : plays) {
            Played played = play.get();
            Rig.kept(played).forEach(rule -> passed.add(played.scenario().name() + "/" + rule));
        }
        return new Trial(fault, passed.isEmpty(), "", passed.isEmpty() ? "nothing passed" : "passed " + passed);
    }

    private static Fault fault(String id, String title) {
        return new Fault(id, "SUI-1", title, List.of(), List.of());
    }
}
