package dev.parlance.conformance.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.PlayedScenario;
import dev.parlance.conformance.result.RunResult;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs for programs: {@code report.json}, described by {@code run-report.schema.json} beside this class.
 *
 * <pre>{@code
 * RunJson.tree(List.of(result), null).at("/runs/0/exitCode").intValue()
 * }</pre>
 */
public final class RunJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private RunJson() {}

    /** The report as text; paths of recordings are relative to the report's folder. */
    public static String text(List<RunResult> runs, @Nullable CoverageTable coverage) {
        try {
            return JSON.writeValueAsString(tree(runs, coverage)) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree of plain values could not be written", e);
        }
    }

    /** The report as a tree; coverage is left out if null, the comparison if there is but one run. */
    public static ObjectNode tree(List<RunResult> runs, @Nullable CoverageTable coverage) {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", 1);
        RecordingFiles files = RecordingFiles.of(runs);
        ArrayNode array = root.putArray("runs");
        for (int i = 0; i < runs.size(); i++) {
            run(array.addObject(), runs.get(i), i, files);
        }
        if (runs.size() > 1) {
            comparison(root.putObject("comparison"), Comparison.of(runs));
        }
        if (coverage != null) {
            coverage(root.putArray("coverage"), coverage);
        }
        return root;
    }

    private static void run(ObjectNode node, RunResult run, int index, RecordingFiles files) {
        node.put("subject", run.subject());
        node.put("version", run.version());
        node.put("subjectFile", run.subjectFile());
        run.profiles().forEach(node.putArray("profiles")::add);
        node.put("started", run.started().toString());
        node.put("seconds", run.took().toMillis() / 1e3);
        node.put("exitCode", run.exitCode());
        ObjectNode counts = node.putObject("counts");
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome.word(), run.count(outcome));
        }
        ArrayNode checks = node.putArray("checks");
        run.checks().forEach(check -> check(checks.addObject(), check));
        ArrayNode scenarios = node.putArray("scenarios");
        run.scenarios().forEach(played -> scenario(scenarios.addObject(), played, files.path(index, played.name())));
    }

    private static void check(ObjectNode node, CheckResult check) {
        node.put("check", check.check());
        node.put("rule", check.rule().id());
        node.put("text", check.rule().text());
        node.put("party", check.party().word());
        node.put("level", check.rule().level());
        node.put("profile", check.rule().profile());
        node.put("scenario", check.scenario());
        node.put("outcome", check.outcome().word());
        node.put("evidence", check.evidence());
        node.put("reason", check.reason());
        failures(node.putArray("failures"), check.failures());
    }

    /** Failures in the form that all JSON reports share. */
    static void failures(ArrayNode array, List<Failure> failures) {
        for (Failure failure : failures) {
            array.addObject()
                    .put("event", failure.event())
                    .put("t", failure.micros() / 1e6)
                    .put("conn", failure.connection())
                    .put("dir", failure.direction())
                    .put("path", failure.path())
                    .put("expected", failure.expected())
                    .put("seen", failure.seen())
                    .put("excerpt", failure.excerpt());
        }
    }

    private static void scenario(ObjectNode node, PlayedScenario played, String recording) {
        node.put("name", played.name());
        node.put("title", played.title());
        node.put("profile", played.profile());
        node.put("seconds", played.took().toMillis() / 1e3);
        node.put("events", played.events().size());
        node.put("recording", recording);
        node.put("stderr", played.stderr());
    }

    private static void comparison(ObjectNode node, Comparison comparison) {
        comparison.subjects().forEach(node.putArray("subjects")::add);
        ArrayNode rules = node.putArray("rules");
        for (Comparison.Row row : comparison.rows()) {
            ObjectNode rule = rules.addObject().put("rule", row.rule().id()).put("differs", row.differs());
            ArrayNode counts = rule.putArray("counts");
            row.counts().forEach(count -> {
                ObjectNode words = counts.addObject();
                count.forEach((outcome, number) -> words.put(outcome.word(), number));
            });
            ArrayNode differing = rule.putArray("differing");
            row.differing().forEach(check -> {
                ArrayNode outcomes =
                        differing.addObject().put("check", check.check()).putArray("outcomes");
                check.outcomes().forEach(outcome -> outcomes.add(outcome == null ? null : outcome.word()));
            });
        }
    }

    private static void coverage(ArrayNode array, CoverageTable coverage) {
        for (CoverageTable.Row row : coverage.rows()) {
            ObjectNode node = array.addObject();
            node.put("group", row.group().word());
            node.put("name", row.name());
            node.put("total", row.total());
            node.put("seen", row.seen());
            row.missing().forEach(node.putArray("missing")::add);
        }
    }
}
