package dev.parlance.codegen.read.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of an object, with all that is merged into it; filled by {@link Flattener}. */
final class Flat {
    final Map<String, Schema> properties = new LinkedHashMap<>();
    final Set<String> required = new LinkedHashSet<>();
    final List<List<String>> choices = new ArrayList<>();

    @Nullable
    Schema rest;

    boolean closed;
}
