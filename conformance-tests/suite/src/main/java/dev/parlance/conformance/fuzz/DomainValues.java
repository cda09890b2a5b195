package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that mean something: ids given out before, paths below the run's own folders, commands that do no harm. */
final class DomainValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> FILES = List.of(
            "/note.txt", "/sub/deep/note.txt", "/new.txt", "/sub", "/missing/x", "/größe 🙂.txt", "/sub/../note.txt");
    private static final List<String> FOLDERS = List.of("", "", "/sub", "/missing", "/./sub");

    private final FuzzPolicy policy;
    private final Pools pools;

    DomainValues(FuzzPolicy policy, Pools pools) {
        this.policy = policy;
        this.pools = pools;
    }

    /** A value for a member of that name; null if its schema alone has to say. */
    @Nullable
    JsonNode find(String method, String member, String type, Draw draw) {
        String source = policy.source(member);
        if (source == null) {
            return null;
        }
        return switch (source) {
            case "command" -> command(type, draw);
            case "env" -> type.equals("object") ? NODES.objectNode().put("PARLANCE_FUZZ", "x") : null;
            case "config" -> type.equals("object") ? config(draw) : null;
            case "small" -> type.equals("integer") ? small(draw) : null;
            default -> texts(method, source, type, draw);
        };
    }

    /** Something in a free text that no particular source is named for. */
    String plain(Draw draw) {
        return draw.any(policy.texts("plain"));
    }

    private @Nullable JsonNode texts(String method, String source, String type, Draw draw) {
        if (type.equals("array")) {
            ArrayNode all = NODES.arrayNode();
            for (int i = draw.below(3); i > 0; i--) {
                all.add(text(method, source, draw));
            }
            return all;
        }
        return type.equals("string") || type.isEmpty() ? text(method, source, draw) : null;
    }

    private JsonNode text(String method, String source, Draw draw) {
        return switch (source) {
            case "folder" -> Templates.node(new Placeholder.PathIn("workspace", draw.any(FOLDERS)));
            case "file" -> Templates.node(new Placeholder.PathIn("workspace", draw.any(FILES)));
            case "configFile" -> Templates.node(new Placeholder.PathIn("home", "/config.toml"));
            case "pool:cursor" -> pools.pick("cursor@" + method, draw);
            default ->
                source.startsWith("pool:")
                        ? pools.pick(source.substring(5), draw)
                        : NODES.textNode(draw.any(policy.texts(source.substring(5))));
        };
    }

    private @Nullable JsonNode command(String type, Draw draw) {
        return switch (type) {
            case "array" -> any(policy.commands("argv"), draw);
            case "string" -> any(policy.commands("shell"), draw);
            default -> null;
        };
    }

    private static JsonNode any(JsonNode all, Draw draw) {
        return all.get(draw.below(all.size())).deepCopy();
    }

    private JsonNode config(Draw draw) {
        ObjectNode config = NODES.objectNode();
        List<String> keys = new ArrayList<>(policy.texts("key"));
        if (draw.oneIn(2)) {
            config.put(draw.any(keys), draw.oneIn(2));
        }
        return config;
    }

    private static JsonNode small(Draw draw) {
        return NODES.numberNode(draw.any(List.of(0, 1, 2, 3, 10, 100, 1_000)));
    }
}
