package dev.parlance.mutants.trial;

import dev.parlance.conformance.engine.Status;
import dev.parlance.conformance.engine.Verdict;
import dev.parlance.conformance.play.Deadlines;
import dev.parlance.conformance.play.Played;
import dev.parlance.conformance.play.Scenario;
import dev.parlance.conformance.play.ScenarioPlayer;
import dev.parlance.conformance.play.Scenarios;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.subject.Launcher;
import dev.parlance.conformance.subject.ProcessLauncher;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.mutants.plant.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The suite, a right server and a folder to play in. May be used by several threads.
 *
 * <pre>{@code
 * try (Rig rig = new Rig(subject, Deadlines.measured())) {
 *     rig.play(rig.scenario("plain-turn"), new PlantedLauncher(new ProcessLauncher(), planting));
 * }
 * }</pre>
 */
public final class Rig implements AutoCloseable {
    private static final Duration LEAST = Duration.ofMillis(500);

    private final Protocol protocol = Protocol.load();
    private final SchemaJudge judge = new SchemaJudge(protocol);
    private final List<Scenario> all = new ArrayList<>();
    private final Map<String, Scenario> scenarios = new TreeMap<>();
    private final Map<String, Played> right = new ConcurrentHashMap<>();
    private final AtomicInteger plays = new AtomicInteger();
    private final Subject subject;
    private final Deadlines deadlines;
    private final Path folder;

    /** A rig for scenarios that the subject claims. */
    public Rig(Subject subject, Deadlines deadlines) throws IOException {
        this.subject = subject;
        this.deadlines = deadlines;
        this.folder = Files.createTempDirectory("parlance-mutants-").toRealPath();
        all.addAll(Scenarios.all());
        for (Scenario scenario : all) {
            if (scenario.unclaimed(subject).isEmpty()) {
                scenarios.put(scenario.name(), scenario);
            }
        }
    }

    /** The right server. */
    public Subject subject() {
        return subject;
    }

    /** All scenarios of the profiles that the subject claims. */
    public Collection<Scenario> scenarios() {
        return scenarios.values();
    }

    /**
     * A scenario by its name.
     *
     * @throws IllegalArgumentException if the suite has none of that name
     */
    public Scenario scenario(String name) {
        Scenario scenario = scenarios.get(name);
        if (scenario == null) {
            throw new IllegalArgumentException("the suite has no scenario " + name + " for " + subject.name());
        }
        return scenario;
    }

    /** Whether there is a scenario of that name. */
    public boolean has(String name) {
        return scenarios.containsKey(name);
    }

    /** Names of the scenarios that have a step bound to that rule. */
    public List<String> showing(String rule) {
        return scenarios.values().stream()
                .filter(scenario -> scenario.rules(subject).contains(rule))
                .map(Scenario::name)
                .toList();
    }

    /** Whether any recording can show that the rule is broken. */
    boolean passive(String rule) {
        return protocol.rules().get(rule).passive();
    }

    /** Whether the fault shows only where something is needed that the subject does not claim. */
    public boolean claimsNot(Fault fault) {
        List<Scenario> showing = all.stream()
                .filter(scenario -> fault.scenarios().isEmpty()
                        ? !passive(fault.rule()) && scenario.rules(subject).contains(fault.rule())
                        : fault.scenarios().contains(scenario.name()))
                .toList();
        return !showing.isEmpty() && showing.stream().noneMatch(scenario -> has(scenario.name()));
    }

    /** What comes of a scenario with the right server; played once. */
    public Played right(Scenario scenario) {
        return right.computeIfAbsent(scenario.name(), name -> play(scenario, new ProcessLauncher(), deadlines));
    }

    /** Whether the right server has played it. */
    boolean played(Scenario scenario) {
        return right.containsKey(scenario.name());
    }

    /** The suite's own patience. */
    Deadlines deadlines() {
        return deadlines;
    }

    /** Plays a scenario, with as much patience as the right server needed for it. */
    public Played play(Scenario scenario, Launcher launcher) {
        Duration enough = right(scenario).scenario().took().multipliedBy(2).plus(LEAST);
        return play(scenario, launcher, new Deadlines(deadlines.launch(), enough, enough, enough));
    }

    /** Plays a scenario. */
    public Played play(Scenario scenario, Launcher launcher, Deadlines patience) {
        Path place = folder.resolve(plays.incrementAndGet() + "");
        try {
            return new ScenarioPlayer(protocol, judge, launcher, patience).play(scenario, subject, place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(place);
        }
    }

    /** The rules that were found broken. */
    public static Set<String> broken(Played played) {
        Set<String> rules = new TreeSet<>();
        for (CheckResult check : played.checks()) {
            if (check.outcome() == Outcome.FAIL) {
                rules.add(check.rule().id());
            }
        }
        for (Verdict verdict : played.passive()) {
            if (verdict.status() == Status.FAIL) {
                rules.add(verdict.rule().id());
            }
        }
        return rules;
    }

    /** The rules that were found kept. */
    public static Set<String> kept(Played played) {
        Set<String> rules = new TreeSet<>(played.inPassing().keySet());
        for (CheckResult check : played.checks()) {
            if (check.outcome() == Outcome.PASS) {
                rules.add(check.rule().id());
            }
        }
        for (Verdict verdict : played.passive()) {
            if (verdict.status() == Status.PASS) {
                rules.add(verdict.rule().id());
            }
        }
        return rules;
    }

    @Override
    public void close() {
        delete(folder);
    }

    /** What a child still writes may come back; the folder is a temporary one. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
