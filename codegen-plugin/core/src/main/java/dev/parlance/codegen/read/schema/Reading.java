package dev.parlance.codegen.read.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.Shape.JsonKind;
import dev.parlance.codegen.model.TypeName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The reading of one schema object, keyword by keyword; used once. */
final class Reading {
    private static final Pattern ALTERNATIVE = Pattern.compile("/(?:oneOf|anyOf)/\\d+$");
    private static final String NO_TEXT = "list texts, or drop the enum and describe the values";

    private final SchemaParser parser;
    private final JsonNode json;
    private final Location at;
    private final int depth;

    private final Set<JsonKind> kinds = EnumSet.noneOf(JsonKind.class);
    private boolean nullable;
    private boolean broken;

    Reading(SchemaParser parser, JsonNode json, Location at, int depth) {
        this.parser = parser;
        this.json = json;
        this.at = at;
        this.depth = depth;
    }

    Schema schema() {
        broken = parser.unknownKeywords(json, at);
        type();
        List<String> texts = texts();
        Schema items = items();
        Schema.Members members = members();
        List<Schema> parts = new ArrayList<>(list("allOf"));
        List<Schema> alternatives = alternatives(parts);
        boolean excludes = excludes();
        TypeName ref = ref();
        consistent(texts, items, members);
        boolean alone = kinds.isEmpty() && texts == null && items == null && members.isEmpty();
        if (ref != null && !(alone && parts.isEmpty() && alternatives.isEmpty() && !nullable)) {
            parts.add(0, reference(ref));
            ref = null;
        }
        return new Schema(
                new Schema.Origin(json, at, broken, excludes),
                new Schema.Types(kinds, nullable, texts, items),
                ref,
                members,
                parts,
                alternatives);
    }

    /** What is said of the values must be said of a kind of values. */
    private void consistent(@Nullable List<String> texts, @Nullable Schema items, Schema.Members members) {
        if (broken) {
            return;
        }
        boolean said =
                json.has("type") || json.has("$ref") || json.has("allOf") || json.has("oneOf") || json.has("anyOf");
        for (var field : json.properties()) {
            if (Keywords.LIMITS.contains(field.getKey()) && !said && texts == null) {
                wrong(
                        field.getKey(),
                        "'" + field.getKey() + "' limits values whose type is not said",
                        "write the type");
            }
        }
        if (!kinds.isEmpty() && !members.isEmpty() && !kinds.contains(JsonKind.OBJECT)) {
            wrong("type", "members are declared, but the type is no object", "write \"object\", or remove them");
        }
        if (!kinds.isEmpty() && items != null && !kinds.contains(JsonKind.ARRAY)) {
            wrong("type", "items are declared, but the type is no array", "write \"array\", or remove them");
        }
    }

    private Schema reference(TypeName ref) {
        return new Schema(
                new Schema.Origin(json, at, false, false),
                new Schema.Types(Set.of(), false, null, null),
                ref,
                Schema.Members.NONE,
                List.of(),
                List.of());
    }

    private void type() {
        JsonNode type = json.path("type");
        if (type.isTextual()) {
            type(type.textValue(), at.at("type"));
        } else if (type.isArray() && !type.isEmpty()) {
            for (int i = 0; i < type.size(); i++) {
                if (type.get(i).isTextual()) {
                    type(type.get(i).textValue(), at.at("type").at(i));
                } else {
                    wrong("type", "a type must be a text", "write one of JSON's types");
                }
            }
        } else if (!type.isMissingNode()) {
            wrong("type", "type must be a text or a list of texts", "write one of JSON's types");
        }
    }

    private void type(String name, Location where) {
        JsonKind kind = SchemaParser.jsonKind(name);
        if (name.equals("null")) {
            nullable = true;
        } else if (kind != null) {
            kinds.add(kind);
        } else {
            parser.problems.error(where, "unknown type '" + name + "'", "write one of JSON's types");
            broken = true;
        }
    }

    private @Nullable List<String> texts() {
        Set<String> values = new LinkedHashSet<>();
        JsonNode listed = json.path("enum");
        boolean constant = json.has("const");
        if (listed.isMissingNode() && !constant) {
            return null;
        }
        if (constant) {
            value(json.get("const"), at.at("const"), values);
        }
        if (!listed.isMissingNode() && (!listed.isArray() || listed.isEmpty())) {
            wrong("enum", "an enum must list at least one value", "list the values");
        }
        for (int i = 0; i < listed.size(); i++) {
            value(listed.get(i), at.at("enum").at(i), values);
        }
        kinds.remove(JsonKind.STRING);
        if (!kinds.isEmpty() && !broken) {
            wrong("type", "the values are texts, the type says otherwise", "write \"string\"");
        }
        return List.copyOf(values);
    }

    private void value(JsonNode value, Location where, Set<String> values) {
        if (value.isNull()) {
            nullable = true;
        } else if (!value.isTextual()) {
            parser.problems.error(where, "the value is " + SchemaParser.kindOf(value) + ", not a text", NO_TEXT);
            broken = true;
        } else if (value.textValue().length() > Linking.MAX_NAME) {
            parser.problems.error(
                    where, "the value is longer than " + Linking.MAX_NAME + " characters", "shorten the value");
            broken = true;
        } else if (!values.add(value.textValue())) {
            parser.problems.error(where, "the value '" + value.textValue() + "' is listed twice", "list it once");
        }
    }

    private @Nullable Schema items() {
        JsonNode items = json.path("items");
        if (items.isArray()) {
            wrong("items", "a list of item schemas (a tuple) is not supported", Keywords.remedy("prefixItems"));
            return null;
        }
        return items.isMissingNode() ? null : inner(items, at.at("items"));
    }

    private Schema.Members members() {
        Map<String, Schema> properties = new LinkedHashMap<>();
        JsonNode declared = json.path("properties");
        if (!declared.isMissingNode() && !declared.isObject()) {
            wrong("properties", "properties must be an object", "write a schema for each member");
        }
        for (var field : declared.properties()) {
            Location where = at.at("properties").at(field.getKey());
            if (field.getKey().length() > Linking.MAX_NAME) {
                parser.problems.error(
                        where, "the name is longer than " + Linking.MAX_NAME + " characters", "shorten the name");
                broken = true;
            } else {
                properties.put(field.getKey(), inner(field.getValue(), where));
            }
        }
        JsonNode rest = json.path("additionalProperties");
        boolean closed = rest.isBoolean() && !rest.booleanValue();
        Schema others = rest.isMissingNode() || closed ? null : inner(rest, at.at("additionalProperties"));
        JsonNode unevaluated = json.path("unevaluatedProperties");
        if (!unevaluated.isMissingNode() && !unevaluated.isBoolean()) {
            wrong("unevaluatedProperties", "only true and false are supported", "use additionalProperties");
        }
        closed |= unevaluated.isBoolean() && !unevaluated.booleanValue();
        return new Schema.Members(properties, required(properties), others, closed);
    }

    private Set<String> required(Map<String, Schema> properties) {
        Set<String> required = new LinkedHashSet<>();
        JsonNode listed = json.path("required");
        if (!listed.isMissingNode() && !listed.isArray()) {
            wrong("required", "required must be a list of texts", "list the members that must be there");
        }
        boolean elsewhere = json.has("$ref") || json.has("allOf") || json.has("oneOf") || json.has("anyOf");
        for (int i = 0; i < listed.size(); i++) {
            String name = listed.get(i).asText();
            Location where = at.at("required").at(i);
            if (!listed.get(i).isTextual()) {
                wrong("required", "required must be a list of texts", "list the members that must be there");
            } else if (!required.add(name)) {
                parser.problems.error(where, "the member '" + name + "' is listed twice", "list it once");
            } else if (!properties.containsKey(name) && !elsewhere) {
                parser.problems.error(
                        where, "the member '" + name + "' is required but not declared", "declare it in properties");
            }
        }
        return required;
    }

    private List<Schema> alternatives(List<Schema> parts) {
        boolean both = json.has("oneOf") && json.has("anyOf");
        if (both) {
            wrong(
                    "anyOf",
                    "oneOf and anyOf in one schema are not supported",
                    "give one of them a definition of its own");
        }
        List<Schema> all = new ArrayList<>(list(json.has("oneOf") ? "oneOf" : "anyOf"));
        int before = all.size();
        all.removeIf(Schema::isNullOnly);
        nullable |= all.size() < before;
        if (all.size() == 1 && before > 1) {
            parts.add(all.get(0));
            return List.of();
        }
        return all;
    }

    /** Supported only where it keeps the values of the sibling alternatives out of a catch-all. */
    private boolean excludes() {
        JsonNode not = json.path("not");
        if (not.isMissingNode()) {
            return false;
        }
        boolean tags =
                not.path("anyOf").isArray() && ALTERNATIVE.matcher(at.pointer()).find();
        for (JsonNode one : not.path("anyOf")) {
            tags &= one.path("properties").size() == 1 && one.path("required").size() == 1;
            for (JsonNode member : one.path("properties")) {
                tags &= member.path("const").isTextual();
            }
        }
        if (!tags) {
            wrong("not", "unsupported keyword 'not'", "list what is allowed in place of what is not");
        }
        return tags;
    }

    private List<Schema> list(String keyword) {
        JsonNode listed = json.path(keyword);
        if (listed.isMissingNode()) {
            return List.of();
        }
        if (!listed.isArray() || listed.isEmpty()) {
            wrong(keyword, keyword + " must list at least one schema", "list the schemas");
            return List.of();
        }
        List<Schema> out = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            out.add(inner(listed.get(i), at.at(keyword).at(i)));
        }
        return out;
    }

    private @Nullable TypeName ref() {
        JsonNode ref = json.path("$ref");
        if (ref.isMissingNode()) {
            return null;
        }
        if (!ref.isTextual()) {
            wrong("$ref", "$ref must be a text", "write a reference to a definition");
            return null;
        }
        TypeName name = parser.resolve(ref.textValue(), at);
        broken |= name == null;
        return name;
    }

    private Schema inner(JsonNode schema, Location where) {
        return parser.parse(schema, where, depth + 1);
    }

    private void wrong(String keyword, String reason, String remedy) {
        parser.problems.error(at.at(keyword), reason, remedy);
        broken = true;
    }
}
