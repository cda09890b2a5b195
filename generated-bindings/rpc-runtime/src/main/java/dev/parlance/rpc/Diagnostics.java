package dev.parlance.rpc;

/**
 * Told what a peer survived. Called on the reading thread most of the time, so it must not block; what it throws is
 * ignored.
 *
 * <pre>{@code
 * Peer.builder(transport).diagnostics(event -> log.warn(event.message())).start();
 * }</pre>
 */
@FunctionalInterface
public interface Diagnostics {
    /** One event. */
    void report(Diagnostic event);

    /** Writes the event to the {@link System.Logger} named {@code dev.parlance.rpc}: the default listener. */
    static void log(Diagnostic event) {
        // Looked up each time: it is rare, and logging must not be loaded at start-up.
        System.Logger logger = System.getLogger("dev.parlance.rpc");
        String message = event.kind() + ": " + event.message();
        if (event.cause() == null) {
            logger.log(System.Logger.Level.WARNING, message);
        } else {
            logger.log(System.Logger.Level.WARNING, message, event.cause());
        }
    }
}
