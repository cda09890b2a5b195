package dev.parlance.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.engine.Dialect;
import dev.parlance.conformance.engine.PassiveEngine;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.protocol.Rule;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.PlayedScenario;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.subject.KnownFailure;
import dev.parlance.conformance.subject.Launcher;
import dev.parlance.conformance.subject.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The suite's power over clients: what is wrong is caught by its rule, what is right or harmless is left alone. */
class ClientPowerTest {
    private static final Protocol PROTOCOL = Protocol.load();
    private static final Set<Fault> RIGHT = EnumSet.noneOf(Fault.class);
    private static final Set<Variant> USUAL = EnumSet.noneOf(Variant.class);
    /** Exclusive alternatives and whole numbers do not occur in what this client sends. */
    private static final List<String> UNEXERCISED =
            List.of("transcripts/SCH-5 not-exercised []", "transcripts/SCH-6 not-exercised []");

    private static final int WORKERS = 8;
    /** A right client needs milliseconds; a faulty one that hangs is waited for. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final Duration SHORT = Duration.ofMillis(1_500);

    private static ClientSubject subject(KnownFailure... known) {
        Subject.Start start = new Subject.Start(List.of("in-process"), Map.of(), "${workspace}", Map.of(), null);
        return new ClientSubject(
                Path.of("test-client.yaml"),
                "test-client",
                "",
                Map.of("stdio", start),
                Set.of("shown", "asked", "turn", "noise", "exit"),
                Set.of("accept", "decline", "late"),
                true,
                Duration.ofMillis(700),
                Duration.ofMillis(800),
                List.of(known));
    }

    private static RunResult run(Launcher launcher, Duration patience, KnownFailure... known)
            throws InterruptedException {
        return new ClientRun(PROTOCOL, launcher, patience, WORKERS).run(subject(known), name -> true, check -> {});
    }

    private static List<String> wrong(RunResult result) {
        return result.checks().stream()
                .filter(check -> check.outcome() != Outcome.PASS)
                .map(check -> check.check() + " " + check.outcome().word() + " " + check.reason() + check.failures())
                .toList();
    }

    @Test
    void rightClientKeepsEveryRule() throws InterruptedException {
        RunResult result = run(TestClient.launcher(RIGHT, USUAL), LONG);

        assertThat(wrong(result)).isEqualTo(UNEXERCISED);
        Set<String> judged =
                result.checks().stream().map(check -> check.rule().id()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(judged).isEqualTo(rulesForClients());
        assertThat(result.version()).isEqualTo("test-client 1");
        assertThat(result.exitCode()).isZero();
    }

    /** SUI-5: what the played server says is right, except where a scenario is about what is not. */
    @Test
    void playedServerIsWrongOnPurposeOnly() throws InterruptedException {
        RunResult result = run(TestClient.launcher(RIGHT, USUAL), LONG);

        Map<String, List<String>> onPurpose = Map.of(
                "noise", List.of("FRM-1", "FRM-2"),
                "nothing-else-ends-it", List.of("LIF-13"),
                "other-threads-and-turns", List.of("LIF-2", "LIF-7"),
                "unknown-turn-status", List.of("LIF-11"));
        Map<String, List<String>> wrong = new TreeMap<>();
        for (PlayedScenario played : result.scenarios()) {
            PassiveEngine engine = new PassiveEngine(PROTOCOL, Dialect.STANDARD);
            played.events().forEach(engine::accept);
            List<String> broken = engine.finish().stream()
                    .filter(verdict -> verdict.party() != Party.CLIENT && verdict.failureCount() > 0)
                    .map(verdict -> verdict.rule().id())
                    .toList();
            if (!broken.isEmpty()) {
                wrong.put(played.name(), broken);
            }
        }

        assertThat(wrong).isEqualTo(onPurpose);
    }

    private static Set<String> rulesForClients() {
        return PROTOCOL.rules().all().stream()
                .filter(rule -> rule.duties().contains(Party.CLIENT))
                .map(Rule::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void harmlessVariantsAreLeftAlone() throws Exception {
        Map<Variant, List<String>> accused = atOnce(Variant.values(), variant -> {
            List<String> found = wrong(run(TestClient.launcher(RIGHT, EnumSet.of(variant)), LONG));
            return found.equals(UNEXERCISED) ? List.of() : found;
        });

        assertThat(accused).isEmpty();
    }

    /** What is wrong with the result of each, where anything is. */
    private static <T> Map<T, List<String>> atOnce(T[] all, Trial<T> trial) throws Exception {
        Map<T, List<String>> wrong = new LinkedHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(WORKERS);
        try {
            Map<T, Future<List<String>>> running = new LinkedHashMap<>();
            for (T one : all) {
                running.put(one, pool.submit(() -> trial.of(one)));
            }
            for (Map.Entry<T, Future<List<String>>> each : running.entrySet()) {
                List<String> found = each.getValue().get();
                if (!found.isEmpty()) {
                    wrong.put(each.getKey(), found);
                }
            }
        } finally {
            pool.shutdownNow();
        }
        return wrong;
    }

    private interface Trial<T> {
        List<String> of(T one) throws InterruptedException;
    }

    /** The scenarios that judge the fault's rule; for a passive rule those in which a client says most. */
    private static RunResult runOn(Fault fault) throws InterruptedException {
        Set<String> names = ClientScenarios.load().stream()
                .filter(scenario -> scenario.rules().contains(fault.rule()))
                .map(ClientScenario::name)
                .collect(Collectors.toCollection(TreeSet::new));
        names.add("plain-turn");
        names.add("answers-in-any-order");
        return new ClientRun(PROTOCOL, TestClient.launcher(TestClient.only(fault), USUAL), SHORT, WORKERS)
                .run(subject(), names::contains, check -> {});
    }

    private static boolean caught(RunResult result, Fault fault) {
        return result.checks().stream()
                .anyMatch(check ->
                        check.outcome() == Outcome.FAIL && check.rule().id().equals(fault.rule()));
    }

    @Test
    void everyPlantedFaultIsCaughtByItsRule() throws Exception {
        Map<Fault, List<String>> missed = atOnce(Fault.values(), fault -> {
            RunResult result = runOn(fault);
            return caught(result, fault) ? List.of() : wrong(result);
        });
        int planted = Fault.values().length;
        System.out.println("Clients under test: " + (planted - missed.size()) + " of " + planted
                + " planted faults caught by their rule, " + Variant.values().length
                + " harmless variants left alone.");

        assertThat(missed).isEmpty();
    }

    @Test
    void clientThatDoesNothingPassesNothing() throws InterruptedException {
        Launcher exits = (start, variables, limit) -> new DumbClient();

        RunResult result = run(exits, SHORT);

        assertThat(result.count(Outcome.PASS)).isZero();
        assertThat(result.count(Outcome.FAIL)).isZero();
        assertThat(result.exitCode()).isEqualTo(3);
    }

    @Test
    void clientThatCannotBeStartedPassesNothing() throws InterruptedException {
        Launcher broken = (start, variables, limit) -> {
            throw new java.io.IOException("no such program");
        };

        RunResult result = run(broken, SHORT);

        List<CheckResult> active = result.checks().stream()
                .filter(check -> !check.scenario().isEmpty())
                .toList();
        assertThat(active)
                .isNotEmpty()
                .allMatch(check -> check.reason().equals("the client could not be started: no such program"));
    }

    @Test
    void expectedFailureIsKnownAndAStaleEntryIsTold() throws InterruptedException {
        Launcher launcher = TestClient.launcher(TestClient.only(Fault.TAKES_FAILURE_FOR_SUCCESS), USUAL);

        RunResult result = run(
                launcher,
                LONG,
                new KnownFailure("failed-turn/*", "not told apart yet", "", false),
                new KnownFailure("interrupted-turn/CLI-4", "not told apart yet", "", false));

        List<String> found = new ArrayList<>();
        result.checks().stream()
                .filter(check -> check.outcome() == Outcome.KNOWN_FAILURE || check.outcome() == Outcome.UNEXPECTED_PASS)
                .forEach(
                        check -> found.add(check.check() + " " + check.outcome().word()));
        assertThat(found).containsExactly("failed-turn/CLI-4 known-failure", "interrupted-turn/CLI-4 unexpected-pass");
        assertThat(result.exitCode()).isEqualTo(4);
    }
}
