package dev.parlance.conformance.coverage;

/** One thing that can be seen or not. */
final class Element {
    private final CoverageGroup group;
    private final String profile;
    private final String name;
    private boolean seen;

    Element(CoverageGroup group, String profile, String name) {
        this.group = group;
        this.profile = profile;
        this.name = name;
    }

    CoverageGroup group() {
        return group;
    }

    String profile() {
        return profile;
    }

    String name() {
        return name;
    }

    boolean seen() {
        return seen;
    }

    void see() {
        seen = true;
    }
}
