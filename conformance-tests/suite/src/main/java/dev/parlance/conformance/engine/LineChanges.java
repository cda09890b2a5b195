package dev.parlance.conformance.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which lines a change adds or removes on balance, whatever hunks it is told in: two diffs of one change may differ in
 * context and order, never in this.
 */
final class LineChanges {
    private static final Pattern HUNK = Pattern.compile("@@ -\\d+(?:,(\\d+))? \\+\\d+(?:,(\\d+))? @@.*");

    private final Map<String, Integer> balance = new HashMap<>();

    /** All lines of a file that comes or goes. */
    void whole(String content, int sign) {
        content.lines().forEach(line -> count(line, sign));
    }

    /** The lines of a unified diff. */
    void diff(String diff) {
        int removals = 0;
        int additions = 0;
        boolean unnumbered = false;
        for (String line : diff.split("\n", -1)) {
            Matcher hunk = HUNK.matcher(line);
            boolean inside = removals > 0 || additions > 0 || unnumbered;
            if (removals == 0 && additions == 0 && line.startsWith("@@")) {
                unnumbered = !hunk.matches();
                removals = unnumbered ? 0 : length(hunk.group(1));
                additions = unnumbered ? 0 : length(hunk.group(2));
            } else if (inside && line.startsWith("+")) {
                count(line.substring(1), 1);
                additions--;
            } else if (inside && line.startsWith("-")) {
                count(line.substring(1), -1);
                removals--;
            } else if (inside && !line.startsWith("\\")) {
                additions--;
                removals--;
            }
            additions = Math.max(0, additions);
            removals = Math.max(0, removals);
        }
    }

    private static int length(String group) {
        return group == null ? 1 : Integer.parseInt(group);
    }

    private void count(String line, int sign) {
        String plain = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        balance.merge(plain, sign, Integer::sum);
        balance.remove(plain, 0);
    }

    boolean none() {
        return balance.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LineChanges that && balance.equals(that.balance);
    }

    @Override
    public int hashCode() {
        return Objects.hash(balance);
    }
}
