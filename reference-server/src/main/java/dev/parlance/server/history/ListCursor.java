package dev.parlance.server.history;

import dev.parlance.server.store.ThreadQuery;
import dev.parlance.server.store.ThreadQuery.Filter;
import dev.parlance.server.store.ThreadQuery.Position;
import dev.parlance.server.store.ThreadQuery.Sort;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list of threads as text: instant, thread and a mark that ties both to the list, such as
 * {@code 2026-11-22T10:32:48.566Z|0199…|n5d41402a}. The mark begins with {@code a} if the thread itself belongs to the page.
 */
final class ListCursor {
    private final Sort sort;
    private final Filter filter;

    /** Cursors of lists of that order and filter; excluded threads may differ from page to page. */
    ListCursor(Sort sort, Filter filter) {
        this.sort = sort;
        this.filter = filter;
    }

    String write(Position position) {
        String place = Instant.ofEpochMilli(position.ms()) + "|" + position.threadId();
        return place + "|" + mark(place, position.inclusive());
    }

    /** The place a cursor of this list means. */
    Position read(String cursor) {
        String[] parts = cursor.length() > Cursors.LONGEST ? new String[0] : cursor.split("\\|", -1);
        if (parts.length != 3) {
            throw Cursors.invalid(cursor);
        }
        boolean inclusive = parts[2].startsWith("a");
        if (!parts[2].equals(mark(parts[0] + "|" + parts[1], inclusive))) {
            throw Cursors.invalid(cursor);
        }
        try {
            return new Position(Instant.parse(parts[0]).toEpochMilli(), parts[1], inclusive);
        } catch (DateTimeException | ArithmeticException e) {
            throw Cursors.invalid(cursor);
        }
    }

    private String mark(String place, boolean inclusive) {
        String list = Arrays.asList(
                        place,
                        inclusive,
                        sort,
                        filter.archived(),
                        filter.modelProviders(),
                        filter.sources(),
                        filter.cwds(),
                        filter.searchTerm())
                .toString();
        CRC32C sum = new CRC32C();
        sum.update(list.getBytes(StandardCharsets.UTF_8));
        return (inclusive ? "a" : "n") + String.format("%08x", sum.getValue());
    }

    /** What to ask the store for a page. */
    ThreadQuery query(boolean ascending, int limit, @Nullable String cursor) {
        return new ThreadQuery(sort, ascending, limit, cursor == null ? null : read(cursor), filter);
    }
}
