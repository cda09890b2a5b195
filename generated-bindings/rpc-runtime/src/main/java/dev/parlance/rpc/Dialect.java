package dev.parlance.rpc;

import org.jspecify.annotations.Nullable;

/**
 * How a protocol speaks JSON-RPC: what it writes into the envelope and which codes its errors bear. On input every
 * dialect tolerates the {@code jsonrpc} member, present or not.
 *
 * <pre>{@code
 * Dialect codexLike = Dialect.plain().withCodes(Dialect.Codes.standard().withMethodNotFound(-32600));
 * }</pre>
 *
 * @param writesVersion true where {@code "jsonrpc":"2.0"} is written
 * @param stamp member of a notification's envelope that holds its sending time, in Unix milliseconds; null where there is none
 * @param answersMalformed true where a malformed message is answered by an error with a null id, false where it is
 *     dropped with a diagnostic
 */
public record Dialect(
        boolean writesVersion,
        boolean answersMalformed,
        @Nullable String stamp,
        Codes codes) {
    /** No {@code jsonrpc} member is written, and malformed messages are dropped. */
    public static Dialect plain() {
        return new Dialect(false, false, null, Codes.standard());
    }

    /** As the JSON-RPC 2.0 text says. */
    public static Dialect jsonRpc2() {
        return new Dialect(true, true, null, Codes.standard());
    }

    /** The same with other codes. */
    public Dialect withCodes(Codes value) {
        return new Dialect(writesVersion, answersMalformed, stamp, value);
    }

    /** The same with a time in every notification; {@code emittedAtMs} is what the Codex App Server writes. */
    public Dialect withStamp(String member) {
        return new Dialect(writesVersion, answersMalformed, member, codes);
    }

    /**
     * The codes of the errors that the runtime itself answers with.
     *
     * <pre>{@code
     * Dialect.Codes codes = Dialect.Codes.standard().withInvalidParams(-32600);
     * }</pre>
     *
     * @param parseError the text is no JSON
     * @param invalidRequest JSON, but no request
     * @param methodNotFound no handler of that name
     * @param invalidParams the params do not fit the method
     * @param internalError a handler failed
     * @param overload too many requests at once; the same request may succeed later
     */
    public record Codes(
            int parseError,
            int invalidRequest,
            int methodNotFound,
            int invalidParams,
            int internalError,
            int overload) {
        /** Those of JSON-RPC 2.0, and -32001 for overload. */
        public static Codes standard() {
            return new Codes(-32700, -32600, -32601, -32602, -32603, -32001);
        }

        /** The same with another {@link #methodNotFound()}. */
        public Codes withMethodNotFound(int value) {
            return new Codes(parseError, invalidRequest, value, invalidParams, internalError, overload);
        }

        /** The same with another {@link #invalidParams()}. */
        public Codes withInvalidParams(int value) {
            return new Codes(parseError, invalidRequest, methodNotFound, value, internalError, overload);
        }

        /** The same with another {@link #overload()}. */
        public Codes withOverload(int value) {
            return new Codes(parseError, invalidRequest, methodNotFound, invalidParams, internalError, value);
        }
    }
}
