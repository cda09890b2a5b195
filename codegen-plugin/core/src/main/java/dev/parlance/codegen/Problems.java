package dev.parlance.codegen;

import dev.parlance.codegen.model.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Collects everything that is wrong with a schema, so that a user sees all of it at once.
 *
 * <pre>{@code
 * problems.error(location, "dangling $ref '#/$defs/Gone'", "define it or correct the name");
 * problems.throwIfAny();
 * }</pre>
 */
public final class Problems {
    /** More are counted, not kept: hostile input must not fill the memory. */
    private static final int KEPT = 1_000;

    private final List<Problem> found = new ArrayList<>();
    private int dropped;

    /**
     * One thing that is wrong.
     *
     * @param reason what is wrong, in one sentence without its end
     * @param remedy what to do about it
     */
    public record Problem(Location location, String reason, String remedy) {
        @Override
        public String toString() {
            return printable(location.toString()) + ": " + printable(reason) + "; " + printable(remedy);
        }
    }

    /** Notes an error at a place. */
    public void error(Location location, String reason, String remedy) {
        if (found.size() < KEPT) {
            found.add(new Problem(location, reason, remedy));
        } else {
            dropped++;
        }
    }

    /** True where nothing was noted. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** What was noted, in order; at most the first 1,000. */
    public List<Problem> all() {
        return Collections.unmodifiableList(found);
    }

    /** Ends the run if anything was noted. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new CodegenException(found, dropped);
        }
    }

    /** Schema text is hostile: control characters must not reach a terminal or forge lines of a log. */
    static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().limit(2_000).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
