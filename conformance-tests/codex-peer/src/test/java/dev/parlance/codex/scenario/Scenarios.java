package dev.parlance.codex.scenario;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every scenario, and each server's transcript of it, played once for all tests that look at it. */
final class Scenarios {
    private static final Map<String, Transcript> PLAYED = new HashMap<>();

    private Scenarios() {}

    /** Those whose name the system property {@code parlance.scenario} matches, a regular expression; all where it is not set. */
    static List<Scenario> chosen() {
        Pattern chosen = Pattern.compile(System.getProperty("parlance.scenario", ".*"));
        return all().stream()
                .filter(scenario -> chosen.matcher(scenario.name()).matches())
                .toList();
    }

    static List<Scenario> all() {
        return Stream.of(
                        HandshakeScenarios.all(),
                        TurnScenarios.all(),
                        ApprovalScenarios.all(),
                        InterruptScenarios.all(),
                        ThreadScenarios.all())
                .flatMap(List::stream)
                .toList();
    }

    /** The transcript of the real server that the others are compared with. */
    static synchronized Transcript real(Scenario scenario) throws Exception {
        Transcript known = PLAYED.get(scenario.name());
        if (known == null) {
            known = Stage.play(scenario, Subject.CODEX);
            PLAYED.put(scenario.name(), known);
        }
        return known;
    }
}
