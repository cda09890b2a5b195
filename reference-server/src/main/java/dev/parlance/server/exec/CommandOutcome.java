package dev.parlance.server.exec;

import java.time.Duration;

/**
 * How a command ended.
 *
 * @param ending why it ended
 * @param exitCode what it returned, 128 and the signal's number where a signal ended it, {@value #TIMED_OUT_CODE} after
 *     a timeout, {@value #STOPPED_CODE} where it was stopped
 * @param output standard output and standard error in the order of their arrival; bytes that are no UTF-8 are U+FFFD;
 *     over the cap the middle is left out, and a mark says how much
 * @param omittedBytes how many bytes were left out of the output
 * @param wallTime from start to end
 */
public record CommandOutcome(Ending ending, int exitCode, String output, long omittedBytes, Duration wallTime) {
    /** The exit code that stands for a timeout, as of timeout(1). */
    public static final int TIMED_OUT_CODE = 124;

    /** The exit code that stands for a command that was stopped or could not be started. */
    public static final int STOPPED_CODE = -1;

    /** Why a command ended. */
    public enum Ending {
        /** By itself, or by a signal that was not ours. */
        EXITED,
        /** It was killed because its time was over. */
        TIMED_OUT,
        /** It was killed because somebody asked for it: an interrupted turn, or the end of the server. */
        STOPPED
    }
}
