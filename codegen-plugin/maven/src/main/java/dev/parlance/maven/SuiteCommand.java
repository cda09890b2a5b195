package dev.parlance.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The command line of a run of the suite.
 *
 * @param classPath the suite and what it needs
 * @param jvmArgs before the main class
 * @param subject file of the subject
 * @param reports folder for the reports
 * @param profiles only these; all if empty
 * @param scenarios only these; all if empty
 */
record SuiteCommand(
        List<Path> classPath,
        List<String> jvmArgs,
        Path subject,
        Path reports,
        List<String> profiles,
        List<String> scenarios) {
    private static final String MAIN = "dev.parlance.conformance.cli.Main";

    /** Program and arguments; the JVM is the one that runs Maven. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Java 17 goes by the first, later ones by the others.
        words.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        words.addAll(jvmArgs);
        words.add("-cp");
        words.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        words.add(MAIN);
        words.add("run");
        words.addAll(List.of("--subject", subject.toString(), "--report", reports.toString()));
        profiles.forEach(profile -> words.addAll(List.of("--profile", profile.strip())));
        scenarios.forEach(scenario -> words.addAll(List.of("--scenario", scenario.strip())));
        return List.copyOf(words);
    }
}
