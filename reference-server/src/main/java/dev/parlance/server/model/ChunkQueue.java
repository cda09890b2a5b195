package dev.parlance.server.model;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as it comes in, for one thread that waits for it with a limit. The next chunk is asked for when the
 * last one was used, so that a slow reader holds one chunk, not the answer.
 */
final class ChunkQueue implements HttpResponse.BodySubscriber<ChunkQueue> {
    /** What may follow the last event. */
    private static final int LONGEST_REST = 64 << 10;

    private static final Chunk END = new Chunk(null, null);

    /** Holds one chunk, then the end, then the cancellation: never more. */
    private final BlockingQueue<Chunk> chunks = new LinkedBlockingQueue<>();

    private Flow.@Nullable Subscription subscription;
    private boolean cancelled;
    private boolean discarding;
    private int discarded;
    private boolean ended;
    private boolean asked = true;

    /** Bytes, or how the answer broke off; neither at its end. */
    private record Chunk(
            @Nullable List<ByteBuffer> bytes, @Nullable Throwable broken) {}

    /**
     * Waits for bytes.
     *
     * @return null at the end, and after {@link #cancel()}
     * @throws TimeoutException if nothing came for so long
     * @throws IOException if the connection broke
     */
    @Nullable
    List<ByteBuffer> take(Duration limit) throws InterruptedException, TimeoutException, IOException {
        if (ended) {
            return null;
        }
        ask();
        Chunk chunk = chunks.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (chunk == null) {
            throw new TimeoutException();
        }
        if (chunk.broken != null) {
            ended = true;
            throw new IOException(chunk.broken);
        }
        ended = chunk.bytes == null;
        asked = false;
        return chunk.bytes;
    }

    private void ask() {
        Flow.Subscription source;
        synchronized (this) {
            source = asked ? null : subscription;
            asked = true;
        }
        if (source != null) {
            source.request(1);
        }
    }

    /**
     * Nobody reads on: what still comes is thrown away, so that the connection can be used again. Waits for nothing. The
     * caller sees to it that {@link #giveUp()} follows some time later.
     */
    synchronized void discard() {
        if (cancelled || discarding) {
            return;
        }
        discarding = true;
        Chunk waiting = chunks.poll();
        if (subscription != null && (!asked || (waiting != null && waiting.bytes != null))) {
            subscription.request(1);
        }
    }

    /** Breaks the connection unless the rest is being discarded; wakes whoever waits. */
    void cancel() {
        synchronized (this) {
            if (discarding) {
                return;
            }
        }
        giveUp();
    }

    /** Breaks the connection if the answer has not ended; wakes whoever waits. */
    void giveUp() {
        Flow.Subscription source;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            source = subscription;
            cancelled = true;
        }
        if (source != null) {
            source.cancel();
        }
        chunks.add(END);
    }

    @Override
    public CompletionStage<ChunkQueue> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        boolean wanted;
        synchronized (this) {
            subscription = source;
            wanted = !cancelled;
        }
        if (wanted) {
            source.request(1);
        } else {
            source.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        Flow.Subscription source;
        synchronized (this) {
            if (!discarding) {
                chunks.add(new Chunk(bytes, null));
                return;
            }
            discarded += bytes.stream().mapToInt(ByteBuffer::remaining).sum();
            source = subscription;
        }
        if (discarded > LONGEST_REST) {
            giveUp();
        } else if (source != null) {
            source.request(1);
        }
    }

    @Override
    public void onError(Throwable broken) {
        chunks.add(new Chunk(null, broken));
    }

    @Override
    public void onComplete() {
        chunks.add(END);
    }
}
