package dev.parlance.conformance.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** Texts out of a declared set. */
record EnumShape(Set<String> values, Set<String> experimental, boolean extensible) implements Shape {
    @Override
    public void judge(JsonNode value, Walk walk) {
        if (!value.isTextual()) {
            walk.mismatch(SchemaRule.ENUM_VALUES, "a text out of " + String.join(", ", values), value);
            return;
        }
        String text = value.textValue();
        if (values.contains(text)) {
            walk.exercise(SchemaRule.ENUM_VALUES);
            if (experimental.contains(text) && !walk.experimentalAllowed()) {
                walk.problem(SchemaRule.EXPERIMENTAL, "a stable value: the client did not opt in", value);
            }
        } else if (!extensible || knownInAnotherCase(text)) {
            walk.problem(SchemaRule.ENUM_VALUES, "one of " + String.join(", ", values), value);
        }
    }

    /** New values are welcome in an extensible set; a known one in another dress is not new. */
    boolean knownInAnotherCase(String text) {
        return knownInAnotherCase(text, values);
    }

    /** The same of any names that are told apart by case. */
    static boolean knownInAnotherCase(String text, Collection<String> names) {
        String plain = plain(text);
        return names.stream().anyMatch(known -> plain(known).equals(plain));
    }

    private static String plain(String text) {
        return text.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }
}
