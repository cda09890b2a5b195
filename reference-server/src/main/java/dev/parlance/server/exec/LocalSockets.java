package dev.parlance.server.exec;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The sockets in the file system that somebody listens on. A read-only file system does not keep a command from talking to
 * them, and behind some of them (a container daemon, a terminal multiplexer) anything can be done.
 */
final class LocalSockets {
    private static final Path TABLE = Path.of("/proc/net/unix");
    private static final String LISTENING = "00010000";
    private static final int FLAGS = 3;
    private static final int PATH = 7;

    /** More mounts than that would make every command slow. */
    private static final int MOST = 256;

    private LocalSockets() {}

    /** Their real paths; none where the kernel does not tell. */
    static Set<Path> listening() {
        Set<Path> sockets = new TreeSet<>();
        try (BufferedReader table = Files.newBufferedReader(TABLE)) {
            for (String line = table.readLine(); line != null && sockets.size() < MOST; line = table.readLine()) {
                socketOf(line).ifPresent(sockets::add);
            }
        } catch (IOException e) {
            return sockets;
        }
        return sockets;
    }

    private static Optional<Path> socketOf(String line) {
        List<String> columns = List.of(line.strip().split("\\s+", PATH + 1));
        if (columns.size() <= PATH
                || !columns.get(FLAGS).equals(LISTENING)
                || !columns.get(PATH).startsWith("/")) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(columns.get(PATH)).toRealPath();
            return path.startsWith("/dev") || path.startsWith("/proc") ? Optional.empty() : Optional.of(path);
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
