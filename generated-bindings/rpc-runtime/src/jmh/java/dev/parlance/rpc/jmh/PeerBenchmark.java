package dev.parlance.rpc.jmh;

import dev.parlance.rpc.Direction;
import dev.parlance.rpc.Handlers;
import dev.parlance.rpc.InMemoryTransport;
import dev.parlance.rpc.Method;
import dev.parlance.rpc.Peer;
import dev.parlance.rpc.StreamTransport;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a message costs: a notification received and decoded, and a round trip between two ends in one process. How to
 * run it is said in the module's README.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PeerBenchmark {
    private static final int NOTIFICATIONS = 20_000;

    /** Text that a model produces, piece by piece. */
    public record Delta(String threadId, String turnId, String itemId, String delta) {}

    private static final Method<Delta, Void> DELTA =
            Method.notification(Direction.SERVER_TO_CLIENT, "item/agentMessage/delta", Delta.class);
    private static final Method<Delta, Delta> ECHO =
            Method.request(Direction.CLIENT_TO_SERVER, "echo", Delta.class, Delta.class);
    private static final Delta VALUE = new Delta(
            "0198c5f2-7d1e-7c43-9b1a-3f0e5a6d7b21", "0198c5f2-8a40-7f02-8c55-d1b2a3948e10", "item_1", "word ");

    private Peer server;
    private Peer client;
    private byte[] line;

    /** Opens the two ends. */
    @Setup
    public void open() {
        line = ("{\"method\":\"item/agentMessage/delta\",\"params\":{\"threadId\":\"" + VALUE.threadId()
                        + "\",\"turnId\":\"" + VALUE.turnId() + "\",\"itemId\":\"item_1\",\"delta\":\"word \"}}\n")
                .getBytes(StandardCharsets.UTF_8);
        InMemoryTransport.Pair pair = InMemoryTransport.pair();
        Handlers handlers = Handlers.builder()
                .onRequest(ECHO, CompletableFuture::completedFuture)
                .build();
        server = Peer.builder(pair.server()).handlers(handlers).start();
        client = Peer.builder(pair.client()).start();
    }

    /** Closes them. */
    @TearDown
    public void close() {
        client.close();
        server.close();
    }

    /** A peer reads 20,000 notifications from memory; the time is for one. */
    @Benchmark
    @OperationsPerInvocation(NOTIFICATIONS)
    public long receiveNotification() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(NOTIFICATIONS);
        Handlers handlers = Handlers.builder()
                .onNotification(DELTA, delta -> all.countDown())
                .build();
        try (Peer peer = Peer.builder(
                        StreamTransport.of(new Repeated(line, NOTIFICATIONS), OutputStream.nullOutputStream()))
                .handlers(handlers)
                .start()) {
            all.await();
            return peer.pendingRequests();
        }
    }

    /** A request and its answer, both ends included. */
    @Benchmark
    public Delta roundTrip() throws InterruptedException {
        return client.call(ECHO, VALUE);
    }

    /** The same line again and again. */
    private static final class Repeated extends InputStream {
        private final byte[] line;
        private int left;
        private int position;

        Repeated(byte[] line, int times) {
            this.line = line;
            this.left = times;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int done = 0;
            while (done < length && left > 0) {
                int count = Math.min(length - done, line.length - position);
                System.arraycopy(line, position, target, offset + done, count);
                done += count;
                position += count;
                if (position == line.length) {
                    position = 0;
                    left--;
                }
            }
            return done == 0 ? -1 : done;
        }
    }
}
