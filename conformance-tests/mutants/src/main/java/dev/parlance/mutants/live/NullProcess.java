package dev.parlance.mutants.live;

import dev.parlance.conformance.subject.Launched;
import dev.parlance.conformance.wire.Channel;
import dev.parlance.conformance.wire.WebSocketAcceptor;
import dev.parlance.conformance.wire.WebSocketServerEnd;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A null subject that runs, in this process. */
final class NullProcess implements Launched {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(-?\\d+|\"[^\"]*\")");
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final NullSubject subject;
    private final @Nullable WebSocketAcceptor acceptor;
    private final Inbox output = new Inbox();
    private final OutputStream input = new Ears();
    private final CountDownLatch ended = new CountDownLatch(1);

    NullProcess(NullSubject subject, @Nullable WebSocketAcceptor acceptor) {
        this.subject = subject;
        this.acceptor = acceptor;
        if (acceptor != null) {
            Thread listener = new Thread(() -> listen(acceptor), "null-subject");
            listener.setDaemon(true);
            listener.start();
        }
        if (subject == NullSubject.EXIT) {
            kill();
        }
    }

    private String said(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        Matcher id = ID.matcher(text);
        boolean request = id.find();
        return request || subject == NullSubject.ECHO ? subject.answer(text, request ? id.group(1) : "null") : "";
    }

    private void listen(WebSocketAcceptor from) {
        try {
            while (true) {
                Frames frames = new Frames();
                frames.end.add(from.next(LIFE).accept(frames));
            }
        } catch (IOException e) {
            // It has ended, or a client did not say what a client says.
        }
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public OutputStream input() {
        return input;
    }

    @Override
    public @Nullable String address() {
        try {
            return acceptor == null ? null : acceptor.uri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public boolean isAlive() {
        return ended.getCount() > 0;
    }

    @Override
    public OptionalInt awaitExit(Duration limit) throws InterruptedException {
        return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS) ? OptionalInt.of(0) : OptionalInt.empty();
    }

    @Override
    public void terminate() {
        kill();
    }

    @Override
    public void kill() {
        ended.countDown();
        output.end();
        try {
            if (acceptor != null) {
                acceptor.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String stderr() {
        return "";
    }

    /** Standard input. */
    private final class Ears extends OutputStream {
        private final Lines lines = new Lines(line -> {
            String answer = said(line.bytes());
            output.put(answer.isEmpty() ? new byte[0] : (answer + "\n").getBytes(StandardCharsets.UTF_8));
        });

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            lines.feed(bytes, offset, length);
        }

        @Override
        public void close() {
            kill();
        }
    }

    /** One WebSocket connection. */
    private final class Frames implements Channel.Receiver {
        final BlockingQueue<WebSocketServerEnd> end = new ArrayBlockingQueue<>(1);

        @Override
        public void received(byte[] message, boolean whole) {
            String answer = said(message);
            if (answer.isEmpty()) {
                return;
            }
            try {
                WebSocketServerEnd to = end.take();
                end.add(to);
                to.send(answer.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // The client has gone.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void closed(String why) {
            // The next one may come.
        }
    }
}
