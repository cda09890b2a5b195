package dev.parlance.conformance.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.protocol.Rule;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code explain RULE}: what a rule says and how it is judged.
 *
 * <pre>{@code
 * parlance-conformance explain LIF-3
 * }</pre>
 */
@Command(
        name = "explain",
        description = "Tells what a rule says and how it is judged.",
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "RULE", description = "Id of the rule, say LIF-3.")
    private String id = "";

    @Override
    public Integer call() {
        Protocol protocol = Protocol.load();
        Optional<Rule> found = protocol.rules().find(id.toUpperCase(Locale.ROOT));
        if (found.isEmpty()) {
            spec.commandLine().getErr().println("no rule " + id + "; list shows all");
            return ExitCode.USAGE;
        }
        Rule rule = found.get();
        PrintWriter out = spec.commandLine().getOut();
        out.println(rule.id() + ": " + rule.text());
        out.println("Binds: "
                + rule.duties().stream().map(Party::word).sorted().collect(Collectors.joining(", ")) + " ("
                + rule.level() + ")" + (rule.profile().isEmpty() ? "" : ", profile " + rule.profile()));
        CheckIndex checks = new CheckIndex(protocol);
        out.println("Judged: " + (checks.passive(rule) ? "on any transcript, live or recorded" : how(rule)));
        checks.scenarios(rule).forEach(name -> out.println("Played: " + name));
        for (Map.Entry<String, JsonNode> lifecycle :
                protocol.lifecycles().get("lifecycles").properties()) {
            automaton(out, rule.id(), lifecycle.getKey(), lifecycle.getValue());
        }
        out.flush();
        return ExitCode.RIGHT;
    }

    private static String how(Rule rule) {
        return switch (rule.judged()) {
            case "active" -> "when the suite provokes it; a transcript alone does not show it";
            case "compare" -> "by comparing two runs; a transcript alone does not show it";
            case "passive" -> "on any transcript; no check yet";
            default -> "it binds the suite itself";
        };
    }

    private static void automaton(PrintWriter out, String id, String name, JsonNode automaton) {
        for (JsonNode violation : automaton.get("violations")) {
            if (violation.get("rule").textValue().equals(id)) {
                out.println("Broken by: " + violation.get("on").textValue() + " while the " + name + " is "
                        + states(violation.get("from")));
            }
        }
        for (JsonNode open : automaton.path("open")) {
            if (open.get("rule").textValue().equals(id)) {
                out.println("Broken by: " + name + " still "
                        + open.get("state").textValue() + " after "
                        + open.get("closedBy").textValue());
            }
        }
    }

    private static String states(JsonNode from) {
        return from.valueStream().map(JsonNode::textValue).collect(Collectors.joining(" or "));
    }
}
