package dev.parlance.conformance.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The declared texts of an enumeration. */
record TextProbe(Map<String, Element> values) implements Probe {
    @Override
    public void see(JsonNode value) {
        Element element = value.isTextual() ? values.get(value.textValue()) : null;
        if (element != null) {
            element.see();
        }
    }
}
