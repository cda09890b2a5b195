package dev.parlance.conformance.wire;

import java.io.IOException;

/**
 * A server answered the request for a WebSocket with something other than 101.
 *
 * <pre>{@code
 * catch (UpgradeRefused refused) { assert refused.status() == 403; }
 * }</pre>
 */
public final class UpgradeRefused extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;

    UpgradeRefused(int status, String body) {
        super("the server refused the WebSocket with status " + status + (body.isBlank() ? "" : ": " + body.strip()));
        this.status = status;
        this.body = body;
    }

    /** The HTTP status, say 401. */
    public int status() {
        return status;
    }

    /** What came with it, at most 64 KiB; may be empty. */
    public String body() {
        return body;
    }
}
