package dev.parlance.server.model;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parlance.agent.protocol.CodexErrorInfo.Value;
import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.server.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a Responses request. */
final class RequestBody {
    private RequestBody() {}

    // {"model":…,"input":[…],"tools":[…],"tool_choice":"auto",…,"stream":true,"store":false,…}
    static byte[] of(ModelRequest request) throws ModelException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16_384);
        try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
            write(request, json);
        } catch (IOException e) {
            throw new ModelException(
                    "the model request cannot be written as JSON; look at outputSchema and at injected items",
                    Value.OTHER,
                    null,
                    false,
                    null,
                    e);
        }
        return bytes.toByteArray();
    }

    private static void write(ModelRequest request, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", request.model());
        json.writeArrayFieldStart("input");
        for (ResponseItem item : ModelInput.of(request.input())) {
            Json.MAPPER.writeValue(json, item);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("tools");
        for (Map<String, Object> tool : request.tools()) {
            Json.MAPPER.writeValue(json, tool);
        }
        json.writeEndArray();
        json.writeStringField("tool_choice", "auto");
        json.writeBooleanField("parallel_tool_calls", true);
        writeReasoning(request.effort(), request.summary(), json);
        json.writeBooleanField("stream", true);
        json.writeBooleanField("store", false);
        if (request.serviceTier() != null) {
            json.writeStringField("service_tier", request.serviceTier());
        }
        json.writeStringField("prompt_cache_key", request.threadId());
        if (request.outputSchema() != null) {
            writeFormat(request.outputSchema(), json);
        }
        json.writeEndObject();
    }

    private static void writeReasoning(@Nullable String effort, @Nullable String summary, JsonGenerator json)
            throws IOException {
        // Of a summary, "none" is the absence: endpoints know no such value.
        boolean summarised = summary != null && !summary.equals("none");
        if (effort == null && !summarised) {
            return;
        }
        json.writeObjectFieldStart("reasoning");
        if (effort != null) {
            json.writeStringField("effort", effort);
        }
        if (summarised) {
            json.writeStringField("summary", summary);
        }
        json.writeEndObject();
        json.writeArrayFieldStart("include");
        json.writeString("reasoning.encrypted_content");
        json.writeEndArray();
    }

    private static void writeFormat(Object schema, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("text");
        json.writeObjectFieldStart("format");
        json.writeStringField("type", "json_schema");
        json.writeStringField("name", "codex_output_schema");
        json.writeBooleanField("strict", true);
        json.writeFieldName("schema");
        Json.MAPPER.writeValue(json, schema);
        json.writeEndObject();
        json.writeEndObject();
    }
}
