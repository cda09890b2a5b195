package dev.parlance.codegen;

import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.read.SchemaReader;
import dev.parlance.codegen.read.Sources;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the reader of a schema: the one that the user named, else the only one that recognizes it. */
final class DialectDetection {
    private static final Location OPTION = new Location("dialect", "");

    private final List<SchemaReader> readers;

    DialectDetection() {
        readers = ServiceLoader.load(SchemaReader.class, DialectDetection.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** Empty where there is none, which is noted. */
    Optional<SchemaReader> readerOf(Sources sources, @Nullable String dialect, Problems problems) {
        if (dialect != null) {
            Optional<SchemaReader> named =
                    readers.stream().filter(r -> r.dialect().equals(dialect)).findFirst();
            if (named.isEmpty()) {
                problems.error(
                        OPTION,
                        "there is no dialect '" + dialect + "'",
                        NearNames.hint(dialect, names(readers), "known are " + names(readers)));
            }
            return named;
        }
        List<SchemaReader> fitting =
                readers.stream().filter(r -> r.recognizes(sources)).toList();
        if (fitting.size() == 1) {
            return Optional.of(fitting.get(0));
        }
        String file =
                sources.documents().isEmpty() ? "" : sources.documents().get(0).name();
        problems.error(
                new Location(file, ""),
                fitting.isEmpty()
                        ? "the schema is of no known dialect"
                        : "the schema looks like several dialects: " + names(fitting),
                "name the dialect, one of " + names(fitting.isEmpty() ? readers : fitting));
        return Optional.empty();
    }

    private static List<String> names(List<SchemaReader> readers) {
        return readers.stream().map(SchemaReader::dialect).sorted().toList();
    }
}
