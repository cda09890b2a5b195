package dev.parlance.rpc;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the {@code error} member of an answer; what it lacks is replaced, since the call has failed in any case. */
final class ErrorReader {
    private ErrorReader() {}

    /** The parser stands on the value's first token, and on its last when this returns. */
    static RpcException read(JsonParser parser, Codec codec) throws IOException {
        int code = 0;
        String message = "the other end gave no message";
        @Nullable Object data = null;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new RpcException(code, message);
        }
        for (String name; (name = parser.nextFieldName()) != null; ) {
            JsonToken token = parser.nextToken();
            if (name.equals("code") && token == JsonToken.VALUE_NUMBER_INT) {
                code = code(parser);
            } else if (name.equals("message") && token == JsonToken.VALUE_STRING) {
                message = parser.getText();
            } else if (name.equals("data")) {
                data = codec.read(parser, Object.class);
            } else {
                parser.skipChildren();
            }
        }
        return new RpcException(code, message, data);
    }

    private static int code(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.INT ? parser.getIntValue() : 0;
    }
}
