package dev.parlance.javaclient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.client.ClientRun;
import dev.parlance.conformance.client.ClientSubject;
import dev.parlance.conformance.client.ClientSubjectReader;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.subject.ProcessLauncher;
import dev.parlance.conformance.subject.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Our bindings are the suite's first client: every rule for clients is kept, over both transports. */
class BindingsUnderTestTest {
    /** Nothing that this client sends has exclusive alternatives or whole numbers. */
    private static final List<String> NOT_EXERCISED = List.of("transcripts/SCH-5", "transcripts/SCH-6");

    /** Where all is right nothing takes nearly as long. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final int AT_ONCE = 3;

    @Test
    void bindingsKeepEveryRuleForClients() throws InterruptedException {
        ClientSubject subject = fromClasses(ClientSubjectReader.read(Path.of("../subjects/java-client.yaml")));

        RunResult result = new ClientRun(Protocol.load(), new ProcessLauncher(), PATIENCE, AT_ONCE)
                .run(subject, name -> true, check -> {});

        List<String> wrong = result.checks().stream()
                .filter(check -> check.outcome() != Outcome.PASS && check.outcome() != Outcome.NOT_EXERCISED)
                .map(CheckResult::toString)
                .toList();
        assertThat(wrong).isEmpty();
        assertThat(result.checks())
                .filteredOn(check -> check.outcome() == Outcome.NOT_EXERCISED)
                .extracting(CheckResult::check)
                .isEqualTo(NOT_EXERCISED);
        assertThat(result.version()).isEqualTo("parlance-java-client 0.1.0");
    }

    /** The same client, from the classes of this build: its jar is packaged after the tests. */
    private static ClientSubject fromClasses(ClientSubject subject) {
        Map<String, Subject.Start> starts = new LinkedHashMap<>();
        subject.starts().forEach((transport, start) -> {
            List<String> command = new ArrayList<>(start.command());
            int jar = command.indexOf("-jar");
            command.set(jar, "-cp");
            command.set(jar + 1, System.getProperty("java.class.path"));
            command.add(jar + 2, JavaClient.class.getName());
            command.set(
                    0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
            starts.put(transport, new Subject.Start(command, start.env(), start.cwd(), start.files(), null));
        });
        return new ClientSubject(
                subject.file(),
                subject.name(),
                subject.about(),
                starts,
                subject.tells(),
                subject.decisions(),
                subject.parallel(),
                subject.turnDeadline(),
                subject.exits(),
                subject.knownFailures());
    }
}
