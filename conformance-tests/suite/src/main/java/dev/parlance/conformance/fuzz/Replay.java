package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays steps to fresh subjects to see whether a failure shows again. */
final class Replay implements Probe<Step> {
    private final Knowledge knowledge;
    private final Target target;
    private final Limits limits;
    private final Signature wanted;
    private final long deadline;
    private List<JsonNode> answers = List.of();
    private @Nullable Breach found;

    /** Shows nothing any more once {@code longest} is over. */
    Replay(Knowledge knowledge, Target target, Limits limits, Signature wanted, Duration longest) {
        this.knowledge = knowledge;
        this.target = target;
        this.limits = limits;
        this.wanted = wanted;
        this.deadline = System.nanoTime() + longest.toNanos();
    }

    @Override
    public boolean fails(List<Step> sequence) {
        if (System.nanoTime() > deadline) {
            return false;
        }
        List<JsonNode> heard = new ArrayList<>();
        try (Conversation conversation = new Conversation(knowledge, target, limits, new Pools())) {
            for (Step step : sequence) {
                List<Breach> breaches = conversation.play(step);
                heard.add(conversation.answer(step));
                for (Breach breach : breaches) {
                    if (breach.signature().equals(wanted)) {
                        answers = heard;
                        found = breach;
                        return true;
                    }
                }
                if (breaches.stream().anyMatch(Breach::fatal)) {
                    return false;
                }
            }
        } catch (IOException e) {
            // A subject that does not start shows nothing.
        }
        return false;
    }

    /** Answers to the steps of the last sequence that failed; missing where none came. */
    List<JsonNode> answers() {
        return answers;
    }

    /** The breach as the last failing sequence showed it. */
    @Nullable
    Breach found() {
        return found;
    }
}
