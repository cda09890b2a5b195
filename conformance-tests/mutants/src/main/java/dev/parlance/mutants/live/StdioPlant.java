package dev.parlance.mutants.live;

import dev.parlance.conformance.subject.Launched;
import dev.parlance.mutants.plant.Outlet;
import dev.parlance.mutants.plant.Piece;
import dev.parlance.mutants.plant.PlantedConnection;
import dev.parlance.mutants.plant.Planting;
import dev.parlance.mutants.plant.Side;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Standard input and output of a server with a fault between them and the suite. */
final class StdioPlant implements Outlet {
    private final Launched server;
    private final Outbox toServer;
    private final Inbox toClient = new Inbox();
    private final PlantedConnection connection;
    private final OutputStream input;

    StdioPlant(Launched server, Planting planting) {
        this.server = server;
        this.toServer = new Outbox(server.input(), server.input(), "plant-writer");
        this.connection = planting.connect(this);
        this.input = new ClientStream();
        Thread reader = new Thread(this::read, "plant-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** What the suite takes for the server's standard input. */
    OutputStream input() {
        return input;
    }

    /** What the suite takes for the server's standard output. */
    InputStream output() {
        return toClient;
    }

    @Override
    public void pass(Side to, Piece piece) {
        byte[] bytes = piece.bytes();
        if (piece.ended()) {
            bytes = Arrays.copyOf(bytes, bytes.length + 1);
            bytes[bytes.length - 1] = '\n';
        }
        if (to == Side.SERVER) {
            toServer.put(bytes);
        } else {
            toClient.put(bytes);
        }
    }

    @Override
    public void end(Side to) {
        if (to == Side.SERVER) {
            toServer.end();
        } else {
            toClient.end();
        }
    }

    @Override
    public boolean framed() {
        return false;
    }

    @Override
    public void kill() {
        server.kill();
    }

    private void read() {
        Lines lines = new Lines(line -> connection.said(Side.SERVER, line));
        byte[] buffer = new byte[1 << 14];
        try (InputStream output = server.output()) {
            for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                lines.feed(buffer, 0, n);
            }
        } catch (IOException e) {
            // A killed process ends like one that closed its output.
        }
        lines.end();
        connection.ended(Side.SERVER);
    }

    /** Takes what the suite writes. */
    private final class ClientStream extends OutputStream {
        private final Lines lines = new Lines(line -> connection.said(Side.CLIENT, line));
        private boolean closed;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (closed || !server.isAlive()) {
                throw new IOException("Broken pipe");
            }
            lines.feed(bytes, offset, length);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                lines.end();
                connection.ended(Side.CLIENT);
            }
        }
    }
}
