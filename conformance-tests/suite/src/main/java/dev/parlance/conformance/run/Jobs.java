package dev.parlance.conformance.run;

import dev.parlance.conformance.play.Played;
import dev.parlance.conformance.play.Scenario;
import dev.parlance.conformance.play.ScenarioPlayer;
import dev.parlance.conformance.play.SharedSubject;
import dev.parlance.conformance.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plays several scenarios at once: first those that share a process with others, then those that have one of their own. */
final class Jobs {
    private final ScenarioPlayer player;
    private final Subject subject;
    private final Path folder;
    private final Progress progress;
    private final Map<Scenario, Played> done = new ConcurrentHashMap<>();

    Jobs(ScenarioPlayer player, Subject subject, Path folder, Progress progress) {
        this.player = player;
        this.subject = subject;
        this.folder = folder;
        this.progress = progress;
    }

    /** Plays them all; the answer is in their order. */
    List<Played> play(List<Scenario> scenarios, RunOptions options) throws IOException {
        Queue<Scenario> together = new ConcurrentLinkedQueue<>();
        Queue<Scenario> alone = new ConcurrentLinkedQueue<>();
        // A choice of few is looked at closely: each as if there were no other.
        boolean share = !options.alone() && !options.picked();
        scenarios.forEach(one -> (share && SharedSubject.suits(one, subject) ? together : alone).add(one));
        ExecutorService threads = Executors.newFixedThreadPool(options.jobs());
        try {
            List<Future<Void>> jobs = new ArrayList<>();
            for (int i = 1; i <= options.jobs(); i++) {
                jobs.add(threads.submit(job(folder.resolve("together-" + i), together, alone, scenarios.size())));
            }
            for (Future<Void> job : jobs) {
                job.get();
            }
            return scenarios.stream()
                    .map(one -> Objects.requireNonNull(done.get(one)))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the run was interrupted", e);
        } catch (ExecutionException e) {
            throw thrown(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<Void> job(Path place, Queue<Scenario> together, Queue<Scenario> alone, int of) {
        return () -> {
            try (SharedSubject shared = new SharedSubject(player, subject, place)) {
                for (Scenario next = together.poll(); next != null; next = together.poll()) {
                    ended(next, shared.play(next, folder.resolve(next.name())), of);
                }
            }
            for (Scenario next = alone.poll(); next != null; next = alone.poll()) {
                ended(next, player.play(next, subject, folder.resolve(next.name())), of);
            }
            return null;
        };
    }

    private void ended(Scenario scenario, Played played, int of) {
        synchronized (done) {
            done.put(scenario, played);
            progress.played(played, done.size(), of);
        }
    }

    private static IOException thrown(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
}
