package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.subject.Launched;
import dev.parlance.conformance.subject.Launcher;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.Variables;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A subject on a thread of the test: for each line it is told what to say. Answering null ends it.
 */
public final class InProcess implements Launcher {
    private static final String INITIALIZED = "{\"id\":ID,\"result\":{\"userAgent\":\"test/1\",\"codexHome\":\"/h\","
            + "\"platformFamily\":\"unix\",\"platformOs\":\"linux\"}}";

    private final Function<JsonNode, @Nullable List<String>> says;
    private boolean outlives;
    private int launches;

    public InProcess(Function<JsonNode, @Nullable List<String>> says) {
        this.says = says;
    }

    /** Answers the handshake and the fence rightly, and what is left as it is told. */
    public static InProcess polite(Function<JsonNode, @Nullable List<String>> says) {
        return new InProcess(politely(says));
    }

    /** What is said with the right answers to the handshake and the fence. */
    static Function<JsonNode, @Nullable List<String>> politely(Function<JsonNode, @Nullable List<String>> says) {
        return message -> switch (message.path("method").asText()) {
            case "initialize" ->
                List.of(INITIALIZED.replace("ID", message.path("id").toString()));
            case "initialized" -> List.of();
            case "thread/loaded/list" -> List.of("{\"id\":" + message.path("id") + ",\"result\":{\"data\":[]}}");
            default -> says.apply(message);
        };
    }

    /** The same, but its end is never seen. */
    public InProcess outliving() {
        outlives = true;
        return this;
    }

    public int launches() {
        return launches;
    }

    @Override
    public Launched launch(Subject.Start start, Variables variables, Duration limit) throws IOException {
        launches++;
        PipedOutputStream toSubject = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(toSubject, 1 << 16);
        PipedOutputStream out = new PipedOutputStream();
        PipedInputStream fromSubject = new PipedInputStream(out, 1 << 16);
        CountDownLatch ended = new CountDownLatch(1);
        Thread thread = new Thread(() -> serve(in, out, ended), "in-process-subject");
        thread.setDaemon(true);
        thread.start();
        return new Running(fromSubject, toSubject, outlives ? new CountDownLatch(1) : ended);
    }

    private void serve(InputStream in, OutputStream out, CountDownLatch ended) {
        try (in;
                out;
                var lines = new java.io.BufferedReader(new java.io.InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> said = says.apply(Json.read(line.getBytes(StandardCharsets.UTF_8)));
                if (said == null) {
                    return;
                }
                for (String one : said) {
                    out.write((one + "\n").getBytes(StandardCharsets.UTF_8));
                }
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ended.countDown();
        }
    }

    private record Running(InputStream output, OutputStream input, CountDownLatch ended) implements Launched {
        @Override
        public @Nullable String address() {
            return null;
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
            try {
                input.close();
            } catch (IOException e) {
                // It is gone already.
            }
        }

        @Override
        public String stderr() {
            return "";
        }
    }
}
