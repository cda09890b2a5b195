package dev.parlance.conformance.run;

import dev.parlance.conformance.play.Played;

/**
 * Hears of each scenario that was played; called from several threads, one at a time.
 *
 * <pre>{@code
 * suite.run(subject, options, (played, done, of) -> System.err.println(done + "/" + of));
 * }</pre>
 */
public interface Progress {
    /** Tells nobody. */
    Progress SILENT = (played, done, of) -> {};

    /** A scenario was played, the {@code done}th of {@code of}. */
    void played(Played played, int done, int of);
}
