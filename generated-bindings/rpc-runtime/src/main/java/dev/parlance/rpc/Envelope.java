package dev.parlance.rpc;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One message taken apart, its params or result decoded on the way. Reused for every message of a connection.
 *
 * <p>A value that comes before what its type depends on (params before the method, a result before the id), or that
 * does not fit its type, is skipped, and the message, which is still in memory, is read once more: rare, and cheaper
 * than keeping tokens.
 */
final class Envelope {
    static final int ID = 1;
    static final int METHOD = 2;
    static final int PARAMS = 4;
    static final int RESULT = 8;
    static final int ERROR = 16;

    private final Codec codec;
    private final MethodIndex index;
    private final Requests requests;
    /** What params of notifications that nothing handles are read as. */
    private final Class<?> otherParams;

    private int seen;
    private boolean decode;
    /** The member named twice; null if none was. */
    @Nullable
    String duplicate;

    boolean idValid;
    long id;
    /** Not null where the id is a string. */
    @Nullable
    String textId;

    boolean methodValid;
    /** The name, where no handler was found. */
    @Nullable
    String unknownMethod;

    MethodIndex.@Nullable Served served;
    /** The call that this answers; it stays registered. */
    @Nullable
    Call<?> call;
    /** Params or result, decoded. */
    @Nullable
    Object value;

    @Nullable
    RpcException error;
    /** Why the value could not be decoded. */
    @Nullable
    Exception mismatch;
    /** True where the value was skipped because its type was not known yet. */
    boolean deferred;

    Envelope(Codec codec, Handlers handlers, Requests requests) {
        this.codec = codec;
        this.index = new MethodIndex(handlers.entries());
        this.otherParams = handlers.ignoresOthers() ? Void.class : Object.class;
        this.requests = requests;
    }

    boolean has(int member) {
        return (seen & member) != 0;
    }

    /**
     * Reads a whole message.
     *
     * @return false where a value does not fit its type: the parser stands anywhere, {@link #mismatch} says why
     * @throws IOException if this is no JSON object
     */
    boolean scan(LineParser parser, boolean decodeValues) throws IOException {
        reset(decodeValues);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new DecodeException("not a JSON object");
        }
        for (String name; (name = parser.nextFieldName()) != null; ) {
            if (!member(parser, name)) {
                return false;
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT || !parser.atEnd()) {
            throw new DecodeException("something follows the message on its line");
        }
        return true;
    }

    private void reset(boolean decodeValues) {
        decode = decodeValues;
        seen = 0;
        duplicate = null;
        idValid = false;
        id = 0;
        textId = null;
        methodValid = false;
        unknownMethod = null;
        served = null;
        call = null;
        value = null;
        error = null;
        deferred = false;
        if (decodeValues) {
            mismatch = null;
        }
    }

    private boolean member(LineParser parser, String name) throws IOException {
        switch (name) {
            case "id" -> {
                mark(ID, name);
                readId(parser);
            }
            case "method" -> {
                mark(METHOD, name);
                readMethod(parser);
            }
            case "params" -> {
                mark(PARAMS, name);
                parser.nextToken();
                return readParams(parser);
            }
            case "result" -> {
                mark(RESULT, name);
                parser.nextToken();
                return readResult(parser);
            }
            case "error" -> {
                if (parser.nextToken() != JsonToken.VALUE_NULL) {
                    mark(ERROR, name);
                    error = ErrorReader.read(parser, codec);
                }
            }
            default -> {
                parser.nextToken();
                parser.skipChildren();
            }
        }
        return true;
    }

    private void mark(int member, String name) {
        if (has(member)) {
            duplicate = name;
        }
        seen |= member;
    }

    private void readId(LineParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        textId = null;
        idValid = false;
        if (token == JsonToken.VALUE_NUMBER_INT) {
            JsonParser.NumberType type = parser.getNumberType();
            if (type == JsonParser.NumberType.INT || type == JsonParser.NumberType.LONG) {
                id = parser.getLongValue();
                idValid = true;
            }
        } else if (token == JsonToken.VALUE_STRING) {
            textId = parser.getText();
            idValid = true;
        } else {
            parser.skipChildren();
        }
    }

    private void readMethod(LineParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return;
        }
        methodValid = true;
        served = index.find(parser);
        if (served == null) {
            unknownMethod = parser.getText();
        }
    }

    private boolean readParams(LineParser parser) throws IOException {
        if (!decode || (methodValid && served == null && has(ID))) {
            parser.skipChildren();
            return true;
        }
        if (!methodValid) {
            deferred = true;
            parser.skipChildren();
            return true;
        }
        return decodeParams(parser, served == null ? otherParams : served.method.params());
    }

    /** Params of a method that has none may be left out, null or any object. */
    private boolean decodeParams(LineParser parser, Class<?> type) {
        JsonToken token = parser.currentToken();
        if (served != null && type == Void.class && token != JsonToken.START_OBJECT && token != JsonToken.VALUE_NULL) {
            mismatch = new DecodeException("expected an object, or no params");
            return false;
        }
        return decode(parser, type);
    }

    private boolean readResult(LineParser parser) throws IOException {
        if (has(METHOD) || !decode) {
            parser.skipChildren();
            return true;
        }
        if (!has(ID)) {
            deferred = true;
            parser.skipChildren();
            return true;
        }
        call = textId == null && idValid ? requests.peek(id) : null;
        if (call == null) {
            parser.skipChildren();
            return true;
        }
        return decode(parser, call.method.result());
    }

    private boolean decode(LineParser parser, Class<?> type) {
        try {
            value = codec.read(parser, type);
            return true;
        } catch (IOException | RuntimeException e) {
            mismatch = e;
            return false;
        }
    }

    /** Reads the message once more for the value that was put off; false where it does not fit its type. */
    boolean scanDeferred(LineParser parser) throws IOException {
        boolean request = has(METHOD);
        Class<?> type = deferredType(request);
        if (type == null) {
            return true;
        }
        String wanted = request ? "params" : "result";
        parser.nextToken();
        for (String name; (name = parser.nextFieldName()) != null; ) {
            parser.nextToken();
            if (name.equals(wanted)) {
                return request ? decodeParams(parser, type) : decode(parser, type);
            }
            parser.skipChildren();
        }
        return true;
    }

    private @Nullable Class<?> deferredType(boolean request) {
        if (request) {
            if (!methodValid || !has(PARAMS)) {
                return null;
            }
            return served == null ? (has(ID) ? null : otherParams) : served.method.params();
        }
        call = textId == null && idValid ? requests.peek(id) : null;
        return call == null ? null : call.method.result();
    }
}
