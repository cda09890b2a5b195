package dev.parlance.server.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.agent.protocol.CodexErrorInfo;
import dev.parlance.agent.protocol.CodexErrorInfo.Value;
import dev.parlance.agent.protocol.CodexErrorInfoHttpConnectionFailed;
import dev.parlance.agent.protocol.CodexErrorInfoResponseTooManyFailedAttempts;
import dev.parlance.server.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request that got no stream.
 *
 * @param failure what the turn is told in the end
 * @param silentRetry true where the provider tries again by itself before it tells
 */
record HttpRefusal(ModelException failure, boolean silentRetry) {
    /**
     * The endpoint answered with a status other than 2xx.
     *
     * @param body as much of it as was read, free of secrets
     */
    static HttpRefusal of(int status, String body) {
        JsonNode error = error(body);
        ModelException known = Failures.byCode(
                Failures.code(error), Failures.bounded(error.path("message").asText("")));
        if (status >= 500) {
            return new HttpRefusal(either(known, Value.SERVER_OVERLOADED, unavailable(status)), true);
        }
        if (status == 429) {
            return new HttpRefusal(either(known, Value.USAGE_LIMIT_EXCEEDED, tooManyRequests()), false);
        }
        if (status == 400) {
            String text = body.isBlank() ? "the model endpoint refused the request: HTTP 400 without a body" : body;
            return new HttpRefusal(Failures.last(Failures.bounded(text), Value.OTHER), false);
        }
        if (status >= 300 && status < 400) {
            String text = "the model endpoint redirects (HTTP " + status
                    + "); redirects are not followed, so that the key stays with this origin: set base_url to the"
                    + " endpoint's final address";
            return new HttpRefusal(Failures.last(text, connectionFailed(status)), false);
        }
        String text = "unexpected status " + reason(status) + (body.isBlank() ? "" : ": " + Failures.bounded(body));
        return new HttpRefusal(Failures.again(text, connectionFailed(status), null), false);
    }

    /** The kind of failure with this status; null where no status came. */
    static CodexErrorInfo connectionFailed(@Nullable Integer status) {
        return new CodexErrorInfo.HttpConnectionFailed(CodexErrorInfoHttpConnectionFailed.builder()
                .httpStatusCode(status)
                .build());
    }

    /** The known failure if it is of this kind, or else the other. */
    private static ModelException either(@Nullable ModelException known, CodexErrorInfo kind, ModelException other) {
        return known != null && known.info().equals(kind) ? known : other;
    }

    private static ModelException unavailable(int status) {
        return new ModelException(
                "The model endpoint is in high demand or has a fault (" + reason(status) + "). Try again later.",
                Value.INTERNAL_SERVER_ERROR,
                null,
                true,
                null,
                null);
    }

    private static ModelException tooManyRequests() {
        return Failures.last(
                "exceeded retry limit, last status: " + reason(429),
                new CodexErrorInfo.ResponseTooManyFailedAttempts(CodexErrorInfoResponseTooManyFailedAttempts.builder()
                        .httpStatusCode(429)
                        .build()));
    }

    private static JsonNode error(String body) {
        try {
            return Json.MAPPER.readTree(body).path("error");
        } catch (IOException e) {
            return Json.MAPPER.missingNode();
        }
    }

    private static String reason(int status) {
        String phrase = switch (status) {
            case 401 -> " Unauthorized";
            case 402 -> " Payment Required";
            case 403 -> " Forbidden";
            case 404 -> " Not Found";
            case 408 -> " Request Timeout";
            case 409 -> " Conflict";
            case 413 -> " Content Too Large";
            case 422 -> " Unprocessable Content";
            case 429 -> " Too Many Requests";
            case 500 -> " Internal Server Error";
            case 502 -> " Bad Gateway";
            case 503 -> " Service Unavailable";
            case 504 -> " Gateway Timeout";
            default -> "";
        };
        return status + phrase;
    }
}
