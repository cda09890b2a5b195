package dev.parlance.conformance.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The members of an object; null shows nothing of a member. */
record ObjectProbe(Map<String, Member> members, Probe others) implements Probe {
    /** A declared member and what may be marked in it. */
    record Member(Element element, Probe value) {}

    @Override
    public void see(JsonNode value) {
        if (!value.isObject()) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            Member member = members.get(entry.getKey());
            if (member == null) {
                others.see(entry.getValue());
            } else if (!entry.getValue().isNull()) {
                member.element().see();
                member.value().see(entry.getValue());
            }
        }
    }
}
