package dev.parlance.conformance.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the method table.
 *
 * <pre>{@code
 * Method start = Protocol.load().methods().get("turn/start");
 * }</pre>
 *
 * @param name as on the wire
 * @param sender who sends it
 * @param request whether it is a request, else a notification
 * @param params schema of its params, null if it has none
 * @param paramsOptional whether the params may be left out or null
 * @param result schema of its result, null for a notification
 * @param errors names of its errors
 * @param stability {@code stable}, {@code experimental}, {@code deprecated}
 * @param profile the profile it belongs to
 */
public record Method(
        String name,
        Party sender,
        boolean request,
        @Nullable JsonNode params,
        boolean paramsOptional,
        @Nullable JsonNode result,
        List<String> errors,
        String stability,
        String profile) {
    /** Copies the list. */
    public Method {
        errors = List.copyOf(errors);
    }
}
