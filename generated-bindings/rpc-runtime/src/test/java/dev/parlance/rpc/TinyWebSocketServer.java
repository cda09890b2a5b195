package dev.parlance.rpc;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Just enough of RFC 6455 to be a client's other end on loopback, frame by frame. */
final class TinyWebSocketServer implements AutoCloseable {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    final ConcurrentHashMap<String, String> headers = new ConcurrentHashMap<>();
    private final ServerSocket listener;
    private final CompletableFuture<Socket> accepted = new CompletableFuture<>();

    /** A frame as it came. */
    record Frame(int opcode, boolean last, String text) {}

    TinyWebSocketServer() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Threads.start("test", () -> {
            try {
                Socket socket = listener.accept();
                shakeHands(socket);
                accepted.complete(socket);
            } catch (IOException | GeneralSecurityException e) {
                accepted.completeExceptionally(e);
            }
        });
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + listener.getLocalPort());
    }

    private void shakeHands(Socket socket) throws IOException, GeneralSecurityException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readByte());
        }
        head.toString().lines().filter(line -> line.contains(": ")).forEach(line -> {
            int colon = line.indexOf(": ");
            headers.put(line.substring(0, colon).toLowerCase(java.util.Locale.ROOT), line.substring(colon + 2));
        });
        byte[] digest = MessageDigest.getInstance("SHA-1")
                .digest((headers.get("sec-websocket-key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                        .getBytes(StandardCharsets.US_ASCII));
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private Socket socket() throws IOException {
        try {
            return accepted.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IOException(e);
        }
    }

    void send(int opcode, boolean last, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else {
            frame.write(127);
            frame.writeBytes(
                    java.nio.ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        frame.writeBytes(payload);
        OutputStream out = socket().getOutputStream();
        out.write(frame.toByteArray());
        out.flush();
    }

    Frame receive() throws IOException {
        DataInputStream in = new DataInputStream(socket().getInputStream());
        int first = in.readUnsignedByte();
        long length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes((int) length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return new Frame(first & 15, (first & 0x80) != 0, new String(payload, StandardCharsets.UTF_8));
    }

    /** The next whole text message, pings and their like passed over. */
    String receiveText() throws IOException {
        StringBuilder text = new StringBuilder();
        Frame frame;
        do {
            frame = receive();
            if (frame.opcode() <= TEXT) {
                text.append(frame.text());
            }
        } while (frame.opcode() > TEXT || !frame.last());
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        if (accepted.isDone() && !accepted.isCompletedExceptionally()) {
            accepted.join().close();
        }
    }
}
