package dev.parlance.server.tools.shell;

import dev.parlance.server.exec.CommandOutcome;
import dev.parlance.server.exec.CommandOutcome.Ending;
import dev.parlance.server.exec.Excerpt;
import java.time.Duration;
import java.util.Locale;

/** What a model is told of a command that has ended. */
final class OutcomeText {
    private OutcomeText() {}

    static String of(CommandOutcome outcome, Duration timeout) {
        StringBuilder text = new StringBuilder();
        if (outcome.ending() == Ending.TIMED_OUT) {
            text.append("The command was killed after its timeout of ")
                    .append(timeout.toMillis())
                    .append(" ms.\n");
        }
        return text.append("Exit code: ")
                .append(outcome.exitCode())
                .append("\nWall time: ")
                .append(String.format(Locale.ROOT, "%.1f", outcome.wallTime().toMillis() / 1000.0))
                .append(" seconds\nOutput:\n")
                .append(Excerpt.of(outcome.output(), Excerpt.FOR_MODELS))
                .toString();
    }
}
