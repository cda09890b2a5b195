package dev.parlance.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TwoProcessesTest {
    private static final int ENDLESS = 1_000_000;

    @TempDir
    Path home;

    @Test
    void twoProcessesWriteAtOnceAndCorruptNothing() throws Exception {
        Process child = WriterMain.start(home, "theirs", 500);
        try (ThreadStore store = new SqliteThreadStore(home);
                BufferedReader said = child.inputReader()) {
            TurnLog log = Samples.open(store, "ours");
            for (int i = 0; i < 250; i++) {
                Samples.turn(log, "turn-" + i, i);
            }
            assertThat(said.lines().toList()).hasSize(501).endsWith("done");
            assertThat(child.waitFor()).isZero();

            assertThat(Samples.itemIds(store.reader("ours"))).hasSize(500);
            assertThat(Samples.itemIds(store.reader("theirs"))).hasSize(500);
        } finally {
            child.destroyForcibly();
        }
        try (RawDatabase raw = new RawDatabase(home)) {
            assertThat(raw.column("PRAGMA integrity_check")).containsExactly("ok");
        }
    }

    @Test
    void aKilledProcessLosesNothingItReportedAndGivesBackItsClaim() throws Exception {
        Random random = new Random(11);
        List<String> reported = new ArrayList<>();
        try (ThreadStore store = new SqliteThreadStore(home)) {
            for (int round = 0; round < 4; round++) {
                Process child = WriterMain.start(home, "t", ENDLESS);
                try (BufferedReader said = child.inputReader()) {
                    for (int i = random.nextInt(400); i >= 0; i--) {
                        reported.add(said.readLine());
                    }
                    assertThatThrownBy(() -> store.claim("t")).isInstanceOf(ThreadBusyException.class);
                    assertThat(store.reader("t").lastTurn().orElseThrow().status())
                            .isEqualTo("inProgress");
                    // By its handle, which leaves its output readable.
                    child.toHandle().destroyForcibly();
                    child.waitFor();
                    // Reported before its death, after we last looked; the very last line may be cut.
                    List<String> rest = said.lines().toList();
                    reported.addAll(rest.subList(0, Math.max(0, rest.size() - 1)));
                } finally {
                    child.destroyForcibly();
                }
                assertThat(store.reader("t").lastTurn().orElseThrow().status()).isEqualTo("interrupted");
                assertThat(Samples.itemIds(store.reader("t")))
                        .containsAll(reported)
                        .doesNotHaveDuplicates();
            }
            TurnLog log = store.log(store.claim("t"));
            assertThat(log.closeCutTurns()).hasSize(1);
            Samples.turn(log, "after", 9);
            assertThat(Samples.turnIds(store.reader("t"))).hasSize(5).endsWith("after");
        }
    }

    @Test
    void metadataOfAThreadAnotherProcessHoldsMayBeChanged() throws Exception {
        Process child = WriterMain.start(home, "t", ENDLESS);
        try (ThreadStore store = new SqliteThreadStore(home);
                BufferedReader said = child.inputReader()) {
            assertThat(said.readLine()).isNotNull();
            store.update("t", thread -> thread.toBuilder().name("given").build());
            assertThat(said.readLine()).isNotNull();

            assertThat(store.find("t").orElseThrow().name()).isEqualTo("given");
        } finally {
            child.destroyForcibly().waitFor();
        }
    }
}
