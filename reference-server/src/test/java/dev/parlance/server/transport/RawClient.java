package dev.parlance.server.transport;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket client byte by byte: it can do what no library would. Reads give up after ten seconds. */
final class RawClient implements Closeable {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private final Socket socket;
    private final DataInputStream in;

    /** A frame from the server. */
    record Frame(int opcode, String payload) {}

    private RawClient(ListenAddress address) throws IOException {
        socket = new Socket(address.socket().getAddress(), address.socket().getPort());
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Sends the head of a request and returns the status of the answer, such as 403. */
    static int status(ListenAddress address, String requestLine, String... headers) throws IOException {
        try (RawClient client = new RawClient(address)) {
            return client.request(requestLine, headers);
        }
    }

    /** Connected and upgraded. */
    static RawClient open(ListenAddress address, String path) throws IOException {
        RawClient client = new RawClient(address);
        int status = client.request("GET " + path + " HTTP/1.1", upgrade("Host: 127.0.0.1"));
        if (status != 101) {
            client.close();
            throw new IOException("no upgrade: " + status);
        }
        return client;
    }

    /** The headers of an upgrade, after others. */
    static String[] upgrade(String... first) {
        String[] all = java.util.Arrays.copyOf(first, first.length + 5);
        all[first.length] = "Upgrade: websocket";
        all[first.length + 1] = "Connection: Upgrade";
        all[first.length + 2] = "Sec-WebSocket-Version: 13";
        all[first.length + 3] = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
        all[first.length + 4] = "Sec-WebSocket-Extensions: permessage-deflate";
        return all;
    }

    private int request(String requestLine, String... headers) throws IOException {
        String head =
                requestLine + "\r\n" + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n") + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        String answer = readHead();
        if (answer.contains("Sec-WebSocket-Extensions")) {
            throw new IOException("it negotiated an extension: " + answer);
        }
        return Integer.parseInt(answer.substring(9, 12));
    }

    private String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            head.write(in.readByte());
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    /** Sends a frame; the mask is zero, which leaves the payload as it is. */
    void send(int opcode, boolean last, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (opcode | (last ? 0x80 : 0)));
        frame.put((byte) 0xff).putLong(payload.length).putInt(0).put(payload);
        if (opcode >= CLOSE) {
            frame.clear();
            frame.put((byte) (opcode | 0x80))
                    .put((byte) (0x80 | payload.length))
                    .putInt(0)
                    .put(payload);
        }
        socket.getOutputStream().write(frame.array(), 0, frame.position());
    }

    void sendText(String text) throws IOException {
        send(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next message, its fragments joined, or the next control frame; a close has its status first, as a number. */
    Frame read() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (true) {
            int head = in.readUnsignedByte();
            byte[] payload = in.readNBytes(length(in.readUnsignedByte() & 0x7f));
            if ((head & 0x0f) == CLOSE && payload.length >= 2) {
                int status = ByteBuffer.wrap(payload).getShort() & 0xffff;
                return new Frame(CLOSE, status + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
            }
            if ((head & 0x0f) >= CLOSE) {
                return new Frame(head & 0x0f, new String(payload, StandardCharsets.UTF_8));
            }
            message.write(payload);
            if ((head & 0x80) != 0) {
                return new Frame(TEXT, message.toString(StandardCharsets.UTF_8));
            }
        }
    }

    private int length(int first) throws IOException {
        if (first == 126) {
            return in.readUnsignedShort();
        }
        return first == 127 ? Math.toIntExact(in.readLong()) : first;
    }

    /** Whether the server has closed the connection; waits for it. */
    boolean atEnd() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
