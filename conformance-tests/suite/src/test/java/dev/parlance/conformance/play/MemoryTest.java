package dev.parlance.conformance.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path dir;

    @Test
    @EnabledOnOs(OS.LINUX)
    void processWeighsWhatItHoldsWithItsChildren() throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "(head -c 40000000 /dev/zero; cat) | tail; true").start();
        try {
            Memory.Watch watch = new Memory.Watch(20, LONG, LONG);
            assertThat(watch.heaviest(() -> Memory.mebibytes(shell.pid()).orElse(0), dir.resolve("never")))
                    .isGreaterThan(20);
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }

    @Test
    void processThatIsGoneCannotBeWeighed() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .start();
        child.getInputStream().readAllBytes();
        child.waitFor();
        assertThat(Memory.mebibytes(child.pid())).isEmpty();
    }

    @Test
    void growthBeyondTheLimitIsSeenAtOnce() throws Exception {
        AtomicLong weight = new AtomicLong(90);
        Memory.Watch watch = new Memory.Watch(100, LONG, LONG);
        assertThat(watch.heaviest(() -> weight.addAndGet(4), dir.resolve("never")))
                .isGreaterThan(100);
    }

    @Test
    void whatGainsNothingMoreIsLeftInPeace() throws Exception {
        Memory.Watch watch = new Memory.Watch(100, Duration.ZERO, LONG);
        assertThat(watch.heaviest(() -> 90, dir.resolve("never"))).isEqualTo(90);
    }

    @Test
    void whatSwingsIsWatchedForALimitedTime() throws Exception {
        AtomicLong weight = new AtomicLong();
        Memory.Watch watch = new Memory.Watch(Long.MAX_VALUE, LONG, Duration.ofMillis(150));
        assertThat(watch.heaviest(weight::incrementAndGet, dir.resolve("never")))
                .isPositive();
    }

    @Test
    void fileEndsTheWatchWithALastLook() throws Exception {
        Path done = Files.writeString(dir.resolve("done"), "x");
        AtomicLong weight = new AtomicLong(80);
        assertThat(new Memory.Watch(100, LONG, LONG).heaviest(() -> weight.addAndGet(15), done))
                .isEqualTo(110);
    }
}
