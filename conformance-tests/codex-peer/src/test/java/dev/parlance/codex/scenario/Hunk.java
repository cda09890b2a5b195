package dev.parlance.codex.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * A place where two transcripts part: what the one has and what the other has instead, either of them possibly empty.
 *
 * @param real lines of the real server
 * @param ours lines of ours
 */
record Hunk(List<String> real, List<String> ours) {
    /** The places where two lists of lines differ, by their longest common part. */
    static List<Hunk> between(List<String> real, List<String> ours) {
        int[][] common = new int[real.size() + 1][ours.size() + 1];
        for (int i = real.size() - 1; i >= 0; i--) {
            for (int j = ours.size() - 1; j >= 0; j--) {
                common[i][j] = real.get(i).equals(ours.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Hunk> hunks = new ArrayList<>();
        Hunk open = new Hunk(new ArrayList<>(), new ArrayList<>());
        int i = 0;
        int j = 0;
        while (i < real.size() || j < ours.size()) {
            if (i < real.size() && j < ours.size() && real.get(i).equals(ours.get(j))) {
                i++;
                j++;
                open = open.closed(hunks);
            } else if (j == ours.size() || (i < real.size() && common[i + 1][j] >= common[i][j + 1])) {
                open.real.add(real.get(i++));
            } else {
                open.ours.add(ours.get(j++));
            }
        }
        open.closed(hunks);
        return hunks;
    }

    private Hunk closed(List<Hunk> hunks) {
        if (real.isEmpty() && ours.isEmpty()) {
            return this;
        }
        hunks.add(this);
        return new Hunk(new ArrayList<>(), new ArrayList<>());
    }
}
