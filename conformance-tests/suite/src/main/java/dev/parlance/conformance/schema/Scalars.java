package dev.parlance.conformance.schema;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shapes of values that hold no others. */
final class Scalars {
    static final Shape TEXT = (value, walk) -> {
        if (!value.isTextual()) {
            walk.mismatch(SchemaRule.REQUIRED, "a text", value);
        }
    };
    static final Shape BOOLEAN = (value, walk) -> {
        if (!value.isBoolean()) {
            walk.mismatch(SchemaRule.REQUIRED, "true or false", value);
        }
    };
    static final Shape NUMBER = (value, walk) -> {
        if (!value.isNumber()) {
            walk.mismatch(SchemaRule.REQUIRED, "a number", value);
        }
    };
    static final Shape NULL = (value, walk) -> {
        if (!value.isNull()) {
            walk.problem(SchemaRule.NULLNESS, "null", value);
        }
    };
    static final Shape ABSOLUTE_PATH = (value, walk) -> {
        if (!value.isTextual()) {
            walk.mismatch(SchemaRule.ABSOLUTE_PATHS, "an absolute path", value);
        } else if (!isAbsolute(value.textValue())) {
            walk.problem(SchemaRule.ABSOLUTE_PATHS, "an absolute path", value);
        } else {
            walk.exercise(SchemaRule.ABSOLUTE_PATHS);
        }
    };
    static final Shape BASE64 = (value, walk) -> {
        if (!value.isTextual()) {
            walk.mismatch(SchemaRule.BASE64, "Base64", value);
        } else if (!isBase64(value.textValue())) {
            walk.problem(SchemaRule.BASE64, "Base64", value);
        } else {
            walk.exercise(SchemaRule.BASE64);
        }
    };

    private Scalars() {}

    /** A value of any of several JSON types, nothing more being said of it. */
    static Shape anyOf(Set<String> types) {
        return (value, walk) -> {
            String type = value.isIntegralNumber() && !types.contains("number")
                    ? "integer"
                    : value.getNodeType().name().toLowerCase(Locale.ROOT);
            if (!types.contains(type)) {
                walk.mismatch(SchemaRule.REQUIRED, "one of the types " + types, value);
            }
        };
    }

    static Shape nullable(Shape inner) {
        return (value, walk) -> {
            if (!value.isNull()) {
                inner.judge(value, walk);
            }
        };
    }

    static Shape integer(BigInteger min, BigInteger max) {
        long low = min.bitLength() < 64 ? min.longValue() : Long.MIN_VALUE;
        boolean longEnough = max.bitLength() < 64;
        long high = longEnough ? max.longValue() : Long.MAX_VALUE;
        return (value, walk) -> {
            boolean fits = value.isIntegralNumber()
                    && (value.canConvertToLong()
                            ? value.longValue() >= low && value.longValue() <= high
                            : !longEnough && inRange(value.bigIntegerValue(), min, max));
            if (fits) {
                walk.exercise(SchemaRule.INTEGERS);
            } else {
                walk.mismatch(SchemaRule.INTEGERS, "a JSON integer from " + min + " to " + max, value);
            }
        };
    }

    /** Zero says unknown; what is far off is the other unit. */
    static Shape instant(Shape integer, boolean millis) {
        return (value, walk) -> {
            integer.judge(value, walk);
            if (!value.isIntegralNumber() || value.longValue() <= 0) {
                return;
            }
            long at = value.longValue();
            boolean plausible = millis
                    ? (at < 100_000_000L || at > 100_000_000_000L) && at < 100_000_000_000_000L
                    : at < 100_000_000_000L;
            if (plausible) {
                walk.exercise(SchemaRule.INSTANTS);
            } else {
                walk.problem(SchemaRule.INSTANTS, millis ? "Unix time in milliseconds" : "Unix time in seconds", value);
            }
        };
    }

    static BigInteger lowest(@Nullable String format) {
        return switch (format == null ? "int64" : format) {
            case "int32" -> BigInteger.valueOf(Integer.MIN_VALUE);
            case "uint", "uint16", "uint32", "uint64" -> BigInteger.ZERO;
            default -> BigInteger.valueOf(Long.MIN_VALUE);
        };
    }

    static BigInteger highest(@Nullable String format) {
        return switch (format == null ? "int64" : format) {
            case "int32" -> BigInteger.valueOf(Integer.MAX_VALUE);
            case "uint16" -> BigInteger.valueOf(65_535);
            case "uint32" -> BigInteger.valueOf(4_294_967_295L);
            case "uint", "uint64" -> BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
            default -> BigInteger.valueOf(Long.MAX_VALUE);
        };
    }

    private static boolean inRange(BigInteger value, BigInteger min, BigInteger max) {
        return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
    }

    private static boolean isAbsolute(String path) {
        return path.startsWith("/") || path.startsWith("\\\\") || path.matches("(?s)[A-Za-z]:[\\\\/].*");
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return text.length() % 4 == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
