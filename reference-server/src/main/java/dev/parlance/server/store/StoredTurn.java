package dev.parlance.server.store;

import dev.parlance.rpc.EncodedJson;
import org.jspecify.annotations.Nullable;

/**
 * A turn without its items.
 *
 * @param ordinal its place in the thread: grows from turn to turn; 0 before it is stored
 * @param id the turn's id
 * @param status as it stands on the wire: {@code inProgress}, {@code completed}, {@code interrupted}, {@code failed}
 * @param error the JSON of the turn's error, null for none
 * @param startedAtMs milliseconds since the Unix epoch
 * @param completedAtMs milliseconds since the Unix epoch, null while it runs
 * @param durationMs null while it runs
 */
public record StoredTurn(
        long ordinal,
        String id,
        String status,
        @Nullable EncodedJson error,
        long startedAtMs,
        @Nullable Long completedAtMs,
        @Nullable Long durationMs) {
    /** Status of a turn that runs. */
    public static final String IN_PROGRESS = "inProgress";

    /** Status of a turn that was stopped, or whose process died. */
    public static final String INTERRUPTED = "interrupted";

    /** A turn that begins. */
    public static StoredTurn begun(String id, long startedAtMs) {
        return new StoredTurn(0, id, IN_PROGRESS, null, startedAtMs, null, null);
    }

    /** True while it has no end. */
    public boolean running() {
        return status.equals(IN_PROGRESS);
    }
}
