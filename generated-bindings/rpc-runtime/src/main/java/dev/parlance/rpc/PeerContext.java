package dev.parlance.rpc;

import org.jspecify.annotations.Nullable;

/** What the parts of a peer share: its settings, and the way to tell of trouble. */
interface PeerContext {
    /** The bounds. */
    Limits limits();

    /** The dialect. */
    Dialect dialect();

    /** Tells the listener, whatever it throws. */
    void report(Diagnostic.Kind kind, String message, @Nullable Throwable cause);

    /** Ends the connection for that reason; does nothing if it has ended. */
    void end(ConnectionClosedException reason);
}
