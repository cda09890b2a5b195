package dev.parlance.conformance.coverage;

import java.util.List;

/**
 * How much of one kind of thing was seen, in one profile. A type that several profiles use is counted once, in the profile
 * with the most methods, so that the rows of a group can be added up.
 *
 * <pre>{@code
 * System.out.println(row.profile() + ", " + row.group().title() + ": " + row.seen() + "/" + row.total());
 * }</pre>
 *
 * @param group what is counted
 * @param profile the profile it belongs to
 * @param total how many the schema declares, more than 0
 * @param seen how many of them were seen
 * @param missing names of those that were not seen, in the order of the schema
 */
public record CoverageRow(CoverageGroup group, String profile, int total, int seen, List<String> missing) {
    /** Copies the list. */
    public CoverageRow {
        missing = List.copyOf(missing);
    }
}
