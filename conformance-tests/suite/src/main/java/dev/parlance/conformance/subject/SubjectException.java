package dev.parlance.conformance.subject;

/**
 * A subject's file that cannot be used; the message says what is wrong, where, and what to do.
 *
 * <pre>{@code
 * catch (SubjectException e) { err.println(e.getMessage()); return ExitCode.USAGE; }
 * }</pre>
 */
public final class SubjectException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With that message. */
    public SubjectException(String message) {
        super(message);
    }
}
