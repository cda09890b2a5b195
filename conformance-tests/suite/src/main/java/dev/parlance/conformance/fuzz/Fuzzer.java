package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Fuzzes a subject.
 *
 * <ol>
 *   <li>A session begins with a fresh subject: handshake, a thread, a turn.
 *   <li>Steps are made from the seed and the ids that the subject gave out, played and judged one after another.
 *   <li>A failure seen for the first time is played again to fresh subjects and shrunk.
 *   <li>After so many steps, or when the subject is gone, the next session begins.
 * </ol>
 *
 * <pre>{@code
 * FuzzResult result = new Fuzzer(Protocol.load(), target, FuzzDialect.standard(), FuzzOptions.of(42, 2_000))
 *         .run(signature -> "", System.err::println);
 * }</pre>
 */
public final class Fuzzer {
    private static final int DEADLY = 2;

    private final Knowledge knowledge;
    private final Target target;
    private final FuzzOptions options;
    private final HostileLines lines;
    private final List<Method> methods;
    private final Outcomes outcomes = new Outcomes(MissingNode.getInstance());
    private final Map<Signature, Finding> findings = new LinkedHashMap<>();
    private final Map<String, Integer> deaths = new HashMap<>();
    private int sent;

    /** A run that may begin. */
    public Fuzzer(Protocol protocol, Target target, FuzzDialect dialect, FuzzOptions options) {
        this.knowledge = Knowledge.of(protocol, FuzzPolicy.load(), dialect);
        this.target = target;
        this.options = options;
        this.lines = new HostileLines(knowledge.policy(), options.sizes().depth());
        this.methods = new ArrayList<>(StepSource.methods(knowledge, options, target.contained()));
        if (methods.isEmpty()) {
            throw new IllegalArgumentException("no method that may be sent is called " + options.method());
        }
    }

    /**
     * Runs to the end. Call it once.
     *
     * @param known gives the reason why a failure is expected, empty if it is not
     * @param progress takes a line now and then
     * @throws IOException if the subject cannot be started, or does not do the handshake
     */
    public FuzzResult run(Function<Signature, String> known, Consumer<String> progress) throws IOException {
        long deadline = System.nanoTime() + options.longest().toNanos();
        int sessions = 0;
        while (sent < options.requests() && System.nanoTime() < deadline && !methods.isEmpty()) {
            session(sessions++, deadline, known, progress);
            progress.accept(sent + " sent, " + sessions + " sessions, " + findings.size() + " findings");
        }
        return new FuzzResult(
                options.seed(),
                sessions,
                outcomes.sent(),
                outcomes.accepted(),
                outcomes.proven(),
                outcomes.unproven(),
                leftOut(),
                List.copyOf(findings.values()));
    }

    private void session(int number, long deadline, Function<Signature, String> known, Consumer<String> progress)
            throws IOException {
        List<Step> played = new ArrayList<>();
        Map<Breach, List<Step>> fresh = new LinkedHashMap<>();
        Pools pools = new Pools();
        try (Conversation conversation = new Conversation(knowledge, target, options.limits(), pools)) {
            StepSource source = new StepSource(knowledge, options, methods, lines, number, pools);
            boolean alive = play(source.opening(), conversation, played, fresh);
            if (number == 0 && !conversation.initialized()) {
                throw new IOException("the subject does not do the handshake"
                        + fresh.keySet().stream()
                                .map(Breach::seen)
                                .findFirst()
                                .map(seen -> ": " + seen)
                                .orElse(""));
            }
            for (int i = 0; alive && i < options.sizes().session() && System.nanoTime() < deadline; i++) {
                if (sent >= options.requests()) {
                    break;
                }
                alive = play(source.next(i, conversation.experimental()), conversation, played, fresh);
            }
        }
        fresh.forEach((breach, steps) -> examine(breach, steps, number, known, progress));
    }

    /** Plays steps; false if the subject is gone. */
    private boolean play(
            List<Step> steps, Conversation conversation, List<Step> played, Map<Breach, List<Step>> fresh) {
        for (Step step : steps) {
            List<Breach> breaches = conversation.play(step);
            sent++;
            played.add(step);
            outcomes.count(step, conversation.answer(step));
            for (Breach breach : breaches) {
                Finding before = findings.get(breach.signature());
                boolean first = before == null
                        && fresh.keySet().stream().noneMatch(b -> b.signature().equals(breach.signature()));
                if (before != null) {
                    findings.put(breach.signature(), again(before));
                } else if (first) {
                    fresh.put(breach, List.copyOf(played));
                }
            }
            if (breaches.stream().anyMatch(Breach::fatal)) {
                avoid(step);
                return false;
            }
        }
        return true;
    }

    /** What ends the subject every time would leave nothing else to be seen. */
    private void avoid(Step step) {
        if (step instanceof Step.Raw) {
            lines.retire(step.method());
        } else if (!step.method().equals("initialize") && deaths.merge(step.method(), 1, Integer::sum) >= DEADLY) {
            methods.removeIf(method -> method.name().equals(step.method()));
        }
    }

    private static Finding again(Finding before) {
        return new Finding(
                before.signature(),
                before.expected(),
                before.seen(),
                before.session(),
                before.steps(),
                before.scenario(),
                before.reproduced(),
                before.known(),
                before.times() + 1);
    }

    private void examine(
            Breach breach,
            List<Step> steps,
            int session,
            Function<Signature, String> known,
            Consumer<String> progress) {
        Signature signature = breach.signature();
        String reason = known.apply(signature);
        if (reason.isEmpty()) {
            progress.accept("FAILURE " + signature + "; seen " + breach.seen());
        }
        Replay replay = new Replay(
                knowledge, target, options.limits(), signature, options.sizes().shrinking());
        List<Step> shown = steps;
        boolean reproduced = false;
        if (findings.size() < options.sizes().shrinks() && reason.isEmpty()) {
            List<Step> whole = shortcut(steps, replay);
            reproduced = !whole.isEmpty();
            if (reproduced) {
                shown = new Shrinker<>(replay, SmallerSteps::of, options.sizes().tries()).shrink(whole);
            }
            progress.accept(reproduced ? "  shrunk to" : "  a fresh subject does not do it");
            for (Step step : reproduced ? shown : List.<Step>of()) {
                progress.accept("    -> " + ScenarioFile.line(step));
            }
        }
        List<JsonNode> answers = replay.answers();
        Breach last = replay.found() == null ? breach : replay.found();
        ScenarioFile file = new ScenarioFile(last, options.seed());
        findings.put(
                signature,
                new Finding(
                        signature,
                        last.expected(),
                        last.seen(),
                        session,
                        shown.stream().map(ScenarioFile::line).toList(),
                        file.text(shown, answers),
                        reproduced
                                || !reason.isEmpty()
                                || findings.size() >= options.sizes().shrinks(),
                        reason,
                        1));
    }

    /** Most failures need no more than the handshake and the last step or two; empty if not even all of them do it. */
    private static List<Step> shortcut(List<Step> steps, Replay replay) {
        List<Step> opening = steps.stream()
                .filter(step ->
                        step.method().equals("initialize") && step.kind().equals("valid"))
                .limit(1)
                .toList();
        List<Step> brief = new ArrayList<>(opening);
        brief.add(steps.get(steps.size() - 1));
        if (steps.size() > 2 && replay.fails(brief)) {
            return brief;
        }
        return replay.fails(steps) ? steps : List.of();
    }

    private Map<String, String> leftOut() {
        Map<String, String> reasons = new TreeMap<>();
        for (Method method : knowledge.protocol().methods().values()) {
            boolean request = method.request() && method.sender() == Party.CLIENT;
            if (request && methods.stream().noneMatch(sentOne -> sentOne.name().equals(method.name()))) {
                reasons.put(method.name(), why(method.name()));
            }
        }
        return reasons;
    }

    private String why(String method) {
        if (deaths.getOrDefault(method, 0) >= DEADLY) {
            return "it ended the subject, or hung";
        }
        if (!options.covers(method)) {
            return "not chosen";
        }
        return knowledge.policy().effect(method) == Effect.CONTAINED
                ? "the subject has no folders of the run's own"
                : knowledge.policy().reason(method);
    }
}
