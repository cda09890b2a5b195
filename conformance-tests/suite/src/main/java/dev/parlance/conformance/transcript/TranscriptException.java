package dev.parlance.conformance.transcript;

import java.io.IOException;

/**
 * A recording cannot be read; the message names the line and what is wrong with it.
 *
 * <pre>{@code
 * session.jsonl:12: "dir" is missing
 * }</pre>
 */
public final class TranscriptException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With a message for the reader of the recording. */
    public TranscriptException(String message) {
        super(message);
    }
}
