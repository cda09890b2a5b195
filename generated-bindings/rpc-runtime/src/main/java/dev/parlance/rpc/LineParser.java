package dev.parlance.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's UTF-8 parser over a slice of an array, which can be set to the next slice when it has read one value to its
 * end: a malformed message costs only itself, and a good one costs no new parser (700 bytes each). One that has thrown
 * is thrown away.
 */
final class LineParser extends UTF8StreamJsonParser {
    /** Names seen are kept for the parser's life; a stranger that invents names must not fill the memory. */
    private static final int MAX_NAMES = 2_000;

    private final ByteQuadsCanonicalizer names;

    private LineParser(
            IOContext context,
            int features,
            @Nullable ObjectCodec codec,
            ByteQuadsCanonicalizer names,
            byte[] buffer,
            int start,
            int end) {
        super(context, features, null, codec, names, buffer, start, end, 0, false);
        this.names = names;
    }

    /** True where it has read one whole value and can go on with another message. */
    boolean reusable() {
        return !_closed && _parsingContext.inRoot() && _currToken == JsonToken.END_OBJECT && names.size() < MAX_NAMES;
    }

    /** Goes on with another message. */
    void restart(byte[] buffer, int start, int end) {
        _inputBuffer = buffer;
        _inputPtr = start;
        _inputEnd = end;
        _currInputProcessed = -start;
        _currInputRow = 1;
        _currInputRowStart = start;
        _currToken = null;
    }

    /** True where only white space follows. */
    boolean atEnd() {
        for (int i = _inputPtr; i < _inputEnd; i++) {
            byte next = _inputBuffer[i];
            if (next != ' ' && next != '\r' && next != '\t' && next != '\n') {
                return false;
            }
        }
        return true;
    }

    /** Makes such parsers; bounded as the limits say. */
    static final class Factory extends JsonFactory {
        private static final long serialVersionUID = 1L;

        Factory(Limits limits) {
            super(new JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(limits.nesting())
                            .maxStringLength(limits.messageBytes())
                            .maxNumberLength(1_000)
                            .build()));
        }

        LineParser parser(byte[] buffer, int start, int end) throws IOException {
            return (LineParser) createParser(buffer, start, end - start);
        }

        @Override
        protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context) {
            return new LineParser(
                    context,
                    _parserFeatures,
                    _objectCodec,
                    _byteSymbolCanonicalizer.makeChild(_factoryFeatures),
                    data,
                    offset,
                    offset + length);
        }
    }
}
