package dev.parlance.server.store;

import dev.parlance.rpc.EncodedJson;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Values the tests of this package store. */
final class Samples {
    private Samples() {}

    static StoredThread thread(String id, long ms) {
        return StoredThread.builder()
                .id(id)
                .times(ms)
                .modelProvider("demo")
                .cwd("/work")
                .cliVersion("1.0")
                .build();
    }

    static StoredThread full(String id) {
        return StoredThread.builder()
                .id(id)
                .createdAtMs(1)
                .updatedAtMs(2)
                .recencyAtMs(3)
                .name("naïve 𝄞")
                .preview("a\u0000b")
                .model("m")
                .modelProvider("p")
                .reasoningEffort("high")
                .cwd("/w")
                .cliVersion("1.0")
                .originator("test")
                .source("exec")
                .threadSource("label")
                .forkedFromId("f")
                .archived(true)
                .gitSha("abc")
                .gitBranch("main")
                .gitOriginUrl("https://example.org/r.git")
                .settings(json("{\"a\":1}"))
                .tokenUsage(json("{\"b\":2}"))
                .build();
    }

    static EncodedJson json(String text) {
        return EncodedJson.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static List<EncodedJson> jsons(String... texts) {
        return List.of(texts).stream().map(Samples::json).toList();
    }

    static List<String> texts(List<EncodedJson> values) {
        return values.stream().map(EncodedJson::toString).toList();
    }

    /** Stores a new thread and opens its log. */
    static TurnLog open(ThreadStore store, String id) {
        ThreadClaim claim = store.claim(id);
        store.create(thread(id, 1_000), claim);
        return store.log(claim);
    }

    /** A whole turn of a user message and an answer, a context row each. */
    static void turn(TurnLog log, String turnId, long ms) {
        log.beginTurn(StoredTurn.begun(turnId, ms));
        log.appendItem(turnId, turnId + "-u", "userMessage", ms, ms, json("{\"id\":\"" + turnId + "-u\"}"));
        log.appendContext(turnId, jsons("\"" + turnId + " asks\""));
        log.appendItem(turnId, turnId + "-a", "agentMessage", ms, ms + 5, json("{\"id\":\"" + turnId + "-a\"}"));
        log.appendContext(turnId, jsons("\"" + turnId + " answers\""));
        log.endTurn(turnId, "completed", null, ms + 6, 6);
    }

    static List<String> turnIds(ThreadReader reader) {
        return reader.turns(Span.all()).stream().map(StoredTurn::id).toList();
    }

    static List<String> itemIds(ThreadReader reader) {
        return reader.items(Span.all(), null).items().stream()
                .map(StoredItem::id)
                .toList();
    }
}
