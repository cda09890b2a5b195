package dev.parlance.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request that reached the model, for assertions.
 *
 * <pre>{@code
 * ModelRequest second = model.awaitRequest(1, Duration.ofSeconds(10));
 * assertThat(second.callOutput("call_0_1")).get().asString().contains("rejected by user");
 * }</pre>
 */
public final class ModelRequest {
    private final String method;
    private final String path;
    private final Map<String, List<String>> headers;
    private final JsonNode body;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Outcome outcome;

    ModelRequest(String method, String path, Map<String, List<String>> headers, JsonNode body) {
        this.method = method;
        this.path = path;
        this.headers = headers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT), entry -> List.copyOf(entry.getValue())));
        this.body = body;
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    /** The path with its query, as the client wrote it. */
    public String path() {
        return path;
    }

    /** All headers, names in lower case. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** The body; Jackson's missing node when there was none or it was no JSON. Not to be changed. */
    public JsonNode body() {
        return body;
    }

    /** The items of {@code input}, in order. */
    public List<JsonNode> inputItems() {
        List<JsonNode> items = new ArrayList<>();
        body.path("input").forEach(items::add);
        return items;
    }

    /** The texts of the last message with the role {@code user}, joined. */
    public Optional<String> lastUserText() {
        String last = null;
        for (JsonNode item : body.path("input")) {
            if (item.path("role").asText().equals("user")) {
                last = text(item.path("content"));
            }
        }
        return Optional.ofNullable(last);
    }

    /**
     * What the client reported as the output of the call with this id, be it of a function or of a custom tool: a text
     * node or a list of content parts. Of several, the last.
     */
    public Optional<JsonNode> callOutput(String callId) {
        JsonNode last = null;
        for (JsonNode item : body.path("input")) {
            boolean isOutput = item.path("type").asText().endsWith("_call_output");
            if (isOutput && item.path("call_id").asText().equals(callId)) {
                last = item.path("output");
            }
        }
        return Optional.ofNullable(last);
    }

    /** Every tool put before the model, in {@code tools} or in an {@code additional_tools} item of the input. */
    public List<OfferedTool> offeredTools() {
        List<OfferedTool> tools = new ArrayList<>();
        collect(body.path("tools"), null, tools);
        for (JsonNode item : body.path("input")) {
            if (item.path("type").asText().equals("additional_tools")) {
                collect(item.path("tools"), null, tools);
            }
        }
        return tools;
    }

    /** Whether a tool of this name was offered, in whatever namespace. */
    public boolean offers(String toolName) {
        return offeredTools().stream().anyMatch(tool -> tool.name().equals(toolName));
    }

    /** Whether the answer was asked to follow a JSON schema. */
    public boolean wantsStructuredOutput() {
        return body.path("text").path("format").path("type").asText().equals("json_schema");
    }

    /**
     * The thread the request belongs to: {@code client_metadata.thread_id}, else {@code prompt_cache_key} (both are the
     * thread's id on codex 0.169.0).
     */
    public Optional<String> threadId() {
        JsonNode id = body.path("client_metadata").path("thread_id");
        JsonNode chosen = id.isTextual() ? id : body.path("prompt_cache_key");
        return Optional.ofNullable(chosen.textValue());
    }

    /**
     * Waits for the end of the answer.
     *
     * @throws IllegalStateException if it does not come within {@code limit}, or the waiting thread is interrupted
     */
    public Outcome awaitOutcome(Duration limit) {
        Waiting.require(ended, limit, "the answer to " + this + " did not end");
        Outcome known = outcome;
        if (known == null) {
            throw new IllegalStateException("an answer ended without an outcome");
        }
        return known;
    }

    void end(Outcome how) {
        outcome = how;
        ended.countDown();
    }

    /** Method and path. */
    @Override
    public String toString() {
        return method + " " + path;
    }

    private static void collect(JsonNode tools, @Nullable String namespace, List<OfferedTool> into) {
        for (JsonNode tool : tools) {
            String type = tool.path("type").asText();
            if (type.equals("namespace")) {
                collect(tool.path("tools"), tool.path("name").asText(), into);
            } else {
                into.add(new OfferedTool(type, tool.path("name").asText(type), namespace));
            }
        }
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            text.append(part.path("text").asText());
        }
        return text.toString();
    }
}
