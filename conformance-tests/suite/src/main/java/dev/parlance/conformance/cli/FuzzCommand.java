package dev.parlance.conformance.cli;

import dev.parlance.conformance.fuzz.Finding;
import dev.parlance.conformance.fuzz.FuzzDialect;
import dev.parlance.conformance.fuzz.FuzzOptions;
import dev.parlance.conformance.fuzz.FuzzResult;
import dev.parlance.conformance.fuzz.Fuzzer;
import dev.parlance.conformance.fuzz.Limits;
import dev.parlance.conformance.fuzz.Signature;
import dev.parlance.conformance.fuzz.Sizes;
import dev.parlance.conformance.fuzz.SubjectTarget;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.subject.KnownFailure;
import dev.parlance.conformance.subject.ProcessLauncher;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.SubjectReader;
import dev.parlance.scripted.AfterEnd;
import dev.parlance.scripted.ModelRequest;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Script;
import dev.parlance.scripted.ScriptedModel;
import dev.parlance.scripted.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code fuzz}: sends what the schema allows, what it just does not allow, and what nobody would send.
 *
 * <pre>{@code
 * parlance-conformance fuzz --subject my-server.yaml --seed 7 --requests 2000 --report target/fuzz
 * }</pre>
 */
@Command(
        name = "fuzz",
        description = "Sends right, nearly right and hostile requests made of the schema to a server, from a seed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Files are written and commands run only below folders of the run's own. What would open a browser or reach"
                    + " the network is left out unless it is named with --include.",
            "A known failure is listed in the subject's file under the name that is printed as check."
        })
public final class FuzzCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--subject", required = true, paramLabel = "FILE", description = "Whom to test: a subject's file.")
    private Path subject = Path.of("");

    @Option(names = "--seed", paramLabel = "N", description = "Decides what is sent (default: 1).")
    private long seed = 1;

    @Option(names = "--requests", paramLabel = "N", description = "How many to send, about (default: 1000).")
    private int requests = 1_000;

    @Option(names = "--minutes", paramLabel = "M", description = "Stops sending after that time.")
    private double minutes = 24 * 60;

    @Option(names = "--method", paramLabel = "GLOB", description = "Only methods of that name, * for anything.")
    private String method = "*";

    @Option(
            names = "--include",
            paramLabel = "METHOD",
            description = "Sends a method that reaches outside all the same.")
    private List<String> include = new ArrayList<>();

    @Option(names = "--session", paramLabel = "N", description = "Steps before a fresh process (default: 100).")
    private int session = Sizes.DEFAULT.session();

    @Option(names = "--max-memory", paramLabel = "MIB", description = "Memory the subject may hold (default: 2048).")
    private long memory = Limits.DEFAULT.residentBytes() >> 20;

    @Option(names = "--patience", paramLabel = "FACTOR", description = "Multiplies all deadlines.")
    private double patience = 1;

    @Option(names = "--report", paramLabel = "DIR", description = "Writes each failure there as a scenario file.")
    private @Nullable Path report;

    @Override
    public Integer call() throws IOException {
        Subject chosen = SubjectReader.read(subject);
        Path folder = Files.createTempDirectory("parlance-fuzz-").toRealPath();
        Script script = Script.builder()
                .replyTo(FuzzCommand::reply)
                .afterEnd(AfterEnd.REPEAT_LAST)
                .build();
        FuzzResult result;
        try (ScriptedModel model = ScriptedModel.start(script);
                SubjectTarget target = new SubjectTarget(
                        chosen, new ProcessLauncher(), model.baseUrl().toString(), folder)) {
            FuzzDialect dialect = FuzzDialect.of(chosen.dialect(), chosen.passiveDialect());
            result = new Fuzzer(Protocol.load(), target, dialect, options())
                    .run(signature -> reason(chosen, signature), this::progress);
        }
        write(result);
        tell(result);
        return result.findings().stream().anyMatch(Finding::counts) ? ExitCode.VIOLATIONS : ExitCode.RIGHT;
    }

    /** A prompt out of the fuzzer's own texts gets a slow answer, so that there are turns to interrupt and to steer. */
    private static Reply reply(ModelRequest request) {
        boolean slow = request.lastUserText().orElse("").contains("beta gamma");
        return slow
                ? Reply.of(Step.text("Well, "), Step.pause(Duration.ofMillis(400)), Step.text("done."))
                : Reply.of(Step.text("Done."));
    }

    private FuzzOptions options() {
        Sizes usual = Sizes.DEFAULT;
        Sizes sizes =
                new Sizes(session, usual.text(), usual.depth(), usual.shrinks(), usual.tries(), usual.shrinking());
        Limits limits = new Limits(times(Limits.DEFAULT.answer()), times(Limits.DEFAULT.turn()), memory << 20);
        return FuzzOptions.of(seed, requests)
                .only(method, Set.copyOf(include))
                .within(Duration.ofMillis((long) (minutes * 60_000)), sizes, limits);
    }

    private Duration times(Duration usual) {
        return Duration.ofMillis((long) (usual.toMillis() * patience));
    }

    private static String reason(Subject subject, Signature signature) {
        return subject.knownFailures().stream()
                .filter(known -> known.covers(signature.check()))
                .map(KnownFailure::reason)
                .findFirst()
                .orElse("");
    }

    private void progress(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private void write(FuzzResult result) throws IOException {
        Path dir = report;
        if (dir == null) {
            return;
        }
        Files.createDirectories(dir);
        int number = 1;
        for (Finding finding : result.findings()) {
            Files.writeString(dir.resolve(name(number++, finding)), finding.scenario());
        }
    }

    private static String name(int number, Finding finding) {
        return String.format(
                Locale.ROOT, "fuzz-%02d-%s.yaml", number, finding.signature().rule());
    }

    private void tell(FuzzResult result) {
        PrintWriter out = spec.commandLine().getOut();
        int number = 1;
        Map<String, Integer> known = new LinkedHashMap<>();
        for (Finding finding : result.findings()) {
            if (finding.known().isEmpty()) {
                tell(out, finding, number);
            } else {
                known.merge(finding.signature().rule() + ": " + finding.known(), finding.times(), Integer::sum);
            }
            number++;
        }
        known.forEach((why, times) -> out.println("known failure " + why + " (" + times + " times)"));
        out.printf(Locale.ROOT, "seed %d, %d sessions, sent %s%n", result.seed(), result.sessions(), result.sent());
        List<String> never = result.accepted().entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
        out.printf(
                Locale.ROOT,
                "%d of %d methods answered a right request with a result; never: %s%n",
                result.accepted().size() - never.size(),
                result.accepted().size(),
                String.join(", ", never));
        out.printf(
                Locale.ROOT,
                "%d refusals proven by a repaired twin, %d not (the twin was refused in the same words)%n",
                result.proven(),
                result.unproven());
        result.leftOut().forEach((name, why) -> out.println("not sent: " + name + " (" + why + ")"));
        long failures = result.findings().stream().filter(Finding::counts).count();
        out.println(failures == 0 ? "no failures" : failures + " failures");
        out.flush();
    }

    private void tell(PrintWriter out, Finding finding, int number) {
        String word = finding.reproduced() ? "FAILURE" : "seen, but not again by a fresh subject:";
        out.printf(Locale.ROOT, "%s %s (%d times)%n", word, finding.signature(), finding.times());
        out.println("    check    " + finding.signature().check());
        out.println("    expected " + finding.expected());
        out.println("    seen     " + finding.seen());
        finding.steps().stream()
                .skip(Math.max(0, finding.steps().size() - 12))
                .forEach(line -> out.println("    -> " + line));
        if (report != null) {
            out.printf(
                    Locale.ROOT,
                    "    again: run --subject %s --scenario-file %s%n",
                    subject,
                    report.resolve(name(number, finding)));
        }
        out.printf(
                Locale.ROOT,
                "    whole: fuzz --subject %s --seed %d --requests %d --method '%s'%n",
                subject,
                seed,
                requests,
                method);
    }
}
