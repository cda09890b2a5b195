package dev.parlance.server.history;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.rpc.RpcException;
import org.jspecify.annotations.Nullable;

/** What is common to all cursors: they are opaque to clients, and refused where they were not given. */
final class Cursors {
    /** Far above what we give out. */
    static final int LONGEST = 512;

    /** Rows of one answer, whatever the client asks for. */
    private static final int MOST = 10_000;

    private Cursors() {}

    static RpcException invalid(String cursor) {
        String shown = cursor.length() > 200 ? cursor.substring(0, 200) + "…" : cursor;
        return AgentErrors.invalidCursor("invalid cursor: " + shown);
    }

    /** The number of rows to read: 0 counts as 1, as clients of the protocol are used to. */
    static int limit(@Nullable Long asked, int unasked) {
        if (asked == null) {
            return unasked;
        }
        if (asked < 0) {
            throw AgentErrors.invalidRequest("invalid params: limit: " + asked + " is less than 0");
        }
        return (int) Math.max(1, Math.min(asked, MOST));
    }
}
