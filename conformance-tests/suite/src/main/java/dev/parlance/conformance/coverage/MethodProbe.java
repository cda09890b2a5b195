package dev.parlance.conformance.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Party;
import java.util.Set;

/**
 * What the messages of one method can mark.
 *
 * @param method the method
 * @param element the method itself
 * @param params what its params can mark
 * @param result what its result can mark
 * @param required members without which a result is none
 */
record MethodProbe(Method method, Element element, Probe params, Probe result, Set<String> required) {
    boolean isRequest() {
        return method.request();
    }

    /** Whether a message of that form and sender is a call of this method. */
    boolean isCall(Party sender, boolean request) {
        return method.sender() == sender && method.request() == request;
    }

    /** Only the client's requests have to be answered to count: what the server asks, it has shown by asking. */
    void called(JsonNode value) {
        if (!method.request() || method.sender() == Party.SERVER) {
            element.see();
        }
        params.see(value);
    }

    void answered(JsonNode value) {
        if (value.isObject() && required.stream().allMatch(value::has)) {
            element.see();
            result.see(value);
        }
    }
}
