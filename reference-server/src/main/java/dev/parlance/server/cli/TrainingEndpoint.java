package dev.parlance.server.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.parlance.server.Threads;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A Responses endpoint on loopback that says the same short answer to everybody, for {@link TrainingRun}. Whoever speaks
 * TLS to it is hung up on, after the classes for TLS have been loaded.
 */
final class TrainingEndpoint implements AutoCloseable {
    private static final int LONGEST_HEAD = 1 << 16;

    private static final String ANSWER = """
            event: response.created
            data: {"type":"response.created","response":{"id":"resp_1"}}

            event: response.output_item.added
            data: {"type":"response.output_item.added","output_index":0,"item":{"type":"message","id":"msg_1",\
            "role":"assistant","content":[]}}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","item_id":"msg_1","output_index":0,"delta":"Hello."}

            event: response.output_item.done
            data: {"type":"response.output_item.done","output_index":0,"item":{"type":"message","id":"msg_1",\
            "role":"assistant","content":[{"type":"output_text","text":"Hello."}]}}

            event: response.completed
            data: {"type":"response.completed","response":{"id":"resp_1","usage":{"input_tokens":1,\
            "input_tokens_details":{"cached_tokens":0},"output_tokens":1,"total_tokens":2}}}

            """;

    private final ServerSocket socket;

    private TrainingEndpoint(ServerSocket socket) {
        this.socket = socket;
    }

    static TrainingEndpoint open() throws IOException {
        TrainingEndpoint endpoint = new TrainingEndpoint(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
        Threads.start("training", endpoint::serve);
        return endpoint;
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                answer(client);
            } catch (IOException e) {
                // The client has gone, or this is closed; what was missed shows in the time to start alone.
            }
        }
    }

    private static void answer(Socket client) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0 || head.length() > LONGEST_HEAD || (head.isEmpty() && next != 'P')) {
                return;
            }
            head.append((char) next);
        }
        in.skipNBytes(length(head.toString()));
        byte[] body = ANSWER.getBytes(ISO_8859_1);
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        client.getOutputStream().write(answer.getBytes(ISO_8859_1));
        client.getOutputStream().write(body);
    }

    private static int length(String head) {
        for (String line : head.split("\r\n", -1)) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                return Integer.parseInt(line.substring(15).strip());
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
