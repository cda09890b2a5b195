package dev.parlance.mutants.plant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Other ways to write a message than one compact line.
 *
 * <pre>{@code
 * Layout.PRETTY.lay(piece)
 * }</pre>
 */
public enum Layout {
    /** Over several lines. */
    PRETTY {
        @Override
        List<Piece> lay(Piece piece) {
            ObjectNode json = Json.object(piece.bytes());
            return json == null ? List.of(piece) : List.of(Piece.line(Json.pretty(json)));
        }
    },
    /** On one line, with blanks between the tokens. */
    SPACED {
        @Override
        List<Piece> lay(Piece piece) {
            ObjectNode json = Json.object(piece.bytes());
            return json == null
                    ? List.of(piece)
                    : List.of(Piece.line(" " + Json.pretty(json).replaceAll("\\R\\s*", " ") + " "));
        }
    },
    /** With the members of each object in opposite order. */
    REVERSED {
        @Override
        List<Piece> lay(Piece piece) {
            ObjectNode json = Json.object(piece.bytes());
            return json == null ? List.of(piece) : List.of(piece.with(Json.bytes(reversed(json))));
        }
    },
    /** Without LF at the end. */
    UNENDED {
        @Override
        List<Piece> lay(Piece piece) {
            return List.of(new Piece(piece.bytes(), false));
        }
    },
    /** With a byte missing in the first character of several bytes; with half a character in the first text if there is none. */
    CUT_CHARACTER {
        @Override
        List<Piece> lay(Piece piece) {
            byte[] bytes = piece.bytes();
            for (int i = 0; i < bytes.length; i++) {
                if ((bytes[i] & 0xC0) == 0xC0) {
                    byte[] cut = new byte[bytes.length - 1];
                    System.arraycopy(bytes, 0, cut, 0, i + 1);
                    System.arraycopy(bytes, i + 2, cut, i + 1, bytes.length - i - 2);
                    return List.of(piece.with(cut));
                }
            }
            String text = new String(bytes, StandardCharsets.ISO_8859_1).replaceFirst(":\"", ":\"\u00C3");
            return List.of(piece.with(text.getBytes(StandardCharsets.ISO_8859_1)));
        }
    },
    /** Twice on one line. */
    DOUBLED {
        @Override
        List<Piece> lay(Piece piece) {
            byte[] twice = Arrays.copyOf(piece.bytes(), piece.bytes().length * 2);
            System.arraycopy(piece.bytes(), 0, twice, piece.bytes().length, piece.bytes().length);
            return List.of(piece.with(twice));
        }
    },
    /** In two halves, of which the second follows after the next line. */
    TORN {
        @Override
        List<Piece> lay(Piece piece) {
            int half = piece.bytes().length / 2;
            return List.of(
                    new Piece(Arrays.copyOf(piece.bytes(), half), false),
                    new Piece(Arrays.copyOfRange(piece.bytes(), half, piece.bytes().length), piece.ended()));
        }
    };

    abstract List<Piece> lay(Piece piece);

    private static JsonNode reversed(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(reversed(element)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            Collections.reverse(names);
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            names.forEach(name -> copy.set(name, reversed(object.get(name))));
            return copy;
        }
        return node;
    }
}
