package dev.parlance.mutants.plant;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a planted fault remembers over all connections and all starts of the server within one scenario. */
final class Shared {
    private final Map<String, JsonNode> remembered = new HashMap<>();
    private final Set<String> marks = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, List<Held>> held = new HashMap<>();
    private final List<PlantedConnection> connections = new ArrayList<>();

    private final Duration patience;

    private @Nullable Integer exitCode;
    private boolean rehearsal;

    Shared(Duration patience) {
        this.patience = patience;
    }

    /** How long the client waits for an answer. */
    Duration patience() {
        return patience;
    }

    /** From here on nothing is done outside the conversation. */
    void rehearse() {
        rehearsal = true;
    }

    boolean rehearsal() {
        return rehearsal;
    }

    /** With what code the server is said to have ended; null for its own. */
    @Nullable
    Integer exitCode() {
        return exitCode;
    }

    void exitWith(int code) {
        exitCode = code;
    }

    /** Something kept back. */
    record Held(PlantedConnection connection, Side to, Piece piece) {}

    @Nullable
    JsonNode remembered(String name) {
        return remembered.get(name);
    }

    void remember(String name, JsonNode value) {
        remembered.put(name, value);
    }

    boolean marked(String name) {
        return marks.contains(name);
    }

    void mark(String name) {
        marks.add(name);
    }

    void unmark(String name) {
        marks.remove(name);
    }

    /** How often that was counted, this time included. */
    int count(String what) {
        return counts.merge(what, 1, Integer::sum);
    }

    void hold(String name, Held what) {
        held.computeIfAbsent(name, key -> new ArrayList<>()).add(what);
    }

    /** What was kept back under that name, once. */
    List<Held> release(String name) {
        List<Held> all = held.remove(name);
        return all == null ? List.of() : all;
    }

    /** Takes a connection in and says how many there have been, itself included. */
    int connected(PlantedConnection connection) {
        connections.add(connection);
        return connections.size();
    }

    /** The live connections but that one. */
    List<PlantedConnection> others(PlantedConnection connection) {
        return connections.stream()
                .filter(other -> other != connection && !other.gone())
                .toList();
    }
}
