package dev.parlance.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A client that does next to nothing: one thread, prepared bytes out, a scan for line feeds in. What is measured is the
 * server, and the same of each.
 */
final class RawClient implements AutoCloseable {
    private static final String INITIALIZE =
            "{\"clientInfo\":{\"name\":\"bench\",\"version\":\"1\"},\"capabilities\":{\"experimentalApi\":true}}";

    private final Process process;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private int lineEnd;
    private int nextId = 1;

    private RawClient(Process process) {
        this.process = process;
        this.in = process.getInputStream();
        this.out = process.getOutputStream();
    }

    /** A started server; the time from here to the answer to {@code initialize} is its start-up. */
    static RawClient start(Candidate candidate, Path home) throws IOException {
        RawClient client = new RawClient(candidate.start(home));
        client.request("initialize", INITIALIZE);
        client.send("{\"method\":\"initialized\"}\n".getBytes(UTF_8));
        return client;
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** A request as bytes, with the next id. */
    byte[] encode(String method, String params) {
        return ("{\"id\":" + nextId++ + ",\"method\":\"" + method + "\",\"params\":" + params + "}\n").getBytes(UTF_8);
    }

    /** Asks and waits; notifications that come before the answer are passed over. */
    String request(String method, String params) throws IOException {
        send(encode(method, params));
        awaitAnswer();
        return line();
    }

    void awaitAnswer() throws IOException {
        do {
            next();
        } while (!isAnswer());
    }

    /** True where the line is a result; an error ends the run. Messages of the servers begin with their kind. */
    boolean isAnswer() {
        if (startsWith("{\"error\"") || (startsWith("{\"id\":") && line().contains("\"error\":{\"code\""))) {
            throw new IllegalStateException("refused: " + line());
        }
        return startsWith("{\"id\":");
    }

    /** Starts a turn and reads to its end; answers how many notifications came. */
    int turn(String thread, String text) throws IOException {
        send(encode(
                "turn/start",
                "{\"threadId\":\"" + thread + "\",\"input\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}"));
        int notifications = 0;
        do {
            next();
            notifications++;
        } while (!startsWith("{\"method\":\"turn/completed\""));
        if (!line().contains("\"status\":\"completed\"")) {
            throw new IllegalStateException("the turn failed: " + line());
        }
        return notifications - 1;
    }

    /** Starts a thread and answers its id. */
    String startThread() throws IOException {
        String answer = request("thread/start", "{}");
        int at = answer.indexOf("\"id\":\"") + 6;
        return answer.substring(at, answer.indexOf('"', at));
    }

    /** Reads the next line. */
    void next() throws IOException {
        start = lineEnd;
        int scanned = start;
        while (true) {
            for (int i = scanned; i < end; i++) {
                if (buffer[i] == '\n') {
                    lineEnd = i + 1;
                    return;
                }
            }
            scanned = end;
            if (end == buffer.length) {
                int kept = end - start;
                byte[] target = kept > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
                System.arraycopy(buffer, start, target, 0, kept);
                buffer = target;
                scanned -= start;
                start = 0;
                end = kept;
            }
            int count = in.read(buffer, end, buffer.length - end);
            if (count < 0) {
                throw new EOFException("the server is gone");
            }
            end += count;
        }
    }

    /** True where a whole line can be read without waiting. */
    boolean hasLine() {
        for (int i = lineEnd; i < end; i++) {
            if (buffer[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    private boolean startsWith(String prefix) {
        byte[] wanted = prefix.getBytes(UTF_8);
        return Arrays.equals(buffer, start, Math.min(lineEnd, start + wanted.length), wanted, 0, wanted.length);
    }

    private String line() {
        return new String(buffer, start, lineEnd - start, UTF_8);
    }

    /** Asks nothing for a second, as a client whose user thinks. */
    void rest() throws InterruptedException {
        if (process.waitFor(1, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server is gone");
        }
    }

    /** Resident memory in MB, a second after the last message. */
    double residentMegabytes() throws IOException, InterruptedException {
        rest();
        for (String each : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (each.startsWith("VmRSS:")) {
                return Integer.parseInt(each.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException("no VmRSS");
    }

    @Override
    public void close() throws IOException {
        out.close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server outlives its stdin");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
