package dev.parlance.conformance.report;

import java.util.List;
import java.util.Locale;

/**
 * How much of the protocol a run has touched, ready to be shown. Whoever counts fills it; the reports only print it.
 *
 * <pre>{@code
 * new CoverageTable(List.of(new CoverageTable.Row(Group.METHODS, "core", 3, 2, List.of("turn/steer"))))
 * }</pre>
 *
 * @param rows in the order in which they are to be shown; rows of one group stand together
 */
public record CoverageTable(List<Row> rows) {
    /** Copies the list. */
    public CoverageTable {
        rows = List.copyOf(rows);
    }

    /** How many things of a group were seen, over all its rows. */
    public long seen(Group group) {
        return rows.stream()
                .filter(row -> row.group() == group)
                .mapToLong(Row::seen)
                .sum();
    }

    /** How many things there are in a group, over all its rows. */
    public long total(Group group) {
        return rows.stream()
                .filter(row -> row.group() == group)
                .mapToLong(Row::total)
                .sum();
    }

    /** What is counted. */
    public enum Group {
        /** Requests of the client that were answered with a result. */
        METHODS,
        /** Notifications of either side. */
        NOTIFICATIONS,
        /** Requests that the server sends. */
        SERVER_REQUESTS,
        /** Members of objects, by the definition they belong to. */
        MEMBERS,
        /** Values of enums and tags of unions, by definition. */
        ENUM_VALUES,
        /** Rules that were kept or broken at least once. */
        RULES;

        /** The words used in reports, say {@code server requests}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * One thing with parts of which some were seen.
     *
     * @param group what is counted
     * @param name say a profile, a definition or a family of rules
     * @param total how many parts there are
     * @param seen how many of them were seen, at most {@code total}
     * @param missing names of the others
     */
    public record Row(Group group, String name, long total, long seen, List<String> missing) {
        /** Copies the list. */
        public Row {
            if (seen < 0 || seen > total) {
                throw new IllegalArgumentException(
                        "coverage of " + name + ": " + seen + " seen of " + total + " cannot be");
            }
            missing = List.copyOf(missing);
        }
    }
}
