package dev.parlance.server.exec;

/** A command could not be started; the message says why and can be shown to users and models. */
public final class CommandNotStartedException extends Exception {
    /** With the reason. */
    public CommandNotStartedException(String message) {
        super(message);
    }

    /** With the reason and what was caught. */
    public CommandNotStartedException(String message, Throwable cause) {
        super(message, cause);
    }
}
