package dev.parlance.conformance.report;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs as JUnit XML, for GitHub, GitLab and Jenkins: a suite for each family of rules, a test case for each check. What
 * makes the command fail is a failure, or an error where the check could not run; whatever else is no pass is skipped,
 * with its reason. A check takes its share of the time of its scenario.
 *
 * <pre>{@code
 * String xml = JUnitXml.text(List.of(result));
 * }</pre>
 */
public final class JUnitXml {
    private static final int MAX_MESSAGE = 300;
    private static final int MAX_SHOWN = 5;
    private static final int MAX_STDERR = 4_000;

    private final Markup xml = new Markup().verbatim("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");

    private JUnitXml() {}

    /** The document; to be written as UTF-8. */
    public static String text(List<RunResult> runs) {
        JUnitXml document = new JUnitXml();
        List<CheckResult> all =
                runs.stream().flatMap(run -> run.checks().stream()).toList();
        long millis = runs.stream().mapToLong(run -> run.took().toMillis()).sum();
        List<String> sums = new ArrayList<>(List.of(attributes("parlance-conformance", all, seconds(millis / 1e3))));
        // What reads these files knows that of a suite, not of all together.
        int skipped = sums.indexOf("skipped");
        sums.subList(skipped, skipped + 2).clear();
        document.xml.block("testsuites", sums.toArray(String[]::new));
        runs.forEach(document::run);
        document.xml.end();
        return document.xml.toString();
    }

    private void run(RunResult run) {
        Map<String, Double> shares = shares(run);
        for (Family family : Family.of(run.checks())) {
            double seconds = family.checks().stream()
                    .mapToDouble(c -> shares.getOrDefault(c.check(), 0.0))
                    .sum();
            String name = run.subject() + ": " + family.code() + ", " + family.title();
            xml.block("testsuite", attributes(name, family.checks(), seconds(seconds)));
            xml.block("properties");
            xml.empty("property", "name", "subject file", "value", run.subjectFile());
            xml.empty("property", "name", "version", "value", run.version());
            xml.empty("property", "name", "profiles", "value", String.join(" ", run.profiles()));
            xml.empty("property", "name", "started", "value", run.started().toString());
            xml.end();
            family.checks().forEach(check -> testCase(run, check, shares.getOrDefault(check.check(), 0.0)));
            xml.end();
        }
    }

    private void testCase(RunResult run, CheckResult check, double share) {
        String[] attributes = {
            "classname", Printable.line(run.subject() + "." + Family.code(check.rule())),
            "name", Printable.line(check.check()),
            "time", seconds(share)
        };
        if (check.outcome() == Outcome.PASS) {
            xml.empty("testcase", attributes);
            return;
        }
        xml.block("testcase", attributes);
        switch (check.outcome()) {
            case PASS -> {}
            case FAIL -> failed(run, check);
            case UNEXPECTED_PASS ->
                xml.leaf(
                        "failure",
                        "The subject's file expects this check to fail, and it passed: take the entry out.\n"
                                + about(check),
                        "message",
                        "unexpected pass" + because(check),
                        "type",
                        "unexpected-pass");
            case COULD_NOT_RUN -> {
                xml.leaf(
                        "error",
                        about(check) + "\n" + Reproduction.command(run, check),
                        "message",
                        "could not run" + because(check),
                        "type",
                        "could-not-run");
                stderr(run, check);
            }
            case KNOWN_FAILURE, NOT_CLAIMED, NOT_EXERCISED ->
                xml.empty("skipped", "message", check.outcome().word().replace('-', ' ') + because(check));
        }
        xml.end();
    }

    private void failed(RunResult run, CheckResult check) {
        String seen = check.failures().isEmpty()
                ? "broken"
                : "expected " + check.failures().get(0).expected() + ", seen "
                        + check.failures().get(0).seen();
        String message = Printable.line(check.rule().id() + ": " + seen, MAX_MESSAGE);
        if (Sums.isAdvice(check)) {
            xml.empty("skipped", "message", "recommendation not followed, " + message);
            return;
        }
        xml.leaf(
                "failure",
                body(run, check),
                "message",
                message,
                "type",
                check.rule().id());
        stderr(run, check);
    }

    private static String body(RunResult run, CheckResult check) {
        String failures =
                check.failures().stream().limit(MAX_SHOWN).map(JUnitXml::told).collect(Collectors.joining("\n"));
        int more = check.failures().size() - MAX_SHOWN;
        return about(check) + "\n" + failures + (more > 0 ? "\nand " + more + " more" : "") + "\n"
                + Reproduction.command(run, check);
    }

    private static String told(Failure failure) {
        String place = failure.path().isEmpty() ? "" : ", " + Printable.line(failure.path(), MAX_MESSAGE);
        return String.format(
                Locale.ROOT,
                "event %d at %.3f s on %s%s\n  expected: %s\n  seen:     %s\n  %s %s",
                failure.event(),
                failure.micros() / 1e6,
                Printable.line(failure.connection(), MAX_MESSAGE),
                place,
                Printable.line(failure.expected(), MAX_MESSAGE),
                Printable.line(failure.seen(), MAX_MESSAGE),
                failure.direction(),
                Printable.line(failure.excerpt(), MAX_MESSAGE));
    }

    private void stderr(RunResult run, CheckResult check) {
        String stderr = run.stderr(check);
        if (!stderr.isEmpty()) {
            xml.leaf("system-err", Printable.tail(stderr, MAX_STDERR));
        }
    }

    private static String about(CheckResult check) {
        return check.rule().id() + ": " + check.rule().text();
    }

    private static String because(CheckResult check) {
        return check.reason().isEmpty() ? "" : ": " + Printable.line(check.reason(), MAX_MESSAGE);
    }

    private static String[] attributes(String name, List<CheckResult> checks, String seconds) {
        Map<Outcome, Long> counts = Family.counts(checks);
        long broken = checks.stream().filter(Sums::isBroken).count();
        long unexpected = counts.getOrDefault(Outcome.UNEXPECTED_PASS, 0L);
        long errors = counts.getOrDefault(Outcome.COULD_NOT_RUN, 0L);
        long skipped = checks.size() - broken - unexpected - errors - counts.getOrDefault(Outcome.PASS, 0L);
        return new String[] {
            "name", Printable.line(name),
            "tests", Integer.toString(checks.size()),
            "failures", Long.toString(broken + unexpected),
            "errors", Long.toString(errors),
            "skipped", Long.toString(skipped),
            "time", seconds
        };
    }

    /** Seconds of each check by name; passive checks, which belong to no scenario alone, take none. */
    private static Map<String, Double> shares(RunResult run) {
        Map<String, Long> users = run.checks().stream()
                .filter(JUnitXml::ownsItsScenario)
                .collect(Collectors.groupingBy(CheckResult::scenario, Collectors.counting()));
        Map<String, Double> times = new HashMap<>();
        run.scenarios().forEach(played -> times.put(played.name(), played.took().toMillis() / 1e3));
        Map<String, Double> shares = new HashMap<>();
        for (CheckResult check : run.checks()) {
            double whole = times.getOrDefault(check.scenario(), 0.0);
            shares.put(check.check(), ownsItsScenario(check) ? whole / users.getOrDefault(check.scenario(), 1L) : 0.0);
        }
        return shares;
    }

    private static boolean ownsItsScenario(CheckResult check) {
        return !check.scenario().isEmpty() && check.check().startsWith(check.scenario() + "/");
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
