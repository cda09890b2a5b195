package dev.parlance.mutants.live;

import dev.parlance.conformance.wire.Frames;
import dev.parlance.conformance.wire.HttpHead;
import dev.parlance.conformance.wire.Link;
import dev.parlance.mutants.plant.Outlet;
import dev.parlance.mutants.plant.Piece;
import dev.parlance.mutants.plant.Piece.Kind;
import dev.parlance.mutants.plant.PlantedConnection;
import dev.parlance.mutants.plant.Planting;
import dev.parlance.mutants.plant.Side;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** One WebSocket connection with a fault in its middle. Frames that no step touches go on as they came. */
final class FramePlant implements Outlet {
    private static final int SWITCHING = 101;

    private final Map<Side, Leg> legs = new EnumMap<>(Side.class);
    private final PlantedConnection connection;
    private final Runnable killer;

    FramePlant(Link client, Link server, Planting planting, Runnable killer) {
        this.killer = killer;
        legs.put(Side.CLIENT, new Leg(client));
        legs.put(Side.SERVER, new Leg(server));
        connection = planting.connect(this);
    }

    /** Passes the client's request on and everything after it, until both sides have ended. */
    void begin(HttpHead request) throws IOException {
        Thread reader = new Thread(() -> readServer(), "plant-reader");
        reader.setDaemon(true);
        connection.said(Side.CLIENT, new Piece(request.bytes(), true, Kind.HEAD));
        reader.start();
        read(Side.CLIENT);
    }

    private void readServer() {
        try {
            HttpHead answer = HttpHead.read(leg(Side.SERVER).in());
            connection.said(Side.SERVER, new Piece(answer.bytes(), true, Kind.HEAD));
            if (answer.status() == SWITCHING) {
                read(Side.SERVER);
            } else {
                copy(Side.SERVER);
            }
        } catch (IOException e) {
            ended(Side.SERVER);
        }
    }

    private void read(Side from) {
        FrameCutter cutter = new FrameCutter(from == Side.CLIENT);
        byte[] buffer = new byte[1 << 14];
        try {
            for (int n = leg(from).in().read(buffer); n >= 0; n = leg(from).in().read(buffer)) {
                cutter.feed(buffer, n).forEach(piece -> connection.said(from, piece));
                if (cutter.strange()) {
                    leg(from.other()).put(cutter.rest());
                    copy(from);
                    return;
                }
            }
        } catch (IOException e) {
            // A connection that was cut has ended.
        }
        leg(from.other()).put(cutter.rest());
        ended(from);
    }

    /** Passes on what is no frame. */
    private void copy(Side from) throws IOException {
        byte[] buffer = new byte[1 << 14];
        for (int n = leg(from).in().read(buffer); n >= 0; n = leg(from).in().read(buffer)) {
            leg(from.other()).put(Arrays.copyOf(buffer, n));
        }
        ended(from);
    }

    @Override
    public void pass(Side to, Piece piece) {
        boolean masked = to == Side.SERVER;
        byte[] bytes = piece.bytes();
        ByteArrayOutputStream begun = leg(to).unended;
        if (piece.kind() == Kind.MESSAGE) {
            if (!piece.ended()) {
                begun.writeBytes(bytes);
                begun.write('\n');
                return;
            }
            begun.writeBytes(bytes);
            bytes = begun.toByteArray();
            begun.reset();
        }
        leg(to).put(
                        switch (piece.kind()) {
                            case HEAD -> bytes;
                            case MESSAGE -> Frames.frame(true, Frames.TEXT, bytes, masked);
                            case BEGUN -> Frames.frame(false, Frames.TEXT, bytes, masked);
                            case CONTINUED -> Frames.frame(piece.ended(), Frames.CONTINUATION, bytes, masked);
                            case BINARY -> Frames.frame(piece.ended(), Frames.BINARY, bytes, masked);
                            case CLOSE -> Frames.frame(true, Frames.CLOSE, bytes, masked);
                            case PING -> Frames.frame(true, Frames.PING, bytes, masked);
                            case PONG -> Frames.frame(true, Frames.PONG, bytes, masked);
                        });
    }

    @Override
    public void end(Side to) {
        leg(to).end();
    }

    @Override
    public boolean framed() {
        return true;
    }

    @Override
    public void kill() {
        killer.run();
    }

    private void ended(Side from) {
        leg(from).inputOver();
        connection.ended(from);
    }

    private Leg leg(Side side) {
        return Objects.requireNonNull(legs.get(side));
    }
}
