package dev.parlance.conformance.cli;

import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.protocol.Rule;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code list}: the rules, whom they bind and which of them have a check.
 *
 * <pre>{@code
 * parlance-conformance list --family LIF --coverage
 * }</pre>
 */
@Command(name = "list", description = "Lists the rules.", mixinStandardHelpOptions = true)
public final class ListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--family", paramLabel = "NAME", description = "Only rules of that family, say LIF.")
    private @Nullable String family;

    @Option(names = "--coverage", description = "Ends with how many rules have a check.")
    private boolean coverage;

    @Override
    public Integer call() {
        Protocol protocol = Protocol.load();
        CheckIndex checks = new CheckIndex(protocol);
        PrintWriter out = spec.commandLine().getOut();
        int shown = 0;
        int covered = 0;
        int listening = 0;
        for (Rule rule : protocol.rules().all()) {
            if (family != null && !rule.id().startsWith(family.toUpperCase(Locale.ROOT) + "-")) {
                continue;
            }
            shown++;
            covered += checks.checked(rule) ? 1 : 0;
            listening += checks.passive(rule) ? 1 : 0;
            out.printf(
                    Locale.ROOT,
                    "%-7s %-14s %-8s %-28s %s%n",
                    rule.id(),
                    rule.duties().stream().map(Party::word).sorted().collect(Collectors.joining(",")),
                    rule.judged(),
                    checks.how(rule),
                    rule.text());
        }
        if (shown == 0) {
            spec.commandLine()
                    .getErr()
                    .println("no family " + family + "; there are "
                            + protocol.rules().families().keySet().stream()
                                    .sorted()
                                    .toList());
            return ExitCode.USAGE;
        }
        if (coverage) {
            out.printf(
                    Locale.ROOT,
                    "%d of %d rules have a check; %d are judged on any transcript.%n",
                    covered,
                    shown,
                    listening);
        }
        out.flush();
        return ExitCode.RIGHT;
    }
}
