package dev.parlance.conformance.play;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what a command does outside: a file that appears, a process that goes. */
final class Arrivals {
    /** A dead process that its parent has not asked for yet is told by nobody: it is looked for that often. */
    private static final long LOOK_MILLIS = 100;

    private Arrivals() {}

    /** Waits for a file that is not empty; its folder must exist. False if it does not come. */
    static boolean awaitFile(Path file, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            Objects.requireNonNull(file.toAbsolutePath().getParent())
                    .register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            // Looked for once the watch is set, so that it cannot slip in between.
            while (!isThere(file)) {
                long left = deadline - System.nanoTime();
                WatchKey key = left <= 0 ? null : watch.poll(left, TimeUnit.NANOSECONDS);
                if (key == null) {
                    return isThere(file);
                }
                key.pollEvents();
                key.reset();
            }
            return true;
        }
    }

    private static boolean isThere(Path file) throws IOException {
        return Files.exists(file) && Files.size(file) > 0;
    }

    /**
     * Waits until no such process runs; false if one still does.
     *
     * @param which a number, or a part of the command line. Inside a sandbox a process may have another number than
     *     outside, but its command line is the same.
     */
    static boolean awaitGone(String which, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (List<ProcessHandle> left = running(which); !left.isEmpty(); left = running(which)) {
            long nanos = deadline - System.nanoTime();
            if (nanos <= 0) {
                return false;
            }
            try {
                left.get(0).onExit().get(Math.min(nanos / 1_000_000 + 1, LOOK_MILLIS), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // It is looked for again.
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return true;
    }

    /** The processes with that number, or with that text in their command line. */
    static List<ProcessHandle> running(String which) {
        if (which.matches("[0-9]+")) {
            return ProcessHandle.of(Long.parseLong(which)).filter(Arrivals::lives).stream()
                    .toList();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(which))
                .filter(Arrivals::lives)
                .toList();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            Path told = Path.of("/proc/" + process.pid() + "/cmdline");
            return Files.exists(told)
                    ? Files.readString(told, java.nio.charset.StandardCharsets.ISO_8859_1)
                            .replace('\0', ' ')
                    : process.info().commandLine().orElse("");
        } catch (IOException e) {
            return ""; // It went, or it is another user's.
        }
    }

    private static boolean lives(ProcessHandle process) {
        Path state = Path.of("/proc/" + process.pid() + "/stat");
        try {
            return process.isAlive()
                    && !(Files.exists(state) && Files.readString(state).contains(") Z "));
        } catch (IOException e) {
            return Files.exists(state); // It went while we looked.
        }
    }
}
