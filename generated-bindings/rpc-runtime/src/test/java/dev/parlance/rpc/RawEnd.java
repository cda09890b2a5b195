package dev.parlance.rpc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The other end of a peer under test, which says exactly what it is told to. */
final class RawEnd implements AutoCloseable {
    final Peer peer;
    final ConcurrentLinkedQueue<Diagnostic> events = new ConcurrentLinkedQueue<>();
    private final InMemoryTransport transport;
    private final BufferedReader in;
    private final OutputStream out;

    /** Opposite of a peer with those settings. */
    RawEnd(java.util.function.UnaryOperator<Peer.Builder> settings) {
        InMemoryTransport.Pair pair = InMemoryTransport.pair();
        transport = pair.client();
        in = new BufferedReader(new InputStreamReader(transport.input(), StandardCharsets.UTF_8));
        out = transport.output();
        peer = settings.apply(
                        Peer.builder(pair.server()).handlers(Echo.handlers()).diagnostics(events::add))
                .start();
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    String receive() throws IOException {
        return in.readLine();
    }

    /** Sends the lines and gives what comes back up to the answer to a last, ordinary request. */
    List<String> exchange(String... lines) throws IOException {
        for (String line : lines) {
            send(line + "\n");
        }
        return answersBeforeMarker();
    }

    List<String> answersBeforeMarker() throws IOException {
        send("{\"id\":\"marker\",\"method\":\"echo\",\"params\":{\"text\":\"\"}}\n");
        List<String> answers = new ArrayList<>();
        String line = receive();
        while (!line.contains("\"id\":\"marker\"")) {
            answers.add(line);
            line = receive();
        }
        return answers;
    }

    List<Diagnostic.Kind> kinds() {
        return events.stream().map(Diagnostic::kind).toList();
    }

    @Override
    public void close() throws IOException {
        peer.close();
        transport.close();
    }
}
