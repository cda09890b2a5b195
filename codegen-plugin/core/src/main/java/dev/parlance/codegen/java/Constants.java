package dev.parlance.codegen.java;

import dev.parlance.codegen.model.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Constant names for wire texts: {@code on-request} becomes {@code ON_REQUEST}; two that become one are a problem. */
final class Constants {
    /** A constant of a class file ends at 65,535 bytes, and no sane value is longer than this. */
    private static final int LONGEST = 1_000;

    private Constants() {}

    /** The texts by their constants' names, in the order given. */
    static Map<String, Integer> of(List<String> wires, Location location, Emission emission) {
        Map<String, Integer> names = new LinkedHashMap<>();
        for (int i = 0; i < wires.size(); i++) {
            String wire = wires.get(i);
            Integer earlier = names.putIfAbsent(Identifiers.constant(wire), i);
            if (earlier != null) {
                emission.problems()
                        .error(
                                location,
                                "the values " + wires.get(earlier) + " and " + wire + " both get the Java name "
                                        + Identifiers.constant(wire),
                                "rename one of them in the schema, or give the member the type string");
            }
            if (wire.length() > LONGEST) {
                emission.problems()
                        .error(
                                location,
                                "a value has " + wire.length() + " characters",
                                "shorten it to " + LONGEST + " or fewer");
            }
        }
        return names;
    }
}
