package dev.parlance.server.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples by row and candidate, printed as medians with the ratio to a row's first candidate. */
final class Table {
    private final Map<String, Row> rows = new LinkedHashMap<>();

    private record Row(String unit, boolean moreIsBetter, Map<String, List<Double>> samples) {}

    /** A row; rows are printed in the order they are declared. */
    Table row(String name, String unit, boolean moreIsBetter) {
        rows.put(name, new Row(unit, moreIsBetter, new LinkedHashMap<>()));
        return this;
    }

    void add(String row, String candidate, double value) {
        Row known = rows.get(row);
        if (known == null) {
            throw new IllegalArgumentException("no row " + row);
        }
        known.samples.computeIfAbsent(candidate, name -> new ArrayList<>()).add(value);
    }

    /** Times better than the first candidate of the row: above 1 is better, be it time or rate. */
    void print(PrintStream out) {
        out.println("| what | unit | who | median | min | max | n | times better than the row's first |");
        out.println("|---|---|---|---:|---:|---:|---:|---:|");
        rows.forEach((name, row) -> {
            double first = Double.NaN;
            for (Map.Entry<String, List<Double>> each : row.samples.entrySet()) {
                double[] sorted =
                        each.getValue().stream().mapToDouble(v -> v).sorted().toArray();
                double median = sorted[sorted.length / 2];
                if (Double.isNaN(first)) {
                    first = median;
                }
                out.printf(
                        "| %s | %s | %s | %s | %s | %s | %d | %.2f |%n",
                        name,
                        row.unit,
                        each.getKey(),
                        text(median),
                        text(sorted[0]),
                        text(Arrays.stream(sorted).max().orElse(0)),
                        sorted.length,
                        row.moreIsBetter ? median / first : first / median);
            }
        });
    }

    private static String text(double value) {
        return value >= 1_000 ? String.format("%,.0f", value) : String.format("%.1f", value);
    }
}
