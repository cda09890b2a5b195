package dev.parlance.conformance.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parlance.conformance.schema.UnionTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes probes of what can be one of several things. */
final class UnionCompiler {
    private final ProbeCompiler compiler;
    private final Schemas schemas;

    UnionCompiler(ProbeCompiler compiler, Schemas schemas) {
        this.compiler = compiler;
        this.schemas = schemas;
    }

    Probe compile(JsonNode union, String owner) {
        List<JsonNode> alternatives = Schemas.alternatives(union);
        if (alternatives.size() == 1) {
            return compiler.compile(alternatives.get(0), owner);
        }
        if (Schemas.isEnumeration(alternatives)) {
            return compiler.texts(alternatives, owner);
        }
        String tag = UnionTag.of(alternatives, schemas::resolve);
        return tag.isEmpty() ? choice(union, owner) : tagged(union, tag, alternatives, owner);
    }

    private Probe tagged(JsonNode union, String tag, List<JsonNode> alternatives, String owner) {
        Map<String, TaggedProbe.Variant> variants = new LinkedHashMap<>();
        for (JsonNode alternative : alternatives) {
            JsonNode object = schemas.resolve(alternative);
            String text = object.at("/properties/" + tag + "/const").textValue();
            Element element = compiler.variant(owner, text, alternative);
            String name = Schemas.referred(alternative);
            String inner = name.isEmpty() ? owner + "(" + text + ")" : name;
            variants.put(text, new TaggedProbe.Variant(element, compiler.object(object, union, inner, owner)));
        }
        return new TaggedProbe(tag, variants);
    }

    private Probe choice(JsonNode union, String owner) {
        List<ChoiceProbe.Alternative> all = new ArrayList<>();
        for (JsonNode alternative : flat(union)) {
            all.add(alternative(alternative, owner));
        }
        boolean textsAreListed = all.stream()
                .anyMatch(a -> a.type().equals("string") && a.texts().containsKey(""));
        if (textsAreListed) {
            all.replaceAll(UnionCompiler::withoutOpenText);
        }
        return new ChoiceProbe(List.copyOf(all));
    }

    /** Beside listed texts, "any text" is there for texts of the future and nothing that a subject has to show today. */
    private static ChoiceProbe.Alternative withoutOpenText(ChoiceProbe.Alternative alternative) {
        boolean open =
                alternative.type().equals("string") && alternative.texts().isEmpty();
        return open ? new ChoiceProbe.Alternative(null, "string", Set.of(), Map.of(), Probe.NOTHING) : alternative;
    }

    /** The alternatives, those of a union inside the union included. */
    private List<JsonNode> flat(JsonNode union) {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode alternative : Schemas.alternatives(union)) {
            JsonNode resolved = schemas.resolve(alternative);
            boolean inner = Schemas.isUnion(resolved) && !Schemas.isEnumeration(Schemas.alternatives(resolved));
            if (inner) {
                all.addAll(flat(resolved));
            } else {
                all.add(alternative);
            }
        }
        return all;
    }

    private ChoiceProbe.Alternative alternative(JsonNode schema, String owner) {
        JsonNode resolved = schemas.resolve(schema);
        String name = Schemas.referred(schema);
        Set<String> values = listed(resolved);
        if (!values.isEmpty()) {
            String inner = name.isEmpty() ? owner : name;
            return new ChoiceProbe.Alternative(
                    null, "string", Set.of(), Map.of("", values), compiler.texts(values, inner));
        }
        String type = Schemas.type(resolved);
        String title = title(resolved, name, type);
        String inner = name.isEmpty() ? owner + "(" + title + ")" : name;
        Probe value = type.equals("object")
                ? compiler.object(resolved, MissingNode.getInstance(), inner, inner)
                : compiler.compile(resolved, inner);
        Element element = element(owner, title, type, schema);
        return new ChoiceProbe.Alternative(
                element, type, Schemas.texts(resolved.path("required")), texts(resolved), value);
    }

    private @Nullable Element element(String owner, String title, String type, JsonNode schema) {
        return type.isEmpty() ? null : compiler.variant(owner, title, schema);
    }

    private static Set<String> listed(JsonNode schema) {
        if (!Schemas.isUnion(schema)) {
            return Schemas.enumerated(schema);
        }
        Set<String> values = new LinkedHashSet<>();
        Schemas.alternatives(schema).forEach(constant -> values.addAll(Schemas.enumerated(constant)));
        return values;
    }

    private static String title(JsonNode schema, String name, String type) {
        if (!name.isEmpty()) {
            return name;
        }
        Set<String> required = Schemas.texts(schema.path("required"));
        return type.equals("object") && !required.isEmpty() ? String.join("+", required) : type;
    }

    /** The texts that members of an object may have, where they are listed. */
    private Map<String, Set<String>> texts(JsonNode schema) {
        Map<String, Set<String>> texts = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : schema.path("properties").properties()) {
            Set<String> values = Schemas.enumerated(schemas.resolve(entry.getValue()));
            if (!values.isEmpty()) {
                texts.put(entry.getKey(), values);
            }
        }
        return texts;
    }
}
