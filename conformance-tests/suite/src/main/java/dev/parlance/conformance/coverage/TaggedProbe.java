package dev.parlance.conformance.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Objects told apart by the text of one member. */
record TaggedProbe(String tag, Map<String, Variant> variants) implements Probe {
    /** One of them. */
    record Variant(Element element, Probe object) {}

    @Override
    public void see(JsonNode value) {
        Variant variant = variants.get(value.path(tag).asText(""));
        if (variant != null) {
            variant.element().see();
            variant.object().see(value);
        }
    }
}
