package dev.parlance.conformance.report;

import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.RunResult;
import java.util.regex.Pattern;

/** The command that shows a failure again. */
final class Reproduction {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private Reproduction() {}

    /** A command for a POSIX shell, to be given where the run was started. */
    static String command(RunResult run, CheckResult check) {
        String verb = check.party() == Party.CLIENT ? "client" : "run";
        String whole = "java -jar parlance-conformance.jar " + verb + " --subject " + quoted(run.subjectFile());
        return check.scenario().isEmpty() ? whole : whole + " --scenario " + quoted(check.scenario());
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
