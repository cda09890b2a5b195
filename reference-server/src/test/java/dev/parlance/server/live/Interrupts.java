package dev.parlance.server.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * SIGINT, where the tests themselves run: what a script starts in its background ignores it, and so does all that it
 * starts in turn.
 */
public final class Interrupts {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Interrupts() {}

    /** True where this process ignores it; false where that cannot be told. */
    public static boolean areIgnored() {
        if (!Files.exists(STATUS)) {
            return false;
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> new BigInteger(line.substring(7).strip(), 16))
                    .anyMatch(ignored -> ignored.testBit(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to put before a command that has to hear of it. */
    public static List<String> heard() {
        return areIgnored() ? List.of("env", "--default-signal=INT") : List.of();
    }
}
