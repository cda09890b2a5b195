package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.engine.PassiveEngine;
import dev.parlance.conformance.engine.Verdict;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.result.PlayedScenario;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.subject.Launched;
import dev.parlance.conformance.subject.Launcher;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.Variables;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Plays a scenario to a subject, from fresh folders to the end of its process. Whatever the subject does costs this
 * scenario only.
 *
 * <ol>
 *   <li>Folders, variables and the scripted model are made.
 *   <li>The steps are taken, each with its verdict.
 *   <li>The connections are closed and the process has to end.
 *   <li>The passive rules judge the recording.
 * </ol>
 *
 * <pre>{@code
 * Played played = new ScenarioPlayer(protocol, judge, new ProcessLauncher(), Deadlines.measured()).play(scenario, subject, folder);
 * }</pre>
 */
public final class ScenarioPlayer {
    private final Protocol protocol;
    private final SchemaJudge judge;
    private final Launcher launcher;
    private final Deadlines deadlines;

    /** May be shared by several threads. */
    public ScenarioPlayer(Protocol protocol, SchemaJudge judge, Launcher launcher, Deadlines deadlines) {
        this.protocol = protocol;
        this.judge = judge;
        this.launcher = launcher;
        this.deadlines = deadlines;
    }

    /**
     * Plays it in that folder, which must not exist yet.
     *
     * @throws ScenarioException if the scenario is wrong in itself
     * @throws IOException if the folders cannot be made
     */
    public Played play(Scenario scenario, Subject subject, Path folder) throws IOException {
        try (Ground ground = new Ground(subject, folder)) {
            return playOn(ground, ground.variables(), scenario, subject);
        }
    }

    /** Plays it on ground that is made, to the process that stands there or else to one of its own. */
    Played playOn(Ground ground, Variables variables, Scenario scenario, Subject subject) {
        long begin = System.nanoTime();
        ground.model().startOver(ModelScript.of(scenario, subject, variables));
        Stage stage = new Stage(subject, launcher, deadlines, ground, variables, protocol);
        stage.reach(ground.standing() != null ? Subject.LISTEN : scenario.way(subject));
        Score score = new Score(scenario.name(), protocol.rules(), scenario.ruleSteps(subject));
        String stderr;
        try {
            stderr = act(scenario, stage, score, ground.standing() != null);
        } catch (ScenarioException e) {
            throw new ScenarioException(scenario.name() + ": " + e.getMessage());
        }
        List<TranscriptEvent> events = stage.recorder().events();
        return new Played(
                new PlayedScenario(
                        scenario.name(),
                        scenario.title(),
                        scenario.profile(),
                        Duration.ofNanos(System.nanoTime() - begin),
                        events,
                        stderr),
                score.results(),
                passive(subject, events),
                score.inPassing(),
                score.stopped(),
                userAgent(stage));
    }

    /** Ends the process that several scenarios have shared. */
    void leave(Ground ground) {
        ground.end(deadlines.exit());
        ground.close();
    }

    /** Starts a process that listens, for several scenarios. */
    Launched launch(Ground ground, Subject.Start listen) throws IOException {
        return launcher.launch(listen, ground.variables(), deadlines.launch());
    }

    private static String act(Scenario scenario, Stage stage, Score score, boolean shared) {
        String stderr = "";
        try {
            if (all(scenario, stage, score)) {
                settle(stage);
            }
            Launched process = stage.process();
            if (process != null) {
                end(stage, score, shared);
                stderr = process.stderr();
            }
        } catch (Broken e) {
            notEnded(e, stage, score);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            score.stopped("the run was interrupted");
        } finally {
            Launched left = stage.process();
            if (left != null && !shared) {
                stderr = left.stderr();
                left.kill();
            }
        }
        return stderr;
    }

    /** The end of input is the end of a process on stdio; how one that listens ends, no rule says. */
    private static void notEnded(Broken broken, Stage stage, Score score) {
        if (broken.otherwise().isEmpty() && stage.listening()) {
            score.stopped("the end: " + broken.getMessage());
        } else {
            score.broken(broken.otherwise().isEmpty() ? "FRM-10" : broken.otherwise(), broken.failure());
        }
    }

    private static void end(Stage stage, Score score, boolean shared) throws Broken, InterruptedException {
        if (shared) {
            Processes.leave(stage);
            return;
        }
        Processes.end(stage, MissingNode.getInstance());
        if (!stage.listening() && !userAgent(stage).isEmpty()) {
            score.keptInPassing("FRM-10");
        }
    }

    /** Takes all steps; false if one ended the scenario. */
    private static boolean all(Scenario scenario, Stage stage, Score score) throws InterruptedException {
        Deque<Step> left = new ArrayDeque<>(scenario.steps(stage.subject()));
        while (!left.isEmpty()) {
            Step step = left.removeFirst();
            if (step.repeats()) {
                JsonNode values = new Options(step, stage.variables()).own();
                List<Step> written =
                        Scenario.unrolled(step, values, stage.subject().dialect());
                for (int i = written.size(); i-- > 0; ) {
                    left.addFirst(written.get(i));
                }
            } else if (!taken(step, stage, score)) {
                return false;
            }
        }
        return true;
    }

    /** What was on its way has come; from here on what is missing is missing, but where the scenario left a turn running. */
    private static void settle(Stage stage) throws Broken {
        for (Link link : stage.links().values()) {
            boolean open = link.all().stream()
                    .anyMatch(m -> m.message().at("/result/userAgent").isTextual());
            if (open && !link.isOver()) {
                stage.fence(link);
                if (!link.hasRunningTurn()) {
                    stage.recorder().note(link.name(), TranscriptEvent.SETTLED);
                }
            }
        }
    }

    /** Takes a step; false if the scenario ends with it. */
    private static boolean taken(Step step, Stage stage, Score score) throws InterruptedException {
        try {
            Verbs.get(step.verb()).action().act(stage, new Options(step, stage.variables()));
            step.rules().forEach(score::kept);
            return true;
        } catch (Broken e) {
            Failure failure = e.failure();
            step.rules().forEach(rule -> score.broken(rule, failure));
            if (step.rules().isEmpty() && !e.otherwise().isEmpty()) {
                score.broken(e.otherwise(), failure);
            }
            if (!step.rules().isEmpty() && step.soft()) {
                return true;
            }
            score.stopped(step.place() + " (" + step.verb() + "): " + e.getMessage());
            return false;
        } catch (IOException e) {
            score.stopped(step.place() + " (" + step.verb() + "): " + e.getMessage());
            return false;
        } catch (ScenarioException e) {
            if (!score.hasBroken()) {
                throw e;
            }
            // A step that went wrong has not saved what this one needs.
            score.stopped(step.place() + " (" + step.verb() + "): " + e.getMessage());
            return false;
        }
    }

    private List<Verdict> passive(Subject subject, List<TranscriptEvent> events) {
        PassiveEngine engine = new PassiveEngine(protocol, judge, subject.passiveDialect());
        events.forEach(engine::accept);
        return engine.finish().stream()
                .filter(verdict -> verdict.party() != Party.CLIENT)
                .toList();
    }

    private static String userAgent(Stage stage) {
        for (Link link : stage.links().values()) {
            for (Received message : link.all()) {
                JsonNode agent = message.message().at("/result/userAgent");
                if (agent.isTextual()) {
                    return agent.textValue();
                }
            }
        }
        return "";
    }
}
