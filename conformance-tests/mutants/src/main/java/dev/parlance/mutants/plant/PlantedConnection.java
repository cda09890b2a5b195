package dev.parlance.mutants.plant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One connection between suite and server with a fault in its middle. Made by {@link Planting#connect}; may be called
 * from several threads.
 *
 * <pre>{@code
 * PlantedConnection connection = planting.connect(outlet);
 * connection.said(Side.CLIENT, line);
 * connection.ended(Side.CLIENT);
 * }</pre>
 */
public final class PlantedConnection {
    /** Ids that steps give to their own requests begin so; the answers are not passed on. */
    static final String OWN = "planted-";

    private final Planting planting;
    private final Outlet outlet;
    private final int number;
    private final Half client = new Half();
    private final Half server = new Half();
    private boolean muted;
    private boolean gone;
    private boolean keptOpen;

    PlantedConnection(Planting planting, Outlet outlet) {
        this.planting = planting;
        this.outlet = outlet;
        this.number = planting.shared().connected(this);
    }

    /** Takes one line, or one frame, that a side said. */
    public void said(Side from, Piece line) {
        synchronized (planting) {
            ObjectNode json = line.kind() == Piece.Kind.MESSAGE ? Json.object(line.bytes()) : null;
            JsonNode id = json == null ? null : json.get("id");
            ObjectNode request = null;
            if (json != null && id != null) {
                if (json.has("method")) {
                    half(from).asked.put(id, json.deepCopy());
                } else if (id.asText().startsWith(OWN)) {
                    return;
                } else {
                    request = half(from.other()).asked.remove(id);
                }
            }
            Passing passing = new Passing(this, from, line, json, request);
            planting.apply(passing);
            passOn(passing);
        }
    }

    /** Takes the end of what a side says. */
    public void ended(Side from) {
        synchronized (planting) {
            Passing passing = new Passing(this, from, new Piece(new byte[0], false), null, null);
            planting.applyAtEnd(passing);
            send(from.other(), passing.before);
            send(from, passing.reply);
            gone |= from == Side.SERVER;
            if (!(keptOpen && from == Side.CLIENT)) {
                outlet.end(from.other());
            }
        }
    }

    private void passOn(Passing passing) {
        Side to = passing.from.other();
        send(to, passing.before);
        List<Piece> torn = half(to).torn;
        List<Piece> late = List.copyOf(torn);
        torn.clear();
        if (!passing.dropped) {
            List<Piece> pieces = passing.rendered();
            String name = passing.heldAs;
            if (name != null) {
                pieces.forEach(piece -> shared().hold(name, new Shared.Held(this, to, piece)));
            } else if (passing.layouts.contains(Layout.TORN) && pieces.size() > 1) {
                send(to, pieces.subList(0, 1));
                torn.addAll(pieces.subList(1, pieces.size()));
            } else {
                send(to, pieces);
            }
        }
        send(to, late);
        send(to, passing.after);
        send(passing.from, passing.reply);
    }

    /** Passes pieces on, unless this connection was told to fall silent. */
    void send(Side to, List<Piece> pieces) {
        if (!(muted && to == Side.CLIENT)) {
            pieces.forEach(piece -> outlet.pass(to, piece));
        }
    }

    Shared shared() {
        return planting.shared();
    }

    /** 1 for the first connection of the scenario. */
    int number() {
        return number;
    }

    /** How many requests of that side wait for their answer. */
    int outstanding(Side side) {
        return half(side).asked.size();
    }

    private Half half(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    boolean gone() {
        return gone;
    }

    boolean framed() {
        return outlet.framed();
    }

    void mute() {
        muted = true;
    }

    void keepOpen() {
        keptOpen = true;
    }

    void kill() {
        outlet.kill();
    }

    void end(Side to) {
        outlet.end(to);
    }

    /** What one side has asked, and what it has still to hear of a torn message. */
    private static final class Half {
        final Map<JsonNode, ObjectNode> asked = new LinkedHashMap<>();
        final List<Piece> torn = new ArrayList<>();
    }
}
