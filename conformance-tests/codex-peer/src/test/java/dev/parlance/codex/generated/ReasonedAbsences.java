package dev.parlance.codex.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.SortedSet;
import java.util.TreeSet;

/** The written list of definitions that get no class, and why: {@code definitions-without-class.json}. */
final class ReasonedAbsences {
    private static final String LIST = "/definitions-without-class.json";

    private ReasonedAbsences() {}

    /** Those that hold for these sources. */
    static SortedSet<String> of(Generated generated) throws IOException {
        try (InputStream in = ReasonedAbsences.class.getResourceAsStream(LIST)) {
            JsonNode list = new ObjectMapper().readTree(in);
            SortedSet<String> names = new TreeSet<>();
            add(list.path("always"), names);
            if (generated == Generated.BEANS) {
                add(list.path("beans"), names);
            }
            return names;
        }
    }

    private static void add(JsonNode reasons, SortedSet<String> names) {
        reasons.properties()
                .forEach(reason -> reason.getValue().forEach(name -> {
                    if (reason.getKey().isBlank() || !names.add(name.textValue())) {
                        throw new IllegalArgumentException(LIST + ": no reason, or listed twice: " + name);
                    }
                }));
    }
}
