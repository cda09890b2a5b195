package dev.parlance.conformance.tap;

import dev.parlance.conformance.engine.Dialect;
import dev.parlance.conformance.engine.PassiveEngine;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.report.JudgedTranscript;
import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.transcript.TranscriptWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * Tape tape = recorder.open("main", false);
 * tape.saw(Direction.TO_SERVER, buffer, n);
 * JudgedTranscript judged = recorder.finish();
 * }</pre>
 */
public final class TapRecorder {
    private static final long MAX_BEHIND = 256L << 20;

    private final TranscriptWriter writer;
    private final Dialect dialect;
    private final BlockingQueue<Chunk> queue = new LinkedBlockingQueue<>();
    private final AtomicLong behind = new AtomicLong();
    private final long begin = System.nanoTime();
    private final Thread thread = new Thread(this::work, "tap-judge");
    private final Set<Tape> open = new LinkedHashSet<>();
    private volatile boolean cut;
    private volatile @Nullable JudgedTranscript judged;
    private volatile @Nullable String trouble;
    private long events;

    /** Records to a stream, at most that many bytes, and judges by the default dialect. */
    public TapRecorder(OutputStream recording, long maxBytes) {
        this(recording, maxBytes, Dialect.STANDARD);
    }

    /** The same with the dialect of a server that is known. */
    public TapRecorder(OutputStream recording, long maxBytes, Dialect dialect) {
        this.writer = new TranscriptWriter(recording, maxBytes);
        this.dialect = dialect;
    }

    /** Bytes of one read. None of them end their direction; a chunk without tape ends the recording. */
    private static final class Chunk {
        private final long micros;
        private final @Nullable Tape tape;
        private final Direction direction;
        private final byte[] bytes;
        private final String note;

        Chunk(long micros, @Nullable Tape tape, Direction direction, byte[] bytes, String note) {
            this.micros = micros;
            this.tape = tape;
            this.direction = direction;
            this.bytes = bytes;
            this.note = note;
        }
    }

    /** Begins to record. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins a connection of that name, which is recorded as frames or as lines. */
    public Tape open(String connection, boolean framed) {
        return new Tape(this, connection, framed);
    }

    /** Ends the recording, waits for the judge and gives what he found; no verdicts if there was {@link #trouble()}. */
    public JudgedTranscript finish() throws InterruptedException {
        put(null, Direction.ASIDE, new byte[0], "");
        thread.join();
        JudgedTranscript result = judged;
        return result != null ? result : new JudgedTranscript("tap", events, true, List.of());
    }

    /** Why the recording or the judgement broke off; empty if it did not. The wire goes on regardless. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Whether there is room for that many bytes; from the first refusal on there is none. */
    boolean mayKeep(int length) {
        if (behind.get() > MAX_BEHIND) {
            cut = true;
        }
        if (!cut) {
            behind.addAndGet(length);
        }
        return !cut;
    }

    void put(@Nullable Tape tape, Direction direction, byte[] bytes, String note) {
        queue.add(new Chunk((System.nanoTime() - begin) / 1_000, tape, direction, bytes, note));
    }

    private void work() {
        try {
            PassiveEngine engine = new PassiveEngine(Protocol.load(), dialect);
            Chunk chunk = queue.take();
            while (chunk.tape != null) {
                listen(engine, chunk, chunk.tape);
                if (queue.isEmpty()) {
                    writer.flush();
                }
                chunk = queue.take();
            }
            if (cut) {
                take(engine, TranscriptEvent.note(chunk.micros, "main", TranscriptEvent.CUT));
            }
            for (Tape tape : open) {
                take(engine, TranscriptEvent.note(chunk.micros, tape.connection(), TranscriptEvent.CLOSED));
            }
            writer.close();
            judged = new JudgedTranscript("tap", events, cut || writer.full(), engine.finish());
        } catch (IOException | InterruptedException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            trouble = e.toString();
            cut = true;
        }
    }

    private void listen(PassiveEngine engine, Chunk chunk, Tape tape) throws IOException {
        for (TranscriptEvent event : tape.events(chunk.micros, chunk.direction, chunk.bytes, chunk.note)) {
            take(engine, event);
        }
        behind.addAndGet(-chunk.bytes.length);
        if (tape.lost()) {
            cut = true;
        }
        if (tape.over()) {
            open.remove(tape);
        } else if (chunk.direction != Direction.ASIDE) {
            open.add(tape);
        }
    }

    private void take(PassiveEngine engine, TranscriptEvent event) throws IOException {
        events++;
        writer.write(event);
        engine.accept(event);
    }
}
