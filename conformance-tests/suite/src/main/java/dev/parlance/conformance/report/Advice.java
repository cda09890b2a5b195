package dev.parlance.conformance.report;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.DialectChoice;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What to do about failures that may be no faults: where the subject's file does not say which error codes its server has,
 * every scenario that meets one fails, and all for the same reason.
 */
final class Advice {
    private static final Pattern CODE = Pattern.compile("-?[0-9]{1,10}");

    private record Cause(DialectChoice choice, String seen) {}

    private Advice() {}

    /** A sentence or two for each common cause; empty if there is none. */
    static List<String> of(RunResult run) {
        Map<Cause, Set<String>> causes = new LinkedHashMap<>();
        for (CheckResult check : run.checks()) {
            if (check.outcome() == Outcome.FAIL) {
                check.failures().forEach(failure -> note(failure, check.check(), causes));
            }
        }
        List<String> lines = new ArrayList<>();
        causes.forEach((cause, checks) -> lines.add(line(cause, checks.size())));
        return lines;
    }

    private static void note(Failure failure, String check, Map<Cause, Set<String>> causes) {
        if (CODE.matcher(failure.seen()).matches()) {
            DialectChoice.in(failure.expected())
                    .ifPresent(choice -> causes.computeIfAbsent(
                                    new Cause(choice, failure.seen()), cause -> new LinkedHashSet<>())
                            .add(check));
        }
    }

    private static String line(Cause cause, int checks) {
        String member = cause.choice().member();
        StringBuilder yaml = new StringBuilder("dialect: {");
        int depth = 1;
        for (int dot = member.indexOf('.'); dot >= 0; dot = member.indexOf('.')) {
            yaml.append(member, 0, dot).append(": {");
            member = member.substring(dot + 1);
            depth++;
        }
        yaml.append(member).append(": ").append(cause.seen()).append("}".repeat(depth));
        return (checks == 1 ? "1 check expects " : checks + " checks expect ")
                + cause.choice().text() + " and saw " + cause.seen()
                + ". If that is what the server means to answer, it is no fault: write into its file " + yaml;
    }
}
