package dev.parlance.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTest extends LiveTest {
    private static final String NOBODY = "01a00000-0000-7000-8000-000000000000";

    @ParameterizedTest
    @Rule("ERR-4")
    @ValueSource(
            strings = {
                "thread/read",
                "thread/resume",
                "thread/fork",
                "thread/archive",
                "thread/unarchive",
                "thread/delete",
                "thread/turns/list",
                "thread/items/list",
                "thread/compact/start"
            })
    void aThreadThatIsNotThereIsAnError(String method) {
        JsonNode error = client.refused(method, id(NOBODY));

        assertThat(error.path("message").asText()).isNotBlank();
        client.refused(method, id("no id at all"));
        client.refused(method, id(""));
    }

    @Test
    @Rule("ERR-4")
    void aDomainFailureIsAnError() {
        String threadId = thread();
        client.refused("turn/interrupt", "{\"threadId\":\"" + threadId + "\",\"turnId\":\"" + NOBODY + "\"}");
        client.refused(
                "turn/steer",
                "{\"threadId\":\"" + threadId + "\",\"expectedTurnId\":\"" + NOBODY
                        + "\",\"input\":[{\"type\":\"text\",\"text\":\"x\"}]}");
        client.refused("thread/name/set", "{\"threadId\":\"" + threadId + "\",\"name\":\"  \"}");
        client.refused("thread/shellCommand", "{\"threadId\":\"" + threadId + "\",\"command\":\" \"}");
        client.refused("thread/start", "{\"modelProvider\":\"none of ours\"}");
        client.refused("thread/list", "{\"cursor\":\"garbage\"}");
        client.refused("model/list", "{\"cursor\":\"garbage\"}");
        client.refused("config/value/write", "{\"keyPath\":\"\",\"value\":1,\"mergeStrategy\":\"replace\"}");
        client.refused("account/login/cancel", "{\"loginId\":\"nope\"}");
    }

    @Test
    @Rule({"ERR-2", "ERR-6"})
    void tooLongAnInputIsRefusedWithItsMeasures() {
        String threadId = thread();
        JsonNode error = client.refused("turn/start", LiveClient.turn(threadId, "x".repeat((1 << 20) + 1)));

        assertThat(error)
                .hasToString("{\"code\":-32602,\"message\":\"Input exceeds the maximum length of 1048576 characters.\","
                        + "\"data\":{\"input_error_code\":\"input_too_large\",\"max_chars\":1048576,"
                        + "\"actual_chars\":1048577}}");
        assertThat(client.received("turn/started")).isEmpty();
    }

    @Test
    @Rule("ERR-6")
    void theDataOfAConfigurationErrorFitsItsSchema() {
        JsonNode error = client.refused(
                "config/value/write",
                "{\"keyPath\":\"model\",\"value\":\"x\",\"mergeStrategy\":\"replace\",\"expectedVersion\":\"sha256:0\"}");

        assertThat(error.at("/data/config_write_error_code").asText()).isEqualTo("configVersionConflict");
        TranscriptRules.all().assertKept(client);
    }

    /** Nobody reads while the requests are written: answers pile up, and none may be lost. */
    @Test
    @Rule({"ERR-5", "RPC-2", "RPC-3"})
    void aFloodIsAnsweredToTheLastRequest() {
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            client.ask("model/list", "{}");
        }
        client.settle();
        Map<Integer, Integer> codes = new TreeMap<>();
        client.awaitAnswers(count + 2);
        for (JsonNode message : client.received()) {
            if (!message.has("method")) {
                codes.merge(message.at("/error/code").asInt(), 1, Integer::sum);
            }
        }

        assertThat(codes.keySet()).isSubsetOf(0, -32001);
        assertThat(client.request("model/list", "{}").path("data")).isNotEmpty();
        TranscriptRules.all().assertKeptToTheEnd(client);
    }

    @Test
    @Rule("ERR-5")
    void whatIsTooMuchIsRefusedAsOverloadAndMayBeRepeated() throws Exception {
        try (BusyStore busy = BusyStore.of(client, folder)) {
            String rename = "{\"threadId\":\"" + busy.threadId() + "\",\"name\":\"new\"}";
            int count = 3_000;
            for (int i = 0; i < count; i++) {
                client.ask("thread/name/set", rename);
            }
            JsonNode refused = client.await(message -> message.has("error"));
            assertThat(refused.at("/error/code").asInt()).isEqualTo(-32001);
            busy.release();
            client.awaitAnswers(count + 3);
            client.request("thread/name/set", rename);
        }
        TranscriptRules.all().assertKeptToTheEnd(client);
    }
}
