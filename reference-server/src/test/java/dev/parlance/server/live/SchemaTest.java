package dev.parlance.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest extends LiveTest {
    /** One of every request that is served, and every kind of item; {@link TranscriptRules} holds all to the schema. */
    @Test
    @Rule({
        "SCH-1", "SCH-2", "SCH-3", "SCH-4", "SCH-5", "SCH-6", "SCH-7", "SCH-8", "SCH-9", "SCH-10", "SCH-11", "SCH-12",
        "RPC-5", "RPC-7", "CAP-3"
    })
    void everythingSaidFitsItsSchema() throws Exception {
        String threadId = client.startThread(
                "{\"cwd\":\"" + folder + "\",\"sandbox\":\"danger-full-access\"," + "\"approvalPolicy\":\"never\"}");
        for (String text :
                List.of("hello", "think", "plan one; two", "run echo x", "write a.txt: b", "flaky", "fail")) {
            client.runTurn(threadId, text);
        }
        conversation(threadId);
        requests(threadId);

        assertThat(items()).contains("userMessage", "agentMessage", "reasoning", "commandExecution", "fileChange");
        TranscriptRules.all().assertKeptToTheEnd(client);
    }

    private List<String> items() {
        return client.received("item/completed").stream()
                .map(message -> message.at("/params/item/type").asText())
                .toList();
    }

    private void conversation(String threadId) {
        client.request("thread/shellCommand", "{\"threadId\":\"" + threadId + "\",\"command\":\"echo shell\"}");
        client.awaitMethod("turn/completed", 7);
        client.request("thread/compact/start", id(threadId));
        client.awaitMethod("turn/completed", 8);
        String asked = client.startThread("{\"cwd\":\"" + folder + "\",\"approvalPolicy\":\"untrusted\"}");
        String turnId = client.startTurn(asked, "run echo asked");
        client.decide(client.awaitMethod("item/commandExecution/requestApproval"), "accept");
        client.completed(turnId);
    }

    private void requests(String threadId) throws Exception {
        String page = "{\"threadId\":\"" + threadId + "\",\"limit\":2";
        client.request("thread/name/set", "{\"threadId\":\"" + threadId + "\",\"name\":\"n\"}");
        client.request(
                "thread/metadata/update", "{\"threadId\":\"" + threadId + "\",\"gitInfo\":{\"branch\":\"main\"}}");
        client.request("thread/read", "{\"threadId\":\"" + threadId + "\",\"includeTurns\":true}");
        client.request("thread/list", "{\"limit\":1}");
        client.request("thread/turns/list", page + ",\"itemsView\":\"full\"}");
        client.request("thread/items/list", page + "}");
        client.request("thread/resume", id(threadId));
        String fork =
                client.request("thread/fork", id(threadId)).at("/thread/id").asText();
        client.request(
                "thread/inject_items",
                "{\"threadId\":\"" + fork + "\",\"items\":[{\"type\":\"message\",\"role\":\"user\",\"content\":[]}]}");
        client.request("thread/unsubscribe", id(fork));
        client.request("thread/archive", id(fork));
        client.request("thread/unarchive", id(fork));
        client.request("thread/delete", id(fork));
        Files.writeString(folder.resolve("home/config.toml"), "model = \"demo\"\n");
        client.request("config/read", "{\"includeLayers\":true}");
        client.request("config/value/write", "{\"keyPath\":\"model\",\"value\":\"d\",\"mergeStrategy\":\"upsert\"}");
        client.request("config/batchWrite", "{\"edits\":[]}");
        client.request("configRequirements/read", "{}");
        client.request("model/list", "{\"limit\":1}");
        client.request("modelProvider/list", "{}");
        client.request("modelProvider/capabilities/read", "{}");
        client.request("account/login/start", "{\"type\":\"apiKey\",\"apiKey\":\"k\"}");
        client.awaitMethod("account/login/completed");
        client.request("account/read", "{}");
        client.request("account/logout", "{}");
        String turns = client.request("thread/turns/list", id(threadId))
                .at("/data/0/id")
                .asText();
        client.request("thread/revert", "{\"threadId\":\"" + threadId + "\",\"beforeTurnId\":\"" + turns + "\"}");
    }

    @ParameterizedTest
    @Rule("SCH-14")
    @ValueSource(
            strings = {"thread/start", "thread/list", "model/list", "config/read", "thread/loaded/list", "account/read"
            })
    void nullIsAsGoodAsAbsent(String method) {
        JsonNode schema = Protocol.resolve(Protocol.method(method).path("params"));
        ObjectNode nulls = Transcript.JSON.createObjectNode();
        schema.path("properties").properties().forEach(member -> {
            boolean experimental =
                    member.getValue().path("x-stability").asText().equals("experimental");
            boolean nullable = member.getValue().toString().contains("\"null\"");
            if (nullable && !experimental) {
                nulls.putNull(member.getKey());
            }
        });

        assertThat(likeness(client.request(method, nulls.toString())))
                .isEqualTo(likeness(client.request(method, "{}")));
    }

    /** Without what differs from call to call. */
    private static String likeness(JsonNode result) {
        return result.toString()
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "ID")
                .replaceAll("At\":\\d+", "At\":0");
    }

    @Test
    @Rule("SCH-14")
    void aNullOptionalOfATurnIsAsGoodAsAbsent() {
        String threadId = thread();
        String plain = LiveClient.turn(threadId, "hello");
        String nulls = plain.substring(0, plain.length() - 1)
                + ",\"model\":null,\"effort\":null,\"summary\":null,\"cwd\":null,\"approvalPolicy\":null,"
                + "\"sandboxPolicy\":null,\"outputSchema\":null,\"clientUserMessageId\":null}";
        JsonNode one = client.completed(
                client.request("turn/start", plain).at("/turn/id").asText());
        JsonNode two = client.completed(
                client.request("turn/start", nulls).at("/turn/id").asText());

        assertThat(shape(two)).isEqualTo(shape(one));
    }

    private static List<String> shape(JsonNode completed) {
        List<String> shape =
                new ArrayList<>(List.of(completed.at("/params/turn/status").asText()));
        completed
                .at("/params/turn/items")
                .forEach(item -> shape.add(item.path("type").asText()));
        return shape;
    }

    @ParameterizedTest
    @Rule("SCH-15")
    @CsvSource(
            delimiter = '|',
            value = {
                "thread/start | {\"ephemeral\":false,\"approvalsReviewer\":\"user\"} | {}",
                "thread/list | {\"archived\":false,\"sortKey\":\"created_at\",\"sortDirection\":\"desc\"} | {}",
                "model/list | {\"includeHidden\":false} | {}",
                "config/read | {\"includeLayers\":false} | {}",
                "account/read | {\"refreshToken\":false} | {}",
            })
    void aDefaultMayBeSaid(String method, String said, String absent) {
        thread();

        assertThat(likeness(client.request(method, said))).isEqualTo(likeness(client.request(method, absent)));
    }

    @ParameterizedTest
    @Rule("SCH-16")
    @ValueSource(
            strings = {
                "\"approvalPolicy\":\"Never\"",
                "\"approvalsReviewer\":\"USER\"",
                "\"sandboxPolicy\":{\"type\":\"ReadOnly\"}",
                "\"sandboxPolicy\":{\"type\":\"danger-full-access\"}",
                "\"summary\":\"Auto\"",
                "\"personality\":\"FRIENDLY\"",
                "\"input\":[{\"type\":\"TEXT\",\"text\":\"x\"}]",
                "\"input\":[{\"type\":\"localimage\",\"path\":\"/x\"}]"
            })
    void anEnumInTheWrongCaseIsRefused(String member) {
        String threadId = thread();
        String input = member.startsWith("\"input\"") ? "" : "\"input\":[{\"type\":\"text\",\"text\":\"hello\"}],";
        JsonNode error = client.refused("turn/start", "{\"threadId\":\"" + threadId + "\"," + input + member + "}");

        assertThat(error.path("code").asInt()).isEqualTo(-32600);
        assertThat(error.path("message").asText()).startsWith("invalid params: ");
        assertThat(client.received("turn/started")).isEmpty();
        client.runTurn(threadId, "hello");
    }

    @ParameterizedTest
    @Rule("SCH-17")
    @ValueSource(strings = {"", "a\0b", "🙂\ud800\udc00", "\r\n\t", "\u2028", "\\u0000", "1048576"})
    void textsSurvive(String given) {
        String text = given.equals("1048576") ? "ä".repeat(1 << 20) : given;
        String threadId = thread();
        client.runTurn(threadId, text);
        JsonNode item = client.await(message -> message.path("method").asText().equals("item/completed")
                && message.at("/params/item/type").asText().equals("userMessage"));
        JsonNode stored = client.request("thread/items/list", id(threadId));

        assertThat(item.at("/params/item/content/0/text").asText().equals(text)).isTrue();
        assertThat(stored.at("/data/0/item/content/0/text").asText().equals(text))
                .isTrue();
    }
}
