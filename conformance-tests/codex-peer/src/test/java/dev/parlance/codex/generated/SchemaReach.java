package dev.parlance.codex.generated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the printed schema's methods lead to, by its references alone: knows nothing of the generator's model, so that what
 * the generator overlooks shows.
 */
final class SchemaReach {
    private static final String ROOT = "#/definitions/";
    private static final String NAMESPACE = ROOT + "v2/";
    private static final List<String> UNIONS =
            List.of("ClientRequest", "ServerRequest", "ServerNotification", "ClientNotification");

    private final JsonNode bundle;
    private final SortedSet<String> reached = new TreeSet<>();
    private final Deque<JsonNode> open = new ArrayDeque<>();

    private SchemaReach(JsonNode bundle) {
        this.bundle = bundle;
    }

    /** How many methods a union has; {@code ClientRequest}, say. */
    static int methods(JsonNode bundle, String union) {
        return bundle.at("/definitions/" + union + "/oneOf").size();
    }

    /** The definitions that params and results lead to, with the namespace where they have one: {@code v2/Turn}. */
    static SortedSet<String> of(JsonNode bundle) {
        SchemaReach reach = new SchemaReach(bundle);
        UNIONS.forEach(union -> bundle.at("/definitions/" + union + "/oneOf")
                .forEach(method -> reach.open.add(method.at("/properties/params"))));
        // No reference leads to a result: the schema only prints it.
        reach.addResults(ROOT, bundle.path("definitions"));
        reach.addResults(NAMESPACE, bundle.at("/definitions/v2"));
        while (!reach.open.isEmpty()) {
            reach.open.remove().findValuesAsText("$ref").forEach(reach::add);
        }
        return reach.reached;
    }

    private void addResults(String prefix, JsonNode definitions) {
        definitions.properties().stream()
                .map(definition -> definition.getKey())
                .filter(name -> name.endsWith("Response") && !name.startsWith("JSONRPC"))
                .forEach(name -> add(prefix + name));
    }

    private void add(String reference) {
        JsonNode definition = bundle.at(reference.substring(1));
        if (!reference.startsWith(ROOT) || definition.isMissingNode()) {
            throw new IllegalArgumentException("the printed schema refers to " + reference + ", which it lacks");
        }
        if (reached.add(reference.substring(ROOT.length()))) {
            open.add(definition);
        }
    }
}
