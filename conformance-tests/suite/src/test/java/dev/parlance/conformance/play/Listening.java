package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.subject.Launched;
import dev.parlance.conformance.subject.Launcher;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.Variables;
import dev.parlance.conformance.wire.Channel;
import dev.parlance.conformance.wire.WebSocketAcceptor;
import dev.parlance.conformance.wire.WebSocketAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Subjects in this process that listen; each launch makes one that remembers nothing of those before. */
final class Listening implements Launcher {
    private final Supplier<Function<JsonNode, @Nullable List<String>>> makes;
    private boolean outlives;
    private int launches;

    Listening(Supplier<Function<JsonNode, @Nullable List<String>>> makes) {
        this.makes = makes;
    }

    /** The same, but its end is never seen. */
    Listening outliving() {
        outlives = true;
        return this;
    }

    int launches() {
        return launches;
    }

    @Override
    public Launched launch(Subject.Start start, Variables variables, Duration limit) throws IOException {
        launches++;
        Function<JsonNode, @Nullable List<String>> says = InProcess.politely(makes.get());
        WebSocketAcceptor acceptor = WebSocketAcceptor.listen(WebSocketAddress.parse("ws://127.0.0.1:0"));
        Thread thread = new Thread(() -> serve(acceptor, says), "listening-subject");
        thread.setDaemon(true);
        thread.start();
        return new Running(acceptor, acceptor.uri().toString(), outlives);
    }

    private static void serve(WebSocketAcceptor acceptor, Function<JsonNode, @Nullable List<String>> says) {
        try {
            while (true) {
                Server server = new Server(says);
                server.end = acceptor.next(Duration.ofMinutes(1)).accept(server);
            }
        } catch (IOException e) {
            // It was killed.
        }
    }

    private static final class Server implements Channel.Receiver {
        private final Function<JsonNode, @Nullable List<String>> says;
        private volatile @Nullable Channel end;

        Server(Function<JsonNode, @Nullable List<String>> says) {
            this.says = says;
        }

        @Override
        public void received(byte[] message, boolean ended) {
            List<String> answers = Objects.requireNonNull(says.apply(Json.read(message)));
            Channel open = end;
            while (open == null) {
                Thread.onSpinWait();
                open = end;
            }
            try {
                for (String answer : answers) {
                    open.send(answer.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void closed(String why) {}
    }

    private record Running(WebSocketAcceptor acceptor, String address, boolean outlives) implements Launched {
        @Override
        public InputStream output() {
            return InputStream.nullInputStream();
        }

        @Override
        public OutputStream input() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public long pid() {
            return ProcessHandle.current().pid();
        }

        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public OptionalInt awaitExit(Duration limit) {
            return outlives ? OptionalInt.empty() : OptionalInt.of(0);
        }

        @Override
        public void terminate() {
            kill();
        }

        @Override
        public void kill() {
            try {
                acceptor.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String stderr() {
            return "";
        }
    }
}
