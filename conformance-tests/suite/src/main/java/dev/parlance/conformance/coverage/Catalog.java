package dev.parlance.conformance.coverage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that can be seen, in the order in which the schema was read. */
final class Catalog {
    private record Key(CoverageGroup group, String name) {}

    private record Cell(CoverageGroup group, String profile) {}

    private final Map<Key, Element> elements = new LinkedHashMap<>();
    private String profile = "";

    /** What is declared from here on and was not declared before belongs to that profile. */
    void enter(String name) {
        profile = name;
    }

    Element element(CoverageGroup group, String name) {
        return elements.computeIfAbsent(new Key(group, name), key -> new Element(group, profile, name));
    }

    /** One row a profile and group that has anything; profiles in the order given. */
    List<CoverageRow> rows(List<String> profiles) {
        Map<Cell, List<Element>> cells = new LinkedHashMap<>();
        for (Element element : elements.values()) {
            cells.computeIfAbsent(new Cell(element.group(), element.profile()), key -> new ArrayList<>())
                    .add(element);
        }
        List<CoverageRow> rows = new ArrayList<>();
        for (CoverageGroup group : CoverageGroup.values()) {
            for (String name : profiles) {
                List<Element> all = cells.get(new Cell(group, name));
                if (all != null) {
                    rows.add(row(group, name, all));
                }
            }
        }
        return rows;
    }

    private static CoverageRow row(CoverageGroup group, String profile, List<Element> all) {
        List<String> missing = all.stream()
                .filter(element -> !element.seen())
                .map(Element::name)
                .toList();
        return new CoverageRow(group, profile, all.size(), all.size() - missing.size(), missing);
    }
}
