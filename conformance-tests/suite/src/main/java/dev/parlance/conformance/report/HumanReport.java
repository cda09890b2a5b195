package dev.parlance.conformance.report;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.engine.Status;
import dev.parlance.conformance.engine.Verdict;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * Writes verdicts for somebody who reads them in a terminal: the sum first, then each broken rule with the guilty lines.
 *
 * <pre>{@code
 * new HumanReport(new PrintWriter(System.out, true)).write(judged);
 * }</pre>
 */
public final class HumanReport {
    private static final int SHOWN = 3;
    private static final int WIDTH = 400;

    private final PrintWriter out;

    /** Writes there; the writer is flushed, never closed. */
    public HumanReport(PrintWriter out) {
        this.out = out;
    }

    /** Writes the report on one transcript. */
    public void write(JudgedTranscript judged) {
        out.printf(
                Locale.ROOT,
                "%s: %d events%s. Rules: %d kept, %d broken, %d not exercised.%n",
                judged.name(),
                judged.events(),
                judged.cut() ? " (breaks off)" : "",
                judged.count(Status.PASS),
                judged.count(Status.FAIL),
                judged.count(Status.NOT_EXERCISED));
        for (Verdict verdict : judged.verdicts()) {
            if (verdict.status() == Status.FAIL) {
                broken(verdict);
            }
        }
        out.flush();
    }

    private void broken(Verdict verdict) {
        out.printf(
                Locale.ROOT,
                "%n%s, broken by the %s %d time%s (kept %d): %s%n",
                verdict.rule().id(),
                verdict.party().word(),
                verdict.failureCount(),
                verdict.failureCount() == 1 ? "" : "s",
                verdict.evidence(),
                verdict.rule().text());
        List<Failure> failures = verdict.failures();
        for (Failure failure : failures.subList(0, Math.min(SHOWN, failures.size()))) {
            out.printf(
                    Locale.ROOT,
                    "  event %d at %.3f s on %s%s%n    expected: %s%n    seen:     %s%n    > %s %s%n",
                    failure.event(),
                    failure.micros() / 1e6,
                    printable(failure.connection()),
                    failure.path().isEmpty() ? "" : ", " + printable(failure.path()),
                    printable(failure.expected()),
                    printable(failure.seen()),
                    failure.direction(),
                    printable(failure.excerpt()));
        }
        if (verdict.failureCount() > SHOWN) {
            out.printf(Locale.ROOT, "  and %d more%n", verdict.failureCount() - SHOWN);
        }
    }

    private static String printable(String text) {
        return Printable.line(text, WIDTH);
    }
}
