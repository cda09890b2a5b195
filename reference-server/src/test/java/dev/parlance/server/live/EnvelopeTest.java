package dev.parlance.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest extends LiveTest {
    @ParameterizedTest
    @Rule({"RPC-1", "RPC-4"})
    @ValueSource(
            strings = {
                "0",
                "-1",
                "9007199254740993",
                "9223372036854775807",
                "-9223372036854775808",
                "\"10\"",
                "\"\"",
                "\"🙂 \\\"quoted\\\" \\u0000\"",
                "\"9007199254740993\""
            })
    void anAnswerBearsTheIdItWasAskedWith(String id) {
        assertThat(client.callWithId(id, "thread/loaded/list", "{}")
                        .at("/result/data")
                        .isArray())
                .isTrue();
        assertThat(client.callWithId(id, "model/list", "{}").at("/result/data").isArray())
                .isTrue();
        assertThat(client.callWithId(id, "no/such", "{}").has("error")).isTrue();
    }

    @Test
    @Rule({"RPC-1", "RPC-4"})
    void idsThatDifferInTypeOnlyAreDifferent() {
        client.send("{\"id\":500,\"method\":\"model/list\",\"params\":{}}");
        client.send("{\"id\":\"500\",\"method\":\"thread/loaded/list\",\"params\":{}}");
        JsonNode number = client.await(
                message -> message.path("id").isNumber() && message.path("id").asInt() == 500);
        JsonNode text = client.await(message ->
                message.path("id").asText().equals("500") && message.path("id").isTextual());

        assertThat(number.at("/result/data").size()).isPositive();
        assertThat(text.at("/result/data").size()).isZero();
    }

    @Test
    @Rule({"RPC-2", "RPC-5"})
    void twoRequestsOfOneIdGetTwoAnswers() {
        for (int i = 0; i < 20; i++) {
            client.send("{\"id\":600,\"method\":\"model/list\",\"params\":{}}");
            client.send("{\"id\":600,\"method\":\"no/such\",\"params\":{}}");
        }
        int[] seen = {0};
        client.await(message -> {
            seen[0] = (int) client.received().stream()
                    .filter(each -> each.path("id").asInt() == 600)
                    .count();
            return seen[0] == 40;
        });
        client.settle();
        TranscriptRules.all().assertKeptToTheEnd(client);
    }

    @Test
    @Rule({"RPC-3", "RPC-7"})
    void everyRequestIsAnswered() {
        for (String method : Protocol.clientRequests().keySet()) {
            assertThat(client.call(method, "{}")).isNotNull();
        }
        TranscriptRules.all().assertKeptToTheEnd(client);
    }

    @Test
    @Rule("RPC-6")
    void aNotificationIsNeverAnswered() {
        long before = answers();
        for (String method : Protocol.clientRequests().keySet()) {
            client.send("{\"method\":\"" + method + "\",\"params\":{}}");
            client.send("{\"method\":\"" + method + "\"}");
            client.send("{\"method\":\"" + method + "\",\"params\":[1,2]}");
        }
        client.send("{\"method\":\"initialized\",\"params\":{\"x\":[1]}}");
        client.send("{\"method\":\"no/such\",\"params\":{}}");
        client.send("{\"method\":\"turn/started\",\"params\":{}}");
        client.settle();

        assertThat(answers() - before).isEqualTo(1);
        assertThat(client.request("thread/loaded/list", "{}").path("data")).isEmpty();
    }

    private long answers() {
        return client.received().stream()
                .filter(message -> !message.has("method"))
                .count();
    }

    @ParameterizedTest
    @Rule("RPC-8")
    @ValueSource(strings = {"\"2.0\"", "\"1.0\"", "2", "null"})
    void theVersionMemberIsToleratedAndNeverWritten(String version) {
        client.send("{\"jsonrpc\":" + version + ",\"id\":77,\"method\":\"model/list\",\"params\":{}}");

        assertThat(client.answer(77).has("jsonrpc")).isFalse();
    }

    @ParameterizedTest
    @Rule("RPC-9")
    @ValueSource(
            strings = {
                "[]",
                "[{\"id\":80,\"method\":\"thread/loaded/list\",\"params\":{}}]",
                "[{\"id\":80,\"method\":\"thread/start\",\"params\":{}},{\"id\":81,\"method\":\"model/list\",\"params\":{}}]",
                "[{\"id\":80,\"method\":\"thread/start\",\"params\":{}},7]"
            })
    void aBatchIsNotServedAtAll(String batch) {
        client.send(batch);

        assertThat(client.request("thread/loaded/list", "{}").path("data")).isEmpty();
        assertThat(client.received()).noneMatch(message -> message.path("id").asInt() >= 80);
    }

    @ParameterizedTest
    @Rule("RPC-13")
    @ValueSource(
            strings = {"null", "1.5", "2.0", "9223372036854775808", "-9223372036854775809", "true", "{}", "[1]", "1e3"})
    void aRequestWithABadIdHasNoEffect(String id) {
        client.send("{\"id\":" + id + ",\"method\":\"thread/start\",\"params\":{}}");

        assertThat(client.request("thread/loaded/list", "{}").path("data")).isEmpty();
        assertThat(client.received("thread/started")).isEmpty();
        assertThat(answers()).isEqualTo(2);
    }

    @ParameterizedTest
    @Rule("RPC-14")
    @ValueSource(
            strings = {
                "{\"id\":90,\"id\":91,\"method\":\"thread/start\",\"params\":{}}",
                "{\"id\":90,\"method\":\"thread/start\",\"method\":\"thread/start\",\"params\":{}}",
                "{\"id\":90,\"method\":\"thread/start\",\"params\":{},\"params\":{}}",
                "{\"params\":{},\"id\":90,\"method\":\"thread/start\",\"params\":{}}"
            })
    void aMemberThatComesTwiceIsRefused(String message) {
        client.send(message);

        assertThat(client.request("thread/loaded/list", "{}").path("data")).isEmpty();
        assertThat(client.received()).noneMatch(each -> each.path("id").asInt() >= 90 && each.has("result"));
    }

    @ParameterizedTest
    @Rule({"RPC-15", "ERR-1"})
    @ValueSource(
            strings = {
                "Thread/start",
                "thread/Start",
                "thread/start ",
                " thread/start",
                "thread/start/",
                "thread.start",
                "thread/start\\u0000",
                "",
                "thread",
                "THREAD/START",
                "ｔhread/start"
            })
    void aMethodIsMatchedExactly(String method) {
        JsonNode error = client.refused(method, "{}");

        assertThat(error.path("code").asInt()).isEqualTo(-32600);
        assertThat(client.request("thread/loaded/list", "{}").path("data")).isEmpty();
    }

    @Test
    @Rule("RPC-15")
    void escapesInANameAreItsCharacters() {
        assertThat(client.request("thread\\u002floaded\\/list", "{}")
                        .path("data")
                        .isArray())
                .isTrue();
    }

    @ParameterizedTest
    @Rule("RPC-16")
    @ValueSource(
            strings = {
                "{\"id\":1,\"result\":{}}",
                "{\"id\":99999,\"result\":null}",
                "{\"id\":\"x\",\"result\":{}}",
                "{\"id\":4,\"error\":{\"code\":1,\"message\":\"m\"}}",
                "{\"id\":null,\"error\":{\"code\":1,\"message\":\"m\"}}",
                "{\"id\":5,\"result\":{},\"error\":{\"code\":1,\"message\":\"m\"}}"
            })
    void anAnswerToNothingIsIgnored(String message) {
        client.send(message);
        client.settle();

        assertThat(answers()).isEqualTo(2);
    }

    @Test
    @Rule({"RPC-10", "RPC-11"})
    void theIdsOfBothSidesAreIndependent() {
        String threadId = client.startThread("{\"cwd\":\"" + folder + "\",\"approvalPolicy\":\"untrusted\"}");
        String turnId = client.startTurn(threadId, "run touch asked");
        JsonNode request = client.awaitMethod("item/commandExecution/requestApproval");
        String id = request.get("id").toString();
        JsonNode answer = client.callWithId(id, "thread/read", id(threadId));
        assertThat(answer.at("/result/thread/status/activeFlags/0").asText()).isEqualTo("waitingOnApproval");

        client.decide(request, "decline");
        assertThat(client.completed(turnId).at("/params/turn/status").asText()).isEqualTo("completed");
        assertThat(folder.resolve("asked")).doesNotExist();
    }

    @Test
    @Rule("RPC-12")
    void aSlowRequestHoldsUpNothingElse() throws Exception {
        try (BusyStore busy = BusyStore.of(client, folder)) {
            long slow = client.ask("thread/name/set", "{\"threadId\":\"" + busy.threadId() + "\",\"name\":\"new\"}");
            client.request("model/list", "{}");
            client.request("thread/loaded/list", "{}");
            client.request("config/read", "{}");
            assertThat(client.received())
                    .noneMatch(message -> message.path("id").asLong(-1) == slow);
            busy.release();
            assertThat(client.answer(slow).has("result")).isTrue();
        }
    }
}
