package dev.parlance.conformance.replay;

import java.util.List;

/**
 * A place where two servers said something different, in normal form: ids numbered, times and texts left out.
 *
 * <pre>{@code
 * difference.recorded()   // ["turn/completed {turn:{id:#3,status:interrupted}}"]
 * }</pre>
 *
 * @param connection name of the connection
 * @param before what both said last, three messages at most
 * @param recorded what only the recorded server said here
 * @param recordedEvent number of the first of them in the recording; 0 if there is none
 * @param now what only the present server said here
 * @param nowEvent number of the first of them in the new transcript; 0 if there is none
 * @param after what both said next, two messages at most
 */
public record Difference(
        String connection,
        List<String> before,
        List<String> recorded,
        int recordedEvent,
        List<String> now,
        int nowEvent,
        List<String> after) {
    /** Copies the lists. */
    public Difference {
        before = List.copyOf(before);
        recorded = List.copyOf(recorded);
        now = List.copyOf(now);
        after = List.copyOf(after);
    }
}
