package dev.parlance.conformance.cli;

/**
 * What the commands end with.
 *
 * <pre>{@code
 * System.exit(ExitCode.VIOLATIONS);
 * }</pre>
 */
public final class ExitCode {
    /** Everything judged was right. */
    public static final int RIGHT = 0;
    /** A rule was broken. */
    public static final int VIOLATIONS = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** Something needed for the judgement is missing or unreadable. */
    public static final int COULD_NOT_RUN = 3;
    /** A failure that the subject's file expects did not come. */
    public static final int STALE = 4;
    /** The suite itself is at fault. */
    public static final int OWN_FAULT = 5;

    private ExitCode() {}
}
