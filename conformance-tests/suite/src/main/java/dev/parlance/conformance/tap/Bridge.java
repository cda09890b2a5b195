package dev.parlance.conformance.tap;

import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.wire.Channel;
import dev.parlance.conformance.wire.FramedChannel;
import dev.parlance.conformance.wire.LineSplitter;
import dev.parlance.conformance.wire.Link;
import dev.parlance.conformance.wire.UpgradeRequest;
import dev.parlance.conformance.wire.WebSocketServerEnd;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts a server that speaks lines on stdio for each client that speaks WebSocket: a text frame becomes a line and a
 * line a text frame. The lines are recorded. Line breaks within a frame, which JSON allows between its tokens only, become
 * blanks.
 *
 * <pre>{@code
 * new Bridge(List.of("codex", "app-server"))
 * }</pre>
 */
public final class Bridge implements WebSocketTap.Joint {
    private static final int CHUNK = 1 << 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long GRACE_SECONDS = 10;

    private final List<String> command;

    /** Starts that command for each client. */
    public Bridge(List<String> command) {
        this.command = List.copyOf(command);
    }

    @Override
    public void join(Link client, WebSocketTap tap) throws IOException {
        UpgradeRequest request = UpgradeRequest.read(client, PATIENCE);
        Process server;
        try {
            server = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            request.refuse(502, "the tap cannot start the server");
            throw e;
        }
        Closeable ending = server::destroy;
        tap.with(ending);
        try {
            Tape tape = tap.next(false);
            WebSocketServerEnd end = request.accept(new ToServer(tape, server.getOutputStream()));
            toClient(server.getInputStream(), tape, end);
            end.close();
            if (!server.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.destroy();
            tap.without(ending);
        }
    }

    private static void toClient(InputStream in, Tape tape, Channel end) {
        LineSplitter lines = new LineSplitter(FramedChannel.MAX_MESSAGE);
        byte[] buffer = new byte[CHUNK];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                tape.saw(Direction.TO_CLIENT, buffer, n);
                for (byte[] line : lines.feed(buffer, n)) {
                    end.send(line);
                }
            }
        } catch (IOException e) {
            // The client has gone, and its receiver ends the server's input.
        }
        tape.ended(Direction.TO_CLIENT);
    }

    private static final class ToServer implements Channel.Receiver {
        private final Tape tape;
        private final OutputStream out;

        ToServer(Tape tape, OutputStream out) {
            this.tape = tape;
            this.out = out;
        }

        @Override
        public void received(byte[] message, boolean ended) {
            byte[] line = new byte[message.length + 1];
            for (int i = 0; i < message.length; i++) {
                line[i] = message[i] == '\n' ? (byte) ' ' : message[i];
            }
            line[message.length] = '\n';
            tape.saw(Direction.TO_SERVER, line, line.length);
            try {
                out.write(line);
                out.flush();
            } catch (IOException e) {
                // The server has gone; the end of its output ends the connection.
            }
        }

        @Override
        public void closed(String why) {
            tape.ended(Direction.TO_SERVER);
            try {
                out.close();
            } catch (IOException e) {
                // It was closed with the server's end.
            }
        }

        @Override
        public void noted(String what) {
            tape.noted(what + " from the client");
        }
    }
}
