package dev.parlance.conformance.replay;

import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.wire.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections to the present server, and everything that goes over them, in order. One thread uses it. */
final class Conversation {
    private static final long MAX_BYTES = 1L << 30;

    private final Target target;
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final List<TranscriptEvent> events = new ArrayList<>();
    private final BlockingQueue<Said> arrived = new LinkedBlockingQueue<>();
    private final long begin = System.nanoTime();
    private long bytes;

    Conversation(Target target) {
        this.target = target;
    }

    /** Says something, on a connection that is opened with its first word. False if the server has gone. */
    boolean say(String connection, byte[] message, boolean whole) throws IOException {
        Channel channel = channels.get(connection);
        if (ended.contains(connection)) {
            return false;
        }
        if (channel == null) {
            channel = target.connect(new Ear(connection));
            channels.put(connection, channel);
            if (channel.framed()) {
                add(TranscriptEvent.note(micros(), connection, TranscriptEvent.WEBSOCKET));
            }
        }
        add(
                whole
                        ? TranscriptEvent.line(micros(), Direction.TO_SERVER, connection, message)
                        : TranscriptEvent.unended(micros(), Direction.TO_SERVER, connection, message));
        try {
            if (whole || channel.framed()) {
                channel.send(message);
            } else {
                channel.sendRaw(message);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The next thing that comes, a note if a connection has ended; null if nothing comes in that time. */
    @Nullable
    Said next(Duration limit) throws InterruptedException {
        Said said = arrived.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (said != null && Recording.closes(said)) {
            ended.add(said.connection());
        }
        return said;
    }

    /** Whether nothing more can come on it. */
    boolean ended(String connection) {
        return ended.contains(connection) || !channels.containsKey(connection);
    }

    /** Ends our side of a connection. */
    void close(String connection) {
        Channel channel = channels.get(connection);
        if (channel != null) {
            channel.close();
        }
    }

    Set<String> open() {
        Set<String> open = new HashSet<>(channels.keySet());
        open.removeAll(ended);
        return open;
    }

    void note(String connection, String text) {
        add(TranscriptEvent.note(micros(), connection, text));
    }

    /** All that was said so far, by both sides. */
    List<TranscriptEvent> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    private long micros() {
        return (System.nanoTime() - begin) / 1_000;
    }

    private int add(TranscriptEvent event) {
        synchronized (events) {
            bytes += event.bytes().length;
            if (bytes <= MAX_BYTES) {
                events.add(event);
            }
            return events.size();
        }
    }

    private final class Ear implements Channel.Receiver {
        private final String connection;

        Ear(String connection) {
            this.connection = connection;
        }

        @Override
        public void received(byte[] message, boolean whole) {
            hear(
                    whole
                            ? TranscriptEvent.line(micros(), Direction.TO_CLIENT, connection, message)
                            : TranscriptEvent.unended(micros(), Direction.TO_CLIENT, connection, message));
        }

        @Override
        public void closed(String why) {
            hear(TranscriptEvent.note(micros(), connection, TranscriptEvent.CLOSED));
        }

        @Override
        public void noted(String what) {
            add(TranscriptEvent.note(micros(), connection, what));
        }

        private void hear(TranscriptEvent event) {
            int number = add(event);
            arrived.add(new Said(number, event));
        }
    }
}
