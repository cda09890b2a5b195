package dev.parlance.conformance.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges params, results and error data of each method by the schema of that method alone. Safe for several threads.
 *
 * <pre>{@code
 * SchemaJudge judge = new SchemaJudge(protocol);
 * judge.result("thread/start", result, false).problems().forEach(System.err::println);
 * }</pre>
 */
public final class SchemaJudge {
    private final Map<String, Shape> params = new HashMap<>();
    private final Map<String, Shape> results = new HashMap<>();
    private final Map<String, List<DataShape>> errors = new HashMap<>();
    private final Map<String, Boolean> paramsOptional = new HashMap<>();
    private final Shape envelope;

    /** Compiles all schemas of the method table. */
    public SchemaJudge(Protocol protocol) {
        ShapeCompiler compiler = new ShapeCompiler(protocol.schema());
        envelope = compiler.compile(JsonNodeFactory.instance
                .objectNode()
                .put("type", "object")
                .set("properties", protocol.schema().at("/x-envelope/ServerNotification")));
        JsonNode declaredErrors = protocol.schema().get("x-errors");
        for (Method method : protocol.methods().values()) {
            JsonNode paramsSchema = method.params();
            if (paramsSchema != null) {
                params.put(method.name(), compiler.compile(paramsSchema));
                paramsOptional.put(method.name(), method.paramsOptional());
            }
            JsonNode resultSchema = method.result();
            if (resultSchema != null) {
                results.put(method.name(), compiler.compile(resultSchema));
            }
            List<DataShape> data = new ArrayList<>();
            for (String name : method.errors()) {
                JsonNode error = declaredErrors.get(name);
                if (error.has("data")) {
                    data.add(new DataShape(error.get("code").intValue(), compiler.compile(error.get("data"))));
                }
            }
            errors.put(method.name(), data);
        }
    }

    private record DataShape(int code, Shape shape) {}

    /**
     * What was found.
     *
     * @param problems every deviation with its place, at most 50
     * @param exercised the rules that the value gave occasion to test
     */
    public record Finding(List<SchemaProblem> problems, Set<SchemaRule> exercised) {}

    /**
     * Judges the params of a message; null if the method is unknown.
     *
     * @param value the params, {@link MissingNode} if the message has none
     * @param experimental whether the connection opted in to experimental members
     * @param closedWorld whether undeclared members are to be noticed as {@link SchemaRule#UNDECLARED}
     */
    public @Nullable Finding params(String method, JsonNode value, boolean experimental, boolean closedWorld) {
        if (!errors.containsKey(method)) {
            return null;
        }
        Walk walk = new Walk(experimental, closedWorld);
        Shape shape = params.get(method);
        walk.enter("params");
        boolean absent = value.isMissingNode() || value.isNull();
        if (shape == null) {
            if (!absent && !(value.isObject() && value.isEmpty())) {
                walk.problem(SchemaRule.UNDECLARED, "no params", value);
            }
        } else if (value.isMissingNode()) {
            if (!paramsOptional.getOrDefault(method, false)) {
                walk.problem(SchemaRule.REQUIRED, "params", value);
            }
        } else if (!(value.isNull() && paramsOptional.getOrDefault(method, false))) {
            shape.judge(value, walk);
        }
        return new Finding(walk.problems(), walk.exercised());
    }

    /** Judges the result of a request; null if the method is unknown. */
    public @Nullable Finding result(String method, JsonNode value, boolean experimental) {
        Shape shape = results.get(method);
        if (shape == null) {
            return null;
        }
        Walk walk = new Walk(experimental, false);
        walk.enter("result");
        if (shape instanceof ObjectShape object && object.empty()) {
            if (value.isObject()) {
                walk.exercise(SchemaRule.EMPTY_RESULT);
            } else {
                walk.problem(SchemaRule.EMPTY_RESULT, "{}", value);
            }
        } else {
            shape.judge(value, walk);
        }
        return new Finding(walk.problems(), walk.exercised());
    }

    /** Whether a method is declared here at all; one of a newer version is not. */
    public boolean knows(String method) {
        return results.containsKey(method);
    }

    /** Whether a value has a member that results of that method must have: whatever is wrong with it, it is meant as one. */
    public boolean resemblesResult(String method, JsonNode value) {
        return results.get(method) instanceof ObjectShape object
                && object.requiredNames().stream().anyMatch(value::has);
    }

    /** Judges what a server's notification has beside its method and params. */
    public Finding envelope(JsonNode message) {
        Walk walk = new Walk(true, false);
        envelope.judge(message, walk);
        return new Finding(walk.problems(), walk.exercised());
    }

    /** Whether a value would do as the result of that method and is more than an empty object. */
    public boolean fitsResult(String method, JsonNode value) {
        Shape shape = results.get(method);
        return shape instanceof ObjectShape object
                && !object.requiredNames().isEmpty()
                && value.isObject()
                && Walk.fits(shape, value);
    }

    /**
     * Judges the data of an error; null if the method declares none for that code.
     *
     * @param data the data, {@link NullNode} where the message says null
     */
    public @Nullable Boolean errorDataFits(String method, int code, JsonNode data) {
        List<Shape> shapes = errors.getOrDefault(method, List.of()).stream()
                .filter(declared -> declared.code() == code)
                .map(DataShape::shape)
                .toList();
        return shapes.isEmpty() ? null : shapes.stream().anyMatch(shape -> Walk.fits(shape, data));
    }
}
