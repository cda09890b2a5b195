package dev.parlance.server.model;

import dev.parlance.agent.protocol.CodexErrorInfo.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The answer of a Responses endpoint, read as it comes. */
final class ResponsesStream implements ModelStream {
    /** Room for a picture in an item; an endpoint must not fill the memory. */
    private static final int LONGEST_EVENT = 16 << 20;

    private final ChunkQueue chunks;
    private final Duration idleLimit;
    private final Executor later;
    private final Queue<ModelEvent> pending = new ArrayDeque<>();
    private final ResponseEvents events = new ResponseEvents(pending);
    private final SseParser parser = new SseParser(LONGEST_EVENT);
    private @Nullable ModelException failure;
    private volatile boolean closed;

    /**
     * Reads from the chunks.
     *
     * @param later runs a task some time later: by then an answer that is whole must have ended
     */
    ResponsesStream(ChunkQueue chunks, Duration idleLimit, Executor later) {
        this.chunks = chunks;
        this.idleLimit = idleLimit;
        this.later = later;
    }

    @Override
    public @Nullable ModelEvent next() throws ModelException, InterruptedException {
        while (true) {
            if (closed) {
                throw Failures.last("the model's answer was given up", Value.OTHER);
            }
            ModelEvent event = pending.poll();
            if (event != null) {
                return event;
            }
            if (failure != null) {
                throw failure;
            }
            if (events.isCompleted()) {
                return null;
            }
            read();
        }
    }

    @Override
    public void close() {
        closed = true;
        chunks.cancel();
    }

    private void read() throws InterruptedException {
        try {
            List<ByteBuffer> bytes = chunks.take(idleLimit);
            if (bytes == null) {
                failure = Failures.again("stream closed before response.completed", Value.OTHER, null);
                return;
            }
            for (ByteBuffer buffer : bytes) {
                parser.feed(buffer, events);
            }
            if (events.isCompleted()) {
                chunks.discard();
                later.execute(chunks::giveUp);
            }
        } catch (ModelException e) {
            failed(e);
        } catch (TimeoutException e) {
            failed(Failures.again(
                    "the model sent nothing for " + idleLimit.toMillis() + " ms (stream_idle_timeout_ms)",
                    Value.OTHER,
                    e));
        } catch (IOException e) {
            failed(Failures.again("stream closed before response.completed: " + cause(e), Value.OTHER, e));
        }
    }

    private void failed(ModelException reason) {
        failure = reason;
        chunks.cancel();
    }

    private static String cause(IOException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String text = cause.getMessage();
        return text == null ? cause.getClass().getSimpleName() : Failures.bounded(text);
    }
}
