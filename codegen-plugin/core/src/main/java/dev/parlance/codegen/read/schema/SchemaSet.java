package dev.parlance.codegen.read.schema;

import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.TypeName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parsed schemas that the roots lead to, and how often each is referred to. */
final class SchemaSet {
    private final Map<TypeName, NamedSchema> named;
    private final SchemaParser parser;
    private final Problems problems;
    private final boolean all;
    private final Map<TypeName, Schema> parsed = new HashMap<>();
    private final Map<TypeName, Integer> alternatives = new HashMap<>();
    private final Set<TypeName> elsewhere = new HashSet<>();
    private final Deque<TypeName> open = new ArrayDeque<>();

    SchemaSet(
            Map<TypeName, NamedSchema> named, RefResolver refs, SchemaDialect dialect, Problems problems, boolean all) {
        this.named = named;
        this.parser = new SchemaParser(refs, dialect, problems);
        this.problems = problems;
        this.all = all;
    }

    /** Parses what the roots lead to. */
    void load(Collection<TypeName> roots) {
        elsewhere.addAll(roots);
        open.addAll(roots);
        open.addAll(all ? named.keySet() : List.of());
        while (!open.isEmpty()) {
            TypeName next = open.remove();
            NamedSchema schema = named.get(next);
            if (schema != null && !parsed.containsKey(next)) {
                Schema read = parser.parse(schema);
                parsed.put(next, read);
                visit(read, false);
            }
        }
    }

    /** The schema of that name; null where there is none, which was reported. */
    @Nullable
    Schema get(TypeName name) {
        return parsed.get(name);
    }

    Location location(TypeName name) {
        NamedSchema schema = named.get(name);
        return schema == null ? new Location("", "") : schema.location();
    }

    /** True where nothing refers to it but one alternative of one union: it can be that union's variant itself. */
    boolean onlyAlternative(TypeName name) {
        return !elsewhere.contains(name) && alternatives.getOrDefault(name, 0) == 1;
    }

    /** True where it gets a definition; what is only merged into others does not. */
    boolean isType(TypeName name) {
        return parsed.containsKey(name) && (all || elsewhere.contains(name) || alternatives.containsKey(name));
    }

    private void visit(Schema schema, boolean alternative) {
        TypeName ref = schema.ref();
        if (ref != null) {
            refer(ref, schema, alternative);
        }
        Schema wrapped = schema.wrapped();
        for (Schema part : schema.parts()) {
            TypeName merged = part.ref();
            if (merged != null && wrapped == null) {
                follow(merged, part);
            } else {
                visit(part, alternative && wrapped != null);
            }
        }
        schema.alternatives().forEach(inner -> visit(inner, true));
        schema.members().properties().values().forEach(inner -> visit(inner, false));
        Schema rest = schema.members().rest();
        if (rest != null) {
            visit(rest, false);
        }
        Schema items = schema.types().items();
        if (items != null) {
            visit(items, false);
        }
    }

    private void refer(TypeName ref, Schema from, boolean alternative) {
        if (alternative) {
            alternatives.merge(ref, 1, Integer::sum);
        } else {
            elsewhere.add(ref);
        }
        follow(ref, from);
    }

    private void follow(TypeName ref, Schema from) {
        if (!named.containsKey(ref)) {
            problems.error(
                    from.at().at("$ref"),
                    "dangling $ref '" + from.json().path("$ref").asText() + "'",
                    "define it or correct the name");
        } else if (!parsed.containsKey(ref)) {
            open.add(ref);
        }
    }
}
