package dev.parlance.mutants.plant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line on its way from one side to the other, with what the steps have done to it so far. */
final class Passing {
    final PlantedConnection connection;
    final Side from;
    final Piece piece;
    /** Null if the line is no JSON object. Steps change it in place and say so. */
    final @Nullable ObjectNode json;
    /** The request that this line answers; null if it answers none. */
    final @Nullable ObjectNode request;

    final List<Piece> before = new ArrayList<>();
    final List<Piece> after = new ArrayList<>();
    final List<Piece> reply = new ArrayList<>();
    final List<Layout> layouts = new ArrayList<>();
    final List<Rewording> rewordings = new ArrayList<>();
    boolean edited;
    boolean binary;
    boolean dropped;

    @Nullable
    String heldAs;

    Passing(
            PlantedConnection connection,
            Side from,
            Piece piece,
            @Nullable ObjectNode json,
            @Nullable ObjectNode request) {
        this.connection = connection;
        this.from = from;
        this.piece = piece;
        this.json = json;
        this.request = request;
    }

    Shared shared() {
        return connection.shared();
    }

    String text() {
        return new String(piece.bytes(), StandardCharsets.UTF_8);
    }

    /** The method of a request or notification; empty for anything else. */
    String method() {
        return json != null && json.path("method").isTextual()
                ? json.path("method").textValue()
                : "";
    }

    /** The method of the request that this answers; empty if it answers none. */
    String answered() {
        return request == null ? "" : request.path("method").asText("");
    }

    /** What a place of the line, or with {@code request:} of the request that it answers, holds. */
    @Nullable
    JsonNode at(String place) {
        if (place.startsWith("request:")) {
            return request == null ? null : Pointers.get(request, place.substring("request:".length()));
        }
        return json == null ? null : Pointers.get(json, place);
    }

    /** The line as it is to be passed on. */
    List<Piece> rendered() {
        byte[] bytes = edited && json != null ? Json.bytes(json) : piece.bytes();
        for (Rewording rewording : rewordings) {
            bytes = rewording.apply(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        }
        List<Piece> pieces = List.of(binary ? new Piece(bytes, true, Piece.Kind.BINARY) : piece.with(bytes));
        for (Layout layout : layouts) {
            List<Piece> next = new ArrayList<>();
            pieces.forEach(piece -> next.addAll(layout.lay(piece)));
            pieces = next;
        }
        return pieces;
    }

    /** A text replaced wherever a pattern is found. */
    record Rewording(java.util.regex.Pattern pattern, String with) {
        String apply(String text) {
            return pattern.matcher(text).replaceAll(with);
        }
    }
}
