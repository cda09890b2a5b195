package dev.parlance.conformance.run;

import dev.parlance.conformance.play.Deadlines;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to play, and how.
 *
 * <pre>{@code
 * RunOptions.standard().withRules(List.of("APR-2"))
 * }</pre>
 *
 * @param profiles only those of the profiles that the subject claims; all if empty
 * @param scenarios names of scenarios, {@code *} standing for anything; all if empty
 * @param rules only scenarios that check one of these rules; all if empty
 * @param extra scenarios of one's own, beside those that the suite carries
 * @param jobs how many scenarios are played at once
 * @param alone whether each scenario has a process of its own although the subject may be shared
 * @param deadlines how long to wait
 * @param folder where the subject's folders are made; null for a temporary one that is deleted
 */
public record RunOptions(
        List<String> profiles,
        List<String> scenarios,
        List<String> rules,
        List<Path> extra,
        int jobs,
        boolean alone,
        Deadlines deadlines,
        @Nullable Path folder) {
    /** Copies the lists. */
    public RunOptions {
        profiles = List.copyOf(profiles);
        scenarios = List.copyOf(scenarios);
        rules = List.copyOf(rules);
        extra = List.copyOf(extra);
    }

    /** Everything, as many at once as there are processors, with deadlines measured on this machine. */
    public static RunOptions standard() {
        int jobs = Math.max(1, Runtime.getRuntime().availableProcessors());
        return new RunOptions(List.of(), List.of(), List.of(), List.of(), jobs, false, Deadlines.measured(), null);
    }

    /** The same with those rules only. */
    public RunOptions withRules(List<String> only) {
        return new RunOptions(profiles, scenarios, only, extra, jobs, alone, deadlines, folder);
    }

    /** The same with those scenarios only. */
    public RunOptions withScenarios(List<String> only) {
        return new RunOptions(profiles, only, rules, extra, jobs, alone, deadlines, folder);
    }

    /** The same with other deadlines. */
    public RunOptions withDeadlines(Deadlines other) {
        return new RunOptions(profiles, scenarios, rules, extra, jobs, alone, other, folder);
    }

    /** Whether everything is played that the subject claims, so that what was not seen did not happen. */
    boolean everything() {
        return profiles.isEmpty() && !picked();
    }

    /** Whether scenarios were picked out, be it by what they check. */
    boolean picked() {
        return !scenarios.isEmpty() || !rules.isEmpty();
    }
}
