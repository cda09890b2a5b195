package dev.parlance.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchdogTest {
    private final ConcurrentLinkedQueue<ConnectionClosedException> ends = new ConcurrentLinkedQueue<>();

    /** A target whose writes take until they are released. */
    private static final class SlowTarget extends OutputStream {
        final CountDownLatch writing = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int from, int length) {
            writing.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final PeerContext context = new PeerContext() {
        @Override
        public Limits limits() {
            return Limits.defaults();
        }

        @Override
        public Dialect dialect() {
            return Dialect.plain();
        }

        @Override
        public void report(Diagnostic.Kind kind, String message, @Nullable Throwable cause) {}

        @Override
        public void end(ConnectionClosedException reason) {
            ends.add(reason);
        }
    };

    @Test
    void aFirstWriteThatIsUnderWayAtTheFirstTickIsNoStall() throws Exception {
        SlowTarget target = new SlowTarget();
        Connection connection = new Connection(target, Limits.defaults());
        Watchdog watchdog =
                new Watchdog(connection, new ReadAhead(InputStream.nullInputStream(), 1), new Requests(1, 1), context);
        connection.start(new Thread(), watchdog);
        Outbound outbound = new Outbound(connection, new DatabindCodec(), Framing.lines(), Dialect.plain());
        Thread writer = Threads.start("writer", () -> {
            try {
                outbound.notification("ready", null);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        target.writing.await();

        watchdog.run();

        assertThat(List.copyOf(ends)).isEmpty();
        target.released.countDown();
        writer.join();
    }
}
