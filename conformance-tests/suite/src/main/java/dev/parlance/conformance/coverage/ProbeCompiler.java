package dev.parlance.conformance.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parlance.conformance.protocol.Party;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes probes of the schemas of what one party sends, and enters into the catalog what they can mark. */
final class ProbeCompiler {
    private final Schemas schemas;
    private final Party sender;
    private final Catalog catalog;
    private final Map<String, Probe> compiled = new HashMap<>();
    private final UnionCompiler unions;

    ProbeCompiler(Schemas schemas, Party sender, Catalog catalog) {
        this.schemas = schemas;
        this.sender = sender;
        this.catalog = catalog;
        this.unions = new UnionCompiler(this, schemas);
    }

    /** The probe of a schema; what has no name of its own is named after its owner. */
    Probe compile(JsonNode schema, String owner) {
        String name = Schemas.referred(schema);
        if (!name.isEmpty()) {
            return reference(name);
        }
        if (schema.has("allOf")) {
            return compile(schema.get("allOf").get(0), owner);
        }
        if (Schemas.isUnion(schema)) {
            return unions.compile(schema, owner);
        }
        if (schema.has("enum")) {
            return texts(Schemas.enumerated(schema), owner);
        }
        return switch (Schemas.type(schema)) {
            case "object" -> object(schema, MissingNode.getInstance(), owner, owner);
            case "array" -> array(compile(schema.path("items"), owner));
            default -> Probe.NOTHING;
        };
    }

    /** An object, with the members that all alternatives of its union share and that are named after the union. */
    Probe object(JsonNode schema, JsonNode union, String owner, String unionOwner) {
        Map<String, ObjectProbe.Member> members = new LinkedHashMap<>();
        members(union, unionOwner, members);
        members(schema, owner, members);
        schema.path("anyOf").forEach(choice -> members(choice, owner, members));
        JsonNode rest = schema.path("additionalProperties");
        Probe others = rest.isObject() ? compile(rest, owner + ".*") : Probe.NOTHING;
        return members.isEmpty() && others == Probe.NOTHING ? Probe.NOTHING : new ObjectProbe(members, others);
    }

    private void members(JsonNode schema, String owner, Map<String, ObjectProbe.Member> into) {
        for (Map.Entry<String, JsonNode> entry : schema.path("properties").properties()) {
            JsonNode member = entry.getValue();
            // A constant tells variants apart; they are counted as such.
            if (member.has("const")) {
                continue;
            }
            String name = owner + "." + entry.getKey();
            Element element = catalog.element(CoverageGroup.members(sender), name + Schemas.mark(member));
            Probe value = compile(member, name);
            into.putIfAbsent(entry.getKey(), new ObjectProbe.Member(element, value));
        }
    }

    Element variant(String owner, String name, JsonNode schema) {
        return catalog.element(CoverageGroup.variants(sender), owner + "(" + name + ")" + Schemas.mark(schema));
    }

    Probe texts(Set<String> values, String owner) {
        Map<String, Element> elements = new LinkedHashMap<>();
        values.forEach(value -> elements.put(value, text(owner, value, MissingNode.getInstance())));
        return new TextProbe(elements);
    }

    /** An enumeration whose values are listed one by one, each with a description and a stability of its own. */
    Probe texts(List<JsonNode> constants, String owner) {
        Map<String, Element> elements = new LinkedHashMap<>();
        for (JsonNode constant : constants) {
            String value = constant.get("const").textValue();
            elements.put(value, text(owner, value, constant));
        }
        return new TextProbe(elements);
    }

    private Element text(String owner, String value, JsonNode schema) {
        return catalog.element(CoverageGroup.values(sender), owner + ": " + value + Schemas.mark(schema));
    }

    private Probe reference(String name) {
        Probe known = compiled.get(name);
        if (known != null) {
            return known;
        }
        // Types may hold themselves: the name is taken before the probe is there.
        Later later = new Later();
        compiled.put(name, later);
        later.probe = compile(schemas.definition(name), name);
        compiled.put(name, later.probe);
        return later.probe;
    }

    private static Probe array(Probe items) {
        return items == Probe.NOTHING
                ? items
                : value -> {
                    if (value.isArray()) {
                        value.forEach(items::see);
                    }
                };
    }

    private static final class Later implements Probe {
        private Probe probe = NOTHING;

        @Override
        public void see(JsonNode value) {
            probe.see(value);
        }
    }
}
