package dev.parlance.conformance.junit;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.result.CheckResult;
import java.nio.file.Path;
import java.util.Locale;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Tells JUnit how a check ended. */
record CheckOutcome(CheckResult check, Path report) {
    private static final int MAX_FAILURES = 3;
    private static final int MAX_TEXT = 2_000;

    void tell() {
        switch (check.outcome()) {
            case PASS -> {}
            case FAIL -> broken();
            case UNEXPECTED_PASS ->
                throw new AssertionFailedError("the subject's file expects " + check.check()
                        + " to fail, but it passes; remove the known failure (" + plain(check.reason()) + ")");
            case COULD_NOT_RUN ->
                throw new AssertionFailedError(
                        "could not run: " + plain(check.reason()) + "\n" + rule() + "\n" + more());
            case KNOWN_FAILURE -> throw aborted("known failure: " + plain(check.reason()));
            case NOT_CLAIMED -> throw aborted("not claimed: " + plain(check.reason()));
            case NOT_EXERCISED -> throw aborted("not exercised: nothing happened that could show it");
        }
    }

    private void broken() {
        StringBuilder text = new StringBuilder(rule());
        check.failures().stream()
                .limit(MAX_FAILURES)
                .forEach(failure -> text.append('\n').append(told(failure)));
        if (check.failures().size() > MAX_FAILURES) {
            text.append("\nand ").append(check.failures().size() - MAX_FAILURES).append(" more");
        }
        text.append('\n').append(more());
        if (!check.rule().level().equals("must")) {
            throw aborted("a recommendation is not followed: " + text);
        }
        if (check.failures().isEmpty()) {
            throw new AssertionFailedError(text.toString());
        }
        Failure first = check.failures().get(0);
        throw new AssertionFailedError(text.toString(), plain(first.expected()), plain(first.seen()));
    }

    private static TestAbortedException aborted(String why) {
        return new TestAbortedException(why);
    }

    private String rule() {
        return check.rule().id() + " (" + check.rule().level() + "): "
                + check.rule().text();
    }

    private static String told(Failure failure) {
        return String.format(
                Locale.ROOT,
                "event %d, %.3f s, connection %s%s\n  expected: %s\n  seen:     %s\n  %s %s",
                failure.event(),
                failure.micros() / 1e6,
                plain(failure.connection()),
                failure.path().isEmpty() ? "" : ", " + plain(failure.path()),
                plain(failure.expected()),
                plain(failure.seen()),
                failure.direction(),
                plain(failure.excerpt()));
    }

    private String more() {
        String scenario = check.scenario().isEmpty() ? "" : "scenario " + plain(check.scenario()) + "; ";
        return scenario + "full report: " + report;
    }

    /** What a subject wrote must not steer the terminal that shows it. */
    private static String plain(String text) {
        StringBuilder safe = new StringBuilder();
        String start = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
        start.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                safe.append((char) c);
            }
        });
        return safe.toString();
    }
}
