package dev.parlance.conformance.client;

import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.protocol.Rule;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.PlayedScenario;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.run.KnownFailures;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.subject.Launched;
import dev.parlance.conformance.subject.Launcher;
import dev.parlance.conformance.subject.SubjectException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Puts a client under test: plays the server in one scenario after the other, each with a client started afresh, judges
 * what came of it and, by the passive rules, everything that the client said.
 *
 * <pre>{@code
 * RunResult result = new ClientRun(Protocol.load(), new ProcessLauncher(), Duration.ofSeconds(20), 2)
 *         .run(ClientSubjectReader.read(file), name -> true, check -> {});
 * }</pre>
 */
public final class ClientRun {
    private final Protocol protocol;
    private final SchemaJudge judge;
    private final ServerWords words;
    private final Launcher launcher;
    private final Duration patience;
    private final int workers;

    /**
     * A run.
     *
     * @param launcher starts the clients
     * @param patience how long a client may take for any one thing; scaled to the machine by the caller
     * @param workers how many clients run at once
     */
    public ClientRun(Protocol protocol, Launcher launcher, Duration patience, int workers) {
        this.protocol = protocol;
        this.judge = new SchemaJudge(protocol);
        this.words = new ServerWords(protocol);
        this.launcher = launcher;
        this.patience = patience;
        this.workers = workers;
    }

    /** A scenario on a transport. */
    private record Performance(String name, ClientScenario scenario, String transport) {}

    private record Outcomes(List<CheckResult> checks, PlayedScenario played, String version) {}

    /**
     * Runs all scenarios whose name is wanted.
     *
     * @param progress told of each active check as it is known, from any thread
     */
    public RunResult run(ClientSubject subject, Predicate<String> wanted, Consumer<CheckResult> progress)
            throws InterruptedException {
        Instant started = Instant.now();
        List<Performance> plan = plan(subject, wanted);
        List<CheckResult> checks = new ArrayList<>();
        List<PlayedScenario> played = new ArrayList<>();
        String version = "";
        ExecutorService pool = Executors.newFixedThreadPool(workers, ClientRun::daemon);
        ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(ClientRun::daemon);
        try {
            List<Future<Outcomes>> futures = new ArrayList<>();
            for (Performance performance : plan) {
                futures.add(pool.submit(() -> perform(subject, performance, watchdog, progress)));
            }
            for (Future<Outcomes> future : futures) {
                Outcomes outcomes = future.get();
                checks.addAll(outcomes.checks());
                if (!outcomes.played().events().isEmpty()) {
                    played.add(outcomes.played());
                }
                version = version.isEmpty() ? outcomes.version() : version;
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SubjectException wrong) {
                throw new SubjectException(subject.file() + ": " + wrong.getMessage());
            }
            throw new IllegalStateException("a scenario could not be played: " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
            watchdog.shutdownNow();
        }
        checks.addAll(new Listener(protocol, judge).judge(played));
        return new RunResult(
                subject.name(),
                version,
                subject.file().toString(),
                List.copyOf(subject.starts().keySet()),
                started,
                Duration.between(started, Instant.now()),
                inOrder(
                        checks,
                        subject,
                        plan.size() == plan(subject, name -> true).size()),
                played);
    }

    private List<Performance> plan(ClientSubject subject, Predicate<String> wanted) {
        List<Performance> plan = new ArrayList<>();
        String first = subject.starts().keySet().iterator().next();
        for (ClientScenario scenario : ClientScenarios.load()) {
            List<String> transports = switch (scenario.transports()) {
                case "one" -> List.of(first);
                case "each" -> List.copyOf(subject.starts().keySet());
                default -> List.of(scenario.transports());
            };
            for (String transport : transports) {
                String name = transport.equals(first) || transports.size() == 1
                        ? scenario.name()
                        : transport + "-" + scenario.name();
                if (wanted.test(name)) {
                    plan.add(new Performance(name, scenario, transport));
                }
            }
        }
        return plan;
    }

    private Outcomes perform(
            ClientSubject subject,
            Performance performance,
            ScheduledExecutorService watchdog,
            Consumer<CheckResult> progress)
            throws InterruptedException {
        long began = System.nanoTime();
        ClientScenario scenario = performance.scenario();
        Stage stage = new Stage(words, scenario);
        String stderr = "";
        Judgements judgements = new Judgements(scenario.rules());
        String lacking = lacking(subject, performance);
        if (!lacking.isEmpty()) {
            judgements.leftOut(lacking);
        } else {
            try (Scene scene = new Scene(subject, scenario, stage, patience)) {
                Launched client = scene.raise(launcher, performance.transport());
                Future<?> limit = watchdog.schedule(scene::end, budget(subject).toMillis(), TimeUnit.MILLISECONDS);
                Onlooker onlooker = new Onlooker(subject, stage, client, patience);
                judgements = new Player(scenario, stage, onlooker, words, judge, scene.variables()).play();
                limit.cancel(false);
                stderr = client.stderr();
            } catch (IOException e) {
                judgements.couldNotRun("the client could not be started: " + e.getMessage());
            }
        }
        List<CheckResult> checks = results(performance.name(), judgements);
        checks.forEach(progress);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        PlayedScenario played =
                new PlayedScenario(performance.name(), scenario.title(), "client", took, stage.events(), stderr);
        return new Outcomes(checks, played, stage.clientVersion());
    }

    private static String lacking(ClientSubject subject, Performance performance) {
        if (!subject.starts().containsKey(performance.transport())) {
            return "the client does not offer " + performance.transport();
        }
        return performance.scenario().needs().stream()
                .filter(need -> !subject.can(need))
                .sorted()
                .findFirst()
                .map(need -> "the client's file does not say: " + need)
                .orElse("");
    }

    private Duration budget(ClientSubject subject) {
        Duration deadline = subject.turnDeadline();
        Duration turn = deadline == null ? Duration.ZERO : deadline.multipliedBy(2);
        return patience.multipliedBy(6).plus(turn).plus(subject.exits().multipliedBy(3));
    }

    private List<CheckResult> results(String name, Judgements judgements) {
        List<CheckResult> results = new ArrayList<>();
        for (Map.Entry<String, Judgements.Judgement> entry : judgements.found().entrySet()) {
            Rule rule = protocol.rules().get(entry.getKey());
            Judgements.Judgement judgement = entry.getValue();
            results.add(new CheckResult(
                    name + "/" + rule.id(),
                    rule,
                    Party.CLIENT,
                    name,
                    judgement.outcome(),
                    judgement.evidence(),
                    judgement.failures(),
                    judgement.reason()));
        }
        return results;
    }

    private List<CheckResult> inOrder(List<CheckResult> checks, ClientSubject subject, boolean everything) {
        List<Rule> order = List.copyOf(protocol.rules().all());
        return new KnownFailures(protocol.rules(), subject.knownFailures())
                .applied(checks, everything).stream()
                        .sorted(Comparator.comparingInt((CheckResult check) -> order.indexOf(check.rule()))
                                .thenComparing(CheckResult::check))
                        .toList();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "client-run");
        thread.setDaemon(true);
        return thread;
    }
}
