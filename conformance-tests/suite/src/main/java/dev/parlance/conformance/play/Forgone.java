package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Waits for notifications that a subject may forgo but not hold back, as deltas are. If one does not come in time, the steps
 * of {@code orNever} let the turn go on to its end; only then it shows whether it was held back or is never sent.
 */
final class Forgone {
    static final String OPTION = "orNever";

    private Forgone() {}

    /** The oldest message that is wanted; empty if the turn came to its end without any message of that method. */
    static Optional<Received> await(Stage stage, Options step, String what, Predicate<Received> wanted)
            throws Broken, IOException, InterruptedException {
        Link link = stage.link(step.on());
        String turn = stage.variables().get("turn").asText();
        // Nothing more is to be expected of a turn that an earlier step has let go to its end.
        Duration limit =
                hasEnded(link, turn) ? Duration.ZERO : stage.deadlines().answer();
        try {
            return Optional.of(link.take(what, limit, "", wanted));
        } catch (Broken late) {
            finish(stage, step, link, turn);
            boolean held = link.all().stream()
                    .anyMatch(m -> m.is(step.text())
                            && m.message().at("/params/turnId").asText().equals(turn));
            if (held) {
                throw late;
            }
            return Optional.empty();
        }
    }

    private static void finish(Stage stage, Options step, Link link, String turn)
            throws Broken, IOException, InterruptedException {
        for (JsonNode node : step.raw(OPTION)) {
            Step inner = new Step(Verbs.of(node), node, step.step().place() + "/" + OPTION);
            Verbs.get(inner.verb()).action().act(stage, new Options(inner, stage.variables()));
        }
        link.awaitThat("turn/completed of " + turn, stage.deadlines().turn(), () -> hasEnded(link, turn));
    }

    private static boolean hasEnded(Link link, String turn) {
        return link.all().stream()
                .anyMatch(m -> m.is("turn/completed")
                        && m.message().at("/params/turn/id").asText().equals(turn));
    }
}
