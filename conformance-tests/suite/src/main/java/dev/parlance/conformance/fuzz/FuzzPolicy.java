package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be sent to a subject, and with what kinds of values: {@code policy.json} beside this class. Immutable.
 *
 * <pre>{@code
 * FuzzPolicy policy = FuzzPolicy.load();
 * policy.effect("feedback/upload");      // REACHING: not sent unless it is included by name
 * }</pre>
 */
public final class FuzzPolicy {
    private static final Set<String> GUARDED =
            Set.of("file", "folder", "configFile", "command", "env", "config", "text:key", "text:url", "text:model");

    private final JsonNode rows;
    private final Set<String> free;
    private final Set<String> contained;

    private FuzzPolicy(JsonNode rows) {
        this.rows = rows;
        this.free = texts(rows.get("free"));
        this.contained = texts(rows.get("contained"));
    }

    /** Reads the policy that this suite carries. */
    public static FuzzPolicy load() {
        try (InputStream in = FuzzPolicy.class.getResourceAsStream("policy.json")) {
            return new FuzzPolicy(new ObjectMapper().readTree(Objects.requireNonNull(in, "policy.json is missing")));
        } catch (IOException e) {
            throw new UncheckedIOException("the suite's own policy.json cannot be read", e);
        }
    }

    /** What a method can do. A method that the policy does not know is {@link Effect#REACHING}. */
    public Effect effect(String method) {
        if (free.contains(method)) {
            return Effect.FREE;
        }
        return contained.contains(method) ? Effect.CONTAINED : Effect.REACHING;
    }

    /** Whether somebody has decided about a method. */
    public boolean knows(String method) {
        return effect(method) != Effect.REACHING || rows.get("reaching").has(method);
    }

    /** Why a method is not sent unasked. */
    String reason(String method) {
        return rows.get("reaching").path(method).asText("nobody has looked at what it can do");
    }

    /** The request that any living server answers with a result. */
    String probeMethod() {
        return rows.get("probe").get("method").textValue();
    }

    JsonNode probeParams() {
        return rows.get("probe").get("params");
    }

    /** Methods sent once at the beginning, so that there are ids to speak of. */
    List<String> prologue() {
        return List.copyOf(texts(rows.get("prologue")));
    }

    /** Whether optional members of that name are left alone. */
    boolean avoids(String member) {
        return rows.get("never").has(member);
    }

    /** Whether an alternative of a method's params may be sent. */
    boolean allowsVariant(String method, JsonNode alternative) {
        JsonNode row = rows.get("variants").path(method);
        if (row.isMissingNode()) {
            return true;
        }
        String name = alternative
                .path("properties")
                .path(row.get("tag").textValue())
                .path("const")
                .asText("");
        return texts(row.get("only")).contains(name);
    }

    /** Whether whole params may be sent: a damaged tag must not turn them into a variant that is left out. */
    boolean allowsParams(String method, JsonNode params) {
        JsonNode row = rows.get("variants").path(method);
        JsonNode tag = row.isMissingNode() ? row : params.path(row.get("tag").textValue());
        return !tag.isTextual() || texts(row.get("only")).contains(tag.textValue()) || isOdd(tag.textValue());
    }

    /** What kind of value a member of that name bears; null if its schema says enough. */
    @Nullable
    String source(String member) {
        return rows.get("members").path(member).textValue();
    }

    /** Whether a member decides what is touched or run, so that no hostile text may stand in it. */
    boolean guarded(String member) {
        String source = source(member);
        return source != null && GUARDED.contains(source);
    }

    /** Texts to choose from. */
    List<String> texts(String kind) {
        List<String> all = new ArrayList<>();
        rows.get("texts").get(kind).forEach(text -> all.add(text.textValue()));
        return all;
    }

    JsonNode commands(String kind) {
        return rows.get("commands").get(kind);
    }

    /** The pool that a value belongs to; null if it is no id. */
    @Nullable
    String pool(String type, String member) {
        for (var pool : rows.get("pools").properties()) {
            for (JsonNode place : pool.getValue()) {
                String text = place.textValue();
                if (text.equals(type + "." + member) || text.equals("*." + member)) {
                    return pool.getKey();
                }
            }
        }
        return null;
    }

    private static boolean isOdd(String text) {
        return text.startsWith(Damager.UNKNOWN);
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> all = new LinkedHashSet<>();
        array.forEach(text -> all.add(text.textValue()));
        return all;
    }
}
