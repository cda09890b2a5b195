package dev.parlance.conformance.report;

import dev.parlance.conformance.result.PlayedScenario;
import dev.parlance.conformance.result.RunResult;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the recording of each scenario lies in the folder of a report. Names are safe on every system: letters, digits,
 * full stops, hyphens and underscores, none twice even where case does not count.
 *
 * <pre>{@code
 * RecordingFiles.of(results).path(0, "decline-command")   // recordings/decline-command.jsonl
 * }</pre>
 */
final class RecordingFiles {
    private static final int MAX_NAME = 100;
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");
    /** Names that Windows keeps for devices, whatever stands after a full stop. */
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

    private final List<Map<String, String>> byRun;

    private RecordingFiles(List<Map<String, String>> byRun) {
        this.byRun = byRun;
    }

    /** Names for all scenarios; with several runs each has a folder of its own. */
    static RecordingFiles of(List<RunResult> runs) {
        Set<String> folders = new HashSet<>();
        return new RecordingFiles(runs.stream()
                .map(run -> {
                    String folder = runs.size() == 1 ? "" : unique(safe(run.subject()), folders) + "/";
                    return names("recordings/" + folder, run);
                })
                .toList());
    }

    /** Path below the report's folder, with slashes; empty if that scenario was not played. */
    String path(int run, String scenario) {
        return byRun.get(run).getOrDefault(scenario, "");
    }

    private static Map<String, String> names(String folder, RunResult run) {
        Set<String> taken = new HashSet<>();
        Map<String, String> names = new HashMap<>();
        for (PlayedScenario played : run.scenarios()) {
            names.computeIfAbsent(played.name(), name -> folder + unique(safe(name), taken) + ".jsonl");
        }
        return Map.copyOf(names);
    }

    private static String safe(String name) {
        String safe = UNSAFE.matcher(name).replaceAll("_");
        safe = safe.substring(0, Math.min(MAX_NAME, safe.length()));
        boolean bad =
                safe.isEmpty() || safe.startsWith(".") || DEVICE.matcher(safe).matches();
        return bad ? "_" + safe : safe;
    }

    private static String unique(String name, Set<String> taken) {
        String found = name;
        for (int n = 2; !taken.add(found.toLowerCase(Locale.ROOT)); n++) {
            found = name + "-" + n;
        }
        return found;
    }
}
