package dev.parlance.server.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which stored threads to list, and how.
 *
 * @param sort what to sort by; threads of one millisecond are sorted by id
 * @param ascending true for oldest first
 * @param limit most threads
 * @param start where to start; null for the end that comes first in this order
 * @param filter which threads count
 */
public record ThreadQuery(
        Sort sort, boolean ascending, int limit, @Nullable Position start, Filter filter) {
    /** What a list is sorted by. */
    public enum Sort {
        /** When the thread was created. */
        CREATED("created_ms"),
        /** When it last changed. */
        UPDATED("updated_ms"),
        /** When it was last of interest. */
        RECENCY("recency_ms");

        private final String column;

        Sort(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }

        /** That time of a thread. */
        public long of(StoredThread thread) {
            return switch (this) {
                case CREATED -> thread.createdAtMs();
                case UPDATED -> thread.updatedAtMs();
                case RECENCY -> thread.recencyAtMs();
            };
        }
    }

    /**
     * A place in a sorted list.
     *
     * @param ms the time sorted by
     * @param threadId the thread at that place, whether it is still there or not
     * @param inclusive whether it belongs to what is listed
     */
    public record Position(long ms, String threadId, boolean inclusive) {}

    /**
     * Conditions, all of which must hold. Null lists mean any.
     *
     * @param archived whether archived threads are listed, or the others
     * @param modelProviders one of these; null for any
     * @param sources one of these; null for any
     * @param cwds one of these, compared as text; null for any
     * @param searchTerm part of name or preview, case matters; null for any
     * @param excludedIds none of these; null for none
     */
    public record Filter(
            boolean archived,
            @Nullable List<String> modelProviders,
            @Nullable List<String> sources,
            @Nullable List<String> cwds,
            @Nullable String searchTerm,
            @Nullable List<String> excludedIds) {
        /** All threads that are not archived. */
        public static Filter none() {
            return new Filter(false, null, null, null, null, null);
        }
    }

    /** The newest threads by time of creation. */
    public static ThreadQuery newest(int limit) {
        return new ThreadQuery(Sort.CREATED, false, limit, null, Filter.none());
    }
}
