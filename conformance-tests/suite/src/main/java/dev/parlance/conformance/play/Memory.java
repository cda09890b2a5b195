package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Steps about the memory that the subject's process and its children hold, in MiB. It is read from {@code /proc}; where there
 * is none, nothing is weighed and nothing is found too heavy.
 */
final class Memory {
    static final Map<String, Verb> VERBS =
            Map.of("weigh", Verb.looks(Memory::weigh), "keepsLight", Verb.looks(Memory::keepsLight, "most", "until"));

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d{1,15}) kB$");
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int USUAL_GROWTH = 256;

    private Memory() {}

    /** Saves under a name what the subject weighs now; null if that cannot be told. */
    private static void weigh(Stage stage, Options step) {
        OptionalLong now = mebibytes(stage.running().pid());
        stage.variables()
                .set(step.text(), now.isPresent() ? LongNode.valueOf(now.getAsLong()) : NullNode.getInstance());
    }

    /** Watches the subject until a file is there, or it has gained nothing for a while: it waits then. */
    private static void keepsLight(Stage stage, Options step) throws Broken, IOException, InterruptedException {
        JsonNode before = step.own();
        if (!before.isNumber()) {
            return;
        }
        long most = before.asLong() + step.number("most", USUAL_GROWTH);
        long pid = stage.running().pid();
        Watch watch =
                new Watch(most, stage.deadlines().answer(), stage.deadlines().turn());
        long heaviest = watch.heaviest(() -> mebibytes(pid).orElse(0), Path.of(step.text("until", "")));
        if (heaviest > most) {
            throw stage.broken(0, "at most " + most + " MiB, after " + before + " before", heaviest + " MiB", "");
        }
    }

    /**
     * How a process is watched.
     *
     * @param most what it may weigh
     * @param calm after that time without gain it is not watched any longer
     * @param longest after that time it is not watched any longer in any case
     */
    record Watch(long most, Duration calm, Duration longest) {
        /** The most that it weighed until the file was there, the watch ended or it was too heavy. */
        long heaviest(LongSupplier weight, Path until) throws IOException, InterruptedException {
            long begin = System.nanoTime();
            long gained = begin;
            long heaviest = weight.getAsLong();
            while (heaviest <= most && !Arrivals.awaitFile(until, LOOK)) {
                long now = System.nanoTime();
                long weighs = weight.getAsLong();
                if (weighs > heaviest) {
                    heaviest = weighs;
                    gained = now;
                }
                if (now - gained > calm.toNanos() || now - begin > longest.toNanos()) {
                    return heaviest;
                }
            }
            return Math.max(heaviest, weight.getAsLong());
        }
    }

    /** What a process and all its descendants hold; empty if the system does not tell. */
    static OptionalLong mebibytes(long pid) {
        long kibibytes = ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(process -> resident(process.pid()))
                .sum();
        return kibibytes == 0 ? OptionalLong.empty() : OptionalLong.of(kibibytes >> 10);
    }

    private static long resident(long pid) {
        try {
            Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc", String.valueOf(pid), "status")));
            return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        } catch (IOException e) {
            // It has ended meanwhile, or this is no Linux.
            return 0;
        }
    }
}
