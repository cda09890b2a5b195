package dev.parlance.codegen.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.codegen.model.TypeRef.Scalar;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Random values of types without structure, the awkward ones among them. */
final class RandomScalars {
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "id-1",
            "two words",
            "\u00e9\u4e2d\ud83d\ude00",
            "\"quoted\\\"",
            "line\nline\ttab",
            "\u0000\u2028",
            "null",
            "$ref");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Random random;

    RandomScalars(Random random) {
        this.random = random;
    }

    /** A value of the type; a small one where asked for. */
    JsonNode of(Scalar scalar, boolean small) {
        return switch (scalar) {
            case STRING -> JSON.textNode(text());
            case BOOLEAN -> JSON.booleanNode(random.nextBoolean());
            case INT32 -> JSON.numberNode(int32());
            case INT64 -> JSON.numberNode(int64());
            case BIG_INTEGER -> JSON.numberNode(integer());
            case NUMBER -> JSON.numberNode(number());
            case ANY_OBJECT -> object(small ? 0 : 2);
            case ANY -> any(small ? 0 : 2);
        };
    }

    String text() {
        return random.nextBoolean() ? "t" + random.nextInt(1_000) : TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private int int32() {
        return switch (random.nextInt(4)) {
            case 0 -> Integer.MIN_VALUE;
            case 1 -> Integer.MAX_VALUE;
            default -> random.nextInt(1_000);
        };
    }

    private long int64() {
        return switch (random.nextInt(4)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            default -> random.nextInt(1_000);
        };
    }

    private BigInteger integer() {
        return random.nextInt(3) == 0
                ? BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)
                : BigInteger.valueOf(random.nextInt(1_000));
    }

    private double number() {
        return switch (random.nextInt(4)) {
            case 0 -> -1.5e300;
            case 1 -> 0.1;
            default -> random.nextInt(1_000) / 8.0;
        };
    }

    private ObjectNode object(int depth) {
        ObjectNode object = JSON.objectNode();
        for (int i = random.nextInt(3); i > 0; i--) {
            object.set(text(), any(depth - 1));
        }
        return object;
    }

    private JsonNode any(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.textNode(text());
            case 2 -> JSON.booleanNode(random.nextBoolean());
            case 3 -> JSON.numberNode(int32());
            case 4 -> JSON.numberNode(integer());
            case 5 -> JSON.numberNode(number());
            case 6 -> object(depth);
            default -> array(depth);
        };
    }

    private ArrayNode array(int depth) {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
            array.add(any(depth - 1));
        }
        return array;
    }
}
