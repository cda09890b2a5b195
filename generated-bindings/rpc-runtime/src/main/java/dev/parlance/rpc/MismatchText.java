package dev.parlance.rpc;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in words of JSON what databind says in words of Java: where the value is, and what was expected there. */
final class MismatchText {
    private static final Pattern MEMBER = Pattern.compile("[\\p{Alpha}_$][\\w$./-]*");
    private static final Pattern CLASS_NAME = Pattern.compile("\\b[a-z]\\w*(\\.\\w+){2,}");
    private static final int LONGEST = 300;

    private MismatchText() {}

    static DecodeException exception(JsonMappingException e) {
        String path = path(e);
        String what = what(e);
        return new DecodeException(path.isEmpty() ? what : path + ": " + what, e);
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : e.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.length() <= LONGEST ? path.toString() : path.substring(0, LONGEST) + '…';
    }

    private static String what(JsonMappingException e) {
        if (e instanceof ValueInstantiationException) {
            return refusal(e.getCause());
        }
        if (e instanceof InvalidTypeIdException) {
            return "unknown or missing discriminator";
        }
        if (e instanceof InvalidFormatException format && isEnum(format.getTargetType())) {
            return "not one of the allowed values";
        }
        if (e instanceof MismatchedInputException mismatch) {
            return "expected " + expected(mismatch.getTargetType());
        }
        return e.getCause() == null ? "unexpected value" : refusal(e.getCause());
    }

    private static boolean isEnum(@Nullable Class<?> type) {
        return type != null && type.isEnum();
    }

    /** What a constructor objected to: a generated one names the member it misses, a validating one says what is wrong. */
    private static String refusal(@Nullable Throwable cause) {
        String message = cause == null ? null : cause.getMessage();
        if (message == null || CLASS_NAME.matcher(message).find() || message.length() > LONGEST) {
            return "unexpected value";
        }
        if (cause instanceof NullPointerException) {
            return MEMBER.matcher(message).matches() ? "missing member `" + message + '`' : "unexpected value";
        }
        return cause instanceof IllegalArgumentException ? message : "unexpected value";
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (type == String.class || type.isEnum()) {
            return "a string";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "a boolean";
        }
        if (type == double.class
                || type == float.class
                || type == Double.class
                || type == Float.class
                || type == java.math.BigDecimal.class) {
            return "a number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "an integer" + range(type);
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? "an array" : "an object";
    }

    private static String range(Class<?> type) {
        if (type == Integer.class || type == int.class) {
            return " of 32 bits";
        }
        return type == Long.class || type == long.class ? " of 64 bits" : "";
    }
}
