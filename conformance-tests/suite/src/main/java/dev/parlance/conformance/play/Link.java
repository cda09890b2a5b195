package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.wire.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One connection of a scenario: what was sent, and what came, to be taken in any order and once. */
final class Link implements Channel.Receiver {
    private static final long PAUSE_LOOK = 1_000;

    private final String name;
    private final Recorder recorder;
    private final Supplier<String> fate;
    private final List<Received> received = new ArrayList<>();
    private final BitSet taken = new BitSet();
    private final Map<String, JsonNode> asked = new HashMap<>();
    private @Nullable Channel channel;
    private @Nullable String closed;
    private boolean over;
    private boolean paused;
    private int nextId = 1;

    /** A connection; {@code fate} says what became of the process at its other end, once that end is silent. */
    Link(String name, Recorder recorder, Supplier<String> fate) {
        this.name = name;
        this.recorder = recorder;
        this.fate = fate;
    }

    String name() {
        return name;
    }

    synchronized void attach(Channel opened) {
        channel = opened;
        if (opened.framed()) {
            recorder.note(name, TranscriptEvent.WEBSOCKET);
        }
    }

    Channel channel() {
        Channel open = channel;
        if (open == null) {
            throw new ScenarioException("the connection " + name + " is not open yet");
        }
        return open;
    }

    @Override
    public void received(byte[] message, boolean ended) {
        waitWhilePaused();
        int number = recorder.add(Direction.TO_CLIENT, name, message, ended);
        JsonNode tree = Json.read(message);
        synchronized (this) {
            received.add(new Received(number, tree));
            notifyAll();
        }
    }

    @Override
    public synchronized void closed(String why) {
        if (closed == null) {
            recorder.note(name, TranscriptEvent.CLOSED);
            closed = why;
        }
        notifyAll();
    }

    /** What a frame that is no message was; waits for nothing. */
    @Override
    public synchronized void noted(String what) {
        recorder.note(name, what);
        notifyAll();
    }

    /** Stops taking what comes: the channel's reader waits, and what the subject writes fills up the way to us. */
    synchronized void pause() {
        paused = true;
    }

    /** Goes on taking what comes. */
    synchronized void resume() {
        paused = false;
        notifyAll();
    }

    private synchronized void waitWhilePaused() {
        while (paused) {
            await(PAUSE_LOOK);
        }
    }

    /** Whether we closed our side, or the other side is gone. */
    synchronized boolean isOver() {
        return over || closed != null;
    }

    /** Closes our side. */
    void close() {
        synchronized (this) {
            over = true;
            resume();
        }
        channel().close();
    }

    /** Whether a turn has started here that has not ended. */
    synchronized boolean hasRunningTurn() {
        return turns("turn/started").size() != turns("turn/completed").size();
    }

    /** The turns that notifications of this method were about. */
    synchronized List<String> turns(String method) {
        return received.stream()
                .filter(m -> m.is(method))
                .map(m -> m.message().at("/params/turn/id").asText())
                .toList();
    }

    /** A number for a request that was not used before on this connection. */
    synchronized int freshId() {
        return nextId++;
    }

    /** Sends a message as it is. Recorded before it is sent, so that no answer stands before its question. */
    void send(JsonNode message) throws Broken {
        send(Json.bytes(message));
    }

    void send(byte[] message) throws Broken {
        recorder.add(Direction.TO_SERVER, name, message, true);
        try {
            channel().send(message);
        } catch (IOException e) {
            throw gone("a subject that takes a message", e.getMessage());
        }
    }

    void sendRaw(byte[] bytes) throws Broken {
        recorder.add(Direction.TO_SERVER, name, bytes, false);
        try {
            channel().sendRaw(bytes);
        } catch (IOException e) {
            throw gone("a subject that takes input", e.getMessage());
        }
    }

    /** Sends several lines, each with its LF but the last one, in one write. */
    void sendLines(byte[] lines) throws Broken {
        for (String line : new String(lines, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            recorder.add(Direction.TO_SERVER, name, line.getBytes(StandardCharsets.ISO_8859_1), true);
        }
        try {
            channel().send(lines);
        } catch (IOException e) {
            throw gone("a subject that takes lines", e.getMessage());
        }
    }

    /** Sends bytes that bear a part of a message, or none; the whole message is recorded with its last part. */
    void sendPart(byte[] bytes, byte @Nullable [] message) throws Broken {
        if (message != null) {
            recorder.add(Direction.TO_SERVER, name, message, true);
        }
        try {
            channel().sendRaw(bytes);
        } catch (IOException e) {
            throw gone("a subject that takes input", e.getMessage());
        }
    }

    /** Remembers a request under a name, to wait for its answer later. */
    synchronized void asked(String as, JsonNode id) {
        asked.put(as, id);
    }

    synchronized JsonNode idOf(String as) {
        JsonNode id = asked.get(as);
        if (id == null) {
            throw new ScenarioException("nothing was asked as " + as + " on " + name);
        }
        return id;
    }

    /** The oldest message that fits and was not taken yet; waits for it. */
    synchronized Received take(String what, Duration limit, String otherwise, Predicate<Received> wanted)
            throws Broken {
        long deadline = System.nanoTime() + limit.toNanos();
        int at = 0;
        while (true) {
            for (; at < received.size(); at++) {
                if (!taken.get(at) && wanted.test(received.get(at))) {
                    taken.set(at);
                    return received.get(at);
                }
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (closed != null) {
                throw new Broken(recorder.failure(0, what, "the connection ended: " + closed + fate.get(), ""), "");
            }
            if (left <= 0) {
                String seen = "nothing of the kind within " + limit.toMillis() + " ms";
                throw new Broken(recorder.failure(0, what, seen, ""), otherwise);
            }
            await(left);
        }
    }

    /** Waits until something holds that is not about messages. */
    synchronized void awaitThat(String what, Duration limit, BooleanSupplier holds) throws Broken {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (closed != null) {
                throw new Broken(recorder.failure(0, what, "the connection ended: " + closed + fate.get(), ""), "");
            }
            if (left <= 0) {
                String seen = "nothing of the kind within " + limit.toMillis() + " ms";
                throw new Broken(recorder.failure(0, what, seen, ""), "");
            }
            await(left);
        }
    }

    /** Waits for the end of the connection. */
    synchronized void awaitClosed(Duration limit, String otherwise) throws Broken {
        long deadline = System.nanoTime() + limit.toNanos();
        while (closed == null) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                String seen = "it is open after " + limit.toMillis() + " ms";
                throw new Broken(recorder.failure(0, "the end of the connection " + name, seen, ""), otherwise);
            }
            await(left);
        }
    }

    /** Everything that came so far. */
    synchronized List<Received> all() {
        return List.copyOf(received);
    }

    /** Waits for news; whoever calls it looks again in a loop. */
    @SuppressWarnings("WaitNotInLoop")
    private void await(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScenarioException("interrupted");
        }
    }

    private Broken gone(String expected, @Nullable String why) {
        String seen = "it is gone" + (why == null ? "" : ": " + why) + fate.get();
        return new Broken(recorder.failure(0, expected, seen, ""), "");
    }
}
