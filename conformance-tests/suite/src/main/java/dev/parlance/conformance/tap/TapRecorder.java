package dev.parlance.conformance.tap;

import dev.parlance.conformance.engine.Dialect;
import dev.parlance.conformance.engine.PassiveEngine;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.report.JudgedTranscript;
import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.transcript.TranscriptWriter;
import dev.parlance.conformance.wire.LineSplitter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Records and judges on a thread of its own what the threads of a tap hand over. Handing over never waits: when the judge
 * falls far behind, the recording is cut off rather than the wire held up.
 *
 * <pre>{@code
 * recorder.start();
 * recorder.saw(Direction.TO_SERVER, buffer, n);
 * JudgedTranscript judged = recorder.finish();
 * }</pre>
 */
public final class TapRecorder {
    private static final String CONNECTION = "main";
    private static final int MAX_LINE = 64 << 20;
    private static final long MAX_BEHIND = 256L << 20;

    private final TranscriptWriter writer;
    private final BlockingQueue<Chunk> queue = new LinkedBlockingQueue<>();
    private final AtomicLong behind = new AtomicLong();
    private final long begin = System.nanoTime();
    private final Thread thread = new Thread(this::work, "tap-judge");
    private final Map<Direction, LineSplitter> lines = new EnumMap<>(Direction.class);
    private volatile boolean cut;
    private volatile @Nullable JudgedTranscript judged;
    private volatile @Nullable String trouble;
    private long events;

    /** Records to a stream, at most that many bytes. */
    public TapRecorder(OutputStream recording, long maxBytes) {
        this.writer = new TranscriptWriter(recording, maxBytes);
        for (Direction direction : Direction.values()) {
            lines.put(direction, new LineSplitter(MAX_LINE));
        }
    }

    /** Bytes of one read. An empty one ends its direction, one without direction ends the recording. */
    private static final class Chunk {
        private final long micros;
        private final @Nullable Direction direction;
        private final byte[] bytes;

        Chunk(long micros, @Nullable Direction direction, byte[] bytes) {
            this.micros = micros;
            this.direction = direction;
            this.bytes = bytes;
        }
    }

    /** Begins to record. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes note of bytes that are about to be passed on; they are copied. */
    public void saw(Direction direction, byte[] buffer, int length) {
        if (behind.get() > MAX_BEHIND) {
            cut = true;
        }
        if (!cut) {
            behind.addAndGet(length);
            put(direction, Arrays.copyOf(buffer, length));
        }
    }

    /** Takes note that a direction has ended. */
    public void ended(Direction direction) {
        put(direction, new byte[0]);
    }

    /** Ends the recording, waits for the judge and gives what he found; no verdicts if there was {@link #trouble()}. */
    public JudgedTranscript finish() throws InterruptedException {
        put(null, new byte[0]);
        thread.join();
        JudgedTranscript result = judged;
        return result != null ? result : new JudgedTranscript("tap", events, true, List.of());
    }

    /** Why the recording or the judgement broke off; empty if it did not. The wire goes on regardless. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void put(@Nullable Direction direction, byte[] bytes) {
        queue.add(new Chunk((System.nanoTime() - begin) / 1_000, direction, bytes));
    }

    private void work() {
        try {
            PassiveEngine engine = new PassiveEngine(Protocol.load(), Dialect.STANDARD);
            Chunk chunk = queue.take();
            while (chunk.direction != null) {
                Direction direction = chunk.direction;
                for (TranscriptEvent event : events(chunk, direction)) {
                    take(engine, event);
                }
                behind.addAndGet(-chunk.bytes.length);
                if (queue.isEmpty()) {
                    writer.flush();
                }
                chunk = queue.take();
            }
            if (cut || lines.values().stream().anyMatch(LineSplitter::overflowed)) {
                cut = true;
                take(engine, TranscriptEvent.note(chunk.micros, CONNECTION, TranscriptEvent.CUT));
            }
            take(engine, TranscriptEvent.note(chunk.micros, CONNECTION, TranscriptEvent.CLOSED));
            writer.close();
            judged = new JudgedTranscript("tap", events, cut || writer.full(), engine.finish());
        } catch (IOException | InterruptedException | RuntimeException e) {
            trouble = e.toString();
            cut = true;
        }
    }

    private void take(PassiveEngine engine, TranscriptEvent event) throws IOException {
        events++;
        writer.write(event);
        engine.accept(event);
    }

    private List<TranscriptEvent> events(Chunk chunk, Direction direction) {
        LineSplitter splitter = lines.getOrDefault(direction, new LineSplitter(MAX_LINE));
        byte[] bytes = chunk.bytes;
        List<TranscriptEvent> found = new ArrayList<>();
        for (byte[] line : splitter.feed(bytes, bytes.length)) {
            found.add(TranscriptEvent.line(chunk.micros, direction, CONNECTION, line));
        }
        if (bytes.length == 0 && splitter.rest().length > 0) {
            found.add(TranscriptEvent.unended(chunk.micros, direction, CONNECTION, splitter.rest()));
        }
        return found;
    }
}
