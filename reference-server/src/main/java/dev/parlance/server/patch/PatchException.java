package dev.parlance.server.patch;

/** A patch that cannot be read, does not fit the files, or could not be written. The message is meant for the model. */
public final class PatchException extends Exception {
    /** With a message that says what, where, and what to do. */
    public PatchException(String message) {
        super(message);
    }

    /** With the cause, whose text is not shown to the model. */
    public PatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
