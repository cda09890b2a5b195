package dev.parlance.codegen.read.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * One run of the linker: which names are taken, which definitions are made and which still have to be. Definitions are made
 * from a queue, not by recursion, so that no schema can exhaust the stack.
 */
final class Linking {
    /** Longer names are no names; derived ones grow without end where a union repeats itself. */
    static final int MAX_NAME = 256;
    /** Twenty times the largest schema known. */
    private static final int MAX_DEFINITIONS = 20_000;
    /** Shared members are repeated in each variant, so a small file can ask for very many. */
    private static final int MAX_MEMBERS = 500_000;
    /** Unions and merges are looked through from each place that names them; the largest schema known takes 1,530 steps. */
    private static final int MAX_STEPS = 300_000;

    final SchemaDialect dialect;
    final Problems problems;
    final SchemaSet schemas;
    final TypeLinker types;
    final ShapeLinker shapes;
    private final SortedMap<TypeName, Definition> done = new TreeMap<>();
    private final Map<TypeName, Location> taken = new HashMap<>();
    private final Deque<Pending> queue = new ArrayDeque<>();
    private int members;
    private int steps;

    private record Pending(TypeName name, Schema schema, Supplier<Shape> shape) {}

    Linking(SchemaDialect dialect, Problems problems, SchemaSet schemas) {
        this.dialect = dialect;
        this.problems = problems;
        this.schemas = schemas;
        this.types = new TypeLinker(this);
        this.shapes = new ShapeLinker(this);
    }

    /** The others come after the roots, and the possible variants of unions last: their unions may want them otherwise. */
    SortedMap<TypeName, Definition> run(Collection<TypeName> roots, Collection<TypeName> others) {
        schemas.load(roots);
        roots.forEach(this::named);
        drain();
        others.stream().filter(name -> !schemas.onlyAlternative(name)).forEach(this::named);
        drain();
        others.forEach(this::named);
        drain();
        new AliasCycles(done, problems).report();
        return SharedMembers.complete(done);
    }

    private void drain() {
        while (!queue.isEmpty() && members <= MAX_MEMBERS && steps < MAX_STEPS) {
            Pending next = queue.remove();
            Doc doc = doc(next.schema());
            Location at = next.schema().at();
            done.put(next.name(), new Definition(next.name(), doc, next.shape().get(), at));
        }
    }

    /** The type of a definition of the schema; makes it if that was not done yet. */
    TypeRef named(TypeName name) {
        Schema schema = schemas.get(name);
        if (schema == null) {
            return TypeRef.Scalar.ANY;
        }
        if (!taken.containsKey(name)) {
            enqueue(name, schema, () -> shapes.shape(name, schema));
        }
        return new TypeRef.Named(name);
    }

    /** Makes a definition of the schema in another form than it would have by itself: as a variant without its tag. */
    TypeName variant(TypeName name, Schema schema, Supplier<Shape> shape) {
        enqueue(name, schema, shape);
        return name;
    }

    /** Makes a definition for something inline; reports a name that is taken. */
    TypeName derive(TypeName name, Schema schema, Supplier<Shape> shape) {
        Location other = schemas.isType(name) ? schemas.location(name) : taken.get(name);
        if (other != null) {
            problems.error(
                    schema.at(),
                    "the type made of this would be called '" + name + "', a name that is taken by " + other,
                    "give it or the other a definition with another name");
        } else {
            enqueue(name, schema, shape);
        }
        return name;
    }

    boolean isTaken(TypeName name) {
        return taken.containsKey(name);
    }

    private void enqueue(TypeName name, Schema schema, Supplier<Shape> shape) {
        taken.put(name, schema.at());
        int length = name.name().length();
        if (length > MAX_NAME || length == 0) {
            problems.error(
                    schema.at(),
                    "the type's name has " + length + " characters, 1 to " + MAX_NAME + " are allowed",
                    "give inner types names of their own");
        } else if (taken.size() <= MAX_DEFINITIONS) {
            queue.add(new Pending(name, schema, shape));
        } else if (taken.size() == MAX_DEFINITIONS + 1) {
            problems.error(
                    schema.at(), "more than " + MAX_DEFINITIONS + " types", "generate from a part of the schema");
        }
    }

    /** Counts a step through a union or merge; true where there were too many, which ends the run soon. */
    boolean isExhausted(Location at) {
        if (++steps == MAX_STEPS) {
            problems.error(at, "unions and merges nested too often to look through", "flatten them");
        }
        return steps >= MAX_STEPS;
    }

    /** Counts members as they are made. */
    void count(int made, Location at) {
        members += made;
        if (members > MAX_MEMBERS && members - made <= MAX_MEMBERS) {
            problems.error(
                    at, "more than " + MAX_MEMBERS + " members in all types", "share fewer members among variants");
        }
    }

    Doc doc(Schema schema) {
        return doc(schema.json());
    }

    Doc doc(JsonNode json) {
        return new Doc(json.path("description").asText(""), dialect.stability(json));
    }

    /** Follows references and wrappers down to the schema that says something; a circle ends after a while. */
    Schema resolve(Schema schema) {
        Schema at = schema;
        for (int steps = 0; steps < 100; steps++) {
            Schema inner = at.wrapped();
            TypeName ref = at.ref();
            if (ref != null) {
                inner = schemas.get(ref);
                if (inner == null) {
                    return at;
                }
            }
            if (inner == null) {
                return at;
            }
            at = inner;
        }
        return at;
    }

    /** Whether null is a value of it, also through references and alternatives. */
    boolean nullable(Schema schema) {
        return nullable(schema, 0);
    }

    /** Unions nest a few levels, circles for ever; both end. */
    private boolean nullable(Schema schema, int depth) {
        Schema at = schema;
        for (int steps = 0; steps < 100; steps++) {
            if (at.nullable()) {
                return true;
            }
            TypeName ref = at.ref();
            Schema inner = ref == null ? at.wrapped() : schemas.get(ref);
            if (inner == null) {
                boolean deep = depth < 3 && at.alternatives().stream().anyMatch(a -> nullable(a, depth + 1));
                return deep || at.isFree();
            }
            at = inner;
        }
        return false;
    }
}
