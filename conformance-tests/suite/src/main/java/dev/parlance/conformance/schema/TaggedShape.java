package dev.parlance.conformance.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** A union whose members say by a tag which of the variants they are. */
final class TaggedShape implements Shape {
    private final String tag;
    private final Map<String, Shape> variants;
    private final Set<String> experimental;
    private final boolean extensible;

    TaggedShape(String tag, Map<String, Shape> variants, Set<String> experimental, boolean extensible) {
        this.tag = tag;
        this.variants = variants;
        this.experimental = experimental;
        this.extensible = extensible;
    }

    @Override
    public void judge(JsonNode value, Walk walk) {
        if (!value.isObject()) {
            walk.mismatch(SchemaRule.DISCRIMINATOR, "an object with the tag " + tag, value);
            return;
        }
        JsonNode name = value.path(tag);
        if (!name.isTextual()) {
            walk.enter(tag);
            walk.problem(SchemaRule.DISCRIMINATOR, "the text that tells the variant", name);
            walk.leave();
            return;
        }
        walk.exercise(SchemaRule.DISCRIMINATOR);
        Shape variant = variants.get(name.textValue());
        if (variant != null) {
            walk.exercise(SchemaRule.ENUM_VALUES);
            if (experimental.contains(name.textValue()) && !walk.experimentalAllowed()) {
                walk.problem(SchemaRule.EXPERIMENTAL, "a stable variant: the client did not opt in", name);
            }
            variant.judge(value, walk);
        } else if (!extensible || EnumShape.knownInAnotherCase(name.textValue(), variants.keySet())) {
            walk.enter(tag);
            walk.problem(SchemaRule.ENUM_VALUES, "one of " + String.join(", ", variants.keySet()), name);
            walk.leave();
        }
    }
}
