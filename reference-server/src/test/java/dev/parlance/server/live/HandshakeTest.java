package dev.parlance.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest extends LiveTest {
    private static final String INFO = "\"clientInfo\":{\"name\":\"live\",\"version\":\"1\"}";
    private static final String NOT_INITIALIZED = "{\"code\":-32600,\"message\":\"Not initialized\"}";

    @Test
    @Rule("INI-1")
    void nothingIsServedBeforeInitialize() {
        try (LiveClient fresh = server.connect()) {
            Protocol.clientRequests().forEach((name, method) -> {
                if (!name.equals("initialize")) {
                    JsonNode error =
                            fresh.refused(name, WrongParams.right(method).toString());
                    assertThat(error).as(name).hasToString(NOT_INITIALIZED);
                }
            });
            assertThat(client.request("thread/loaded/list", "{}").path("data")).isEmpty();
        }
    }

    @ParameterizedTest
    @Rule("INI-1")
    @ValueSource(
            strings = {
                "{}",
                "{\"clientInfo\":{\"name\":\"x\"}}",
                "{\"clientInfo\":{\"name\":\"a\\nb\",\"version\":\"1\"}}",
                "{\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"},\"capabilities\":5}",
                "{\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"},\"capabilities\":{\"optOutNotificationMethods\":[1,null]}}",
                "{\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"},\"capabilities\":{\"experimentalApi\":null}}"
            })
    void aRefusedInitializeOpensNothingAndMayBeRepeated(String params) {
        try (LiveClient fresh = server.connect()) {
            assertThat(fresh.refused("initialize", params).path("code").asInt()).isEqualTo(-32600);
            assertThat(fresh.refused("thread/start", "{}")).hasToString(NOT_INITIALIZED);
            fresh.initialize("{}");
            fresh.settle();
            TranscriptRules.all().assertKept(fresh);
        }
    }

    @Test
    @Rule("INI-2")
    void aSecondInitializeIsRefusedAndChangesNothing() {
        JsonNode error = client.refused(
                "initialize",
                "{" + INFO + ",\"capabilities\":{\"experimentalApi\":true,"
                        + "\"optOutNotificationMethods\":[\"thread/started\"]}}");

        assertThat(error).hasToString("{\"code\":-32600,\"message\":\"Already initialized\"}");
        assertThat(client.refused("thread/start", "{\"dynamicTools\":[]}")
                        .path("message")
                        .asText())
                .isEqualTo("thread/start.dynamicTools requires experimentalApi capability");
        thread();
        client.awaitMethod("thread/started");
    }

    @Test
    @Rule("INI-3")
    void nothingComesBeforeTheAnswerToInitialize() {
        try (LiveClient fresh = server.connect()) {
            String threadId = thread();
            client.runTurn(threadId, "hello");
            fresh.initialize("{}");
            fresh.settle();

            assertThat(fresh.received().get(0).has("result")).isTrue();
            TranscriptRules.all().assertKeptToTheEnd(fresh);
        }
    }

    @Test
    @Rule({"INI-4", "SCH-13"})
    void unknownMembersOfTheHandshakeAreIgnored() {
        try (LiveClient fresh = server.connect()) {
            fresh.request(
                    "initialize",
                    "{\"clientInfo\":{\"name\":\"x\",\"version\":\"1\",\"title\":null,\"more\":[1]},\"x\":{},"
                            + "\"capabilities\":{\"unknown\":true,\"another\":{\"a\":1}}}");
            fresh.settle();
        }
    }

    @Test
    @Rule("INI-4")
    void initializedIsNeitherNeededNorHarmful() {
        client.settle();
        client.send("{\"method\":\"initialized\"}");
        client.send("{\"method\":\"initialized\",\"params\":{\"x\":1}}");
        client.send("{\"method\":\"initialized\",\"params\":[]}");
        client.settle();
    }

    /** A method of a profile that is served is served; the others refuse in one voice, and have no effect. */
    @Test
    @Rule({"CAP-1", "ERR-1"})
    void whatIsNotServedSaysSo() {
        Set<String> unserved = Set.of(
                "collaborationMode/list",
                "config/mcpServer/reload",
                "experimentalFeature/list",
                "feedback/upload",
                "hooks/list",
                "permissionProfile/list",
                "skills/list");
        List<String> wrong = new ArrayList<>();
        try (LiveClient experimental = server.openExperimental()) {
            Protocol.clientRequests().forEach((name, method) -> {
                JsonNode error = experimental
                        .call(name, WrongParams.right(method).toString())
                        .path("error");
                boolean refused = error.path("message").asText().equals("method not found: " + name);
                boolean served =
                        Protocol.PROFILES.contains(method.path("profile").asText()) && !unserved.contains(name);
                if (served == refused) {
                    wrong.add(name + ": " + error);
                }
            });
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @Rule("CAP-2")
    @CsvSource(
            delimiter = '|',
            value = {
                "thread/start | {\"dynamicTools\":[]} | thread/start.dynamicTools",
                "thread/start | {\"historyMode\":\"legacy\"} | thread/start.historyMode",
                "thread/start | {\"approvalPolicy\":{\"granular\":{\"mcp_elicitations\":true,\"rules\":true,"
                        + "\"sandbox_approval\":true}}} | askForApproval.granular",
                "collaborationMode/list | {} | collaborationMode/list",
            })
    void whatIsExperimentalNeedsTheOptIn(String method, String params, String use) {
        assertThat(client.refused(method, params))
                .hasToString("{\"code\":-32600,\"message\":\"" + use + " requires experimentalApi capability\"}");
        assertThat(client.received("thread/started")).isEmpty();
        try (LiveClient experimental = server.openExperimental()) {
            JsonNode answer = experimental.call(method, params);
            assertThat(answer.at("/error/message").asText()).doesNotContain("experimentalApi");
        }
    }

    @Test
    @Rule("CAP-2")
    void everyExperimentalMemberOfARequestNeedsTheOptIn() {
        List<String> open = new ArrayList<>();
        Protocol.clientRequests().forEach((name, method) -> {
            JsonNode schema = Protocol.resolve(method.path("params"));
            schema.path("properties").properties().forEach(member -> {
                if (member.getValue().path("x-stability").asText().equals("experimental")) {
                    ObjectNode params = WrongParams.right(method).deepCopy();
                    params.set(member.getKey(), WrongParams.sample(member.getValue()));
                    String text = client.call(name, params.toString())
                            .at("/error/message")
                            .asText();
                    boolean empty = params.path(member.getKey()).asText().equals("false");
                    if (!text.equals(name + "." + member.getKey() + " requires experimentalApi capability") && !empty) {
                        open.add(params + " of " + name + ": " + text);
                    }
                }
            });
        });

        assertThat(open).isEmpty();
    }

    @Test
    @Rule({"CAP-3", "CAP-4"})
    void anOptInIsOfItsConnectionAlone() {
        try (LiveClient experimental = server.openExperimental()) {
            experimental.startThread("{\"dynamicTools\":[]}");
            client.refused("thread/start", "{\"dynamicTools\":[]}");
            String threadId = thread();
            experimental.request("thread/resume", id(threadId));
            client.runTurn(threadId, "hello");
            experimental.awaitMethod("turn/completed");
            TranscriptRules.all().assertKept(client);
            TranscriptRules.all().assertKept(experimental);
        }
    }

    @Test
    @Rule("CAP-5")
    void aDeprecationIsToldOnceAConnection() {
        String threadId = thread();
        client.runTurn(threadId, "hello");
        for (int i = 0; i < 3; i++) {
            client.request("thread/read", "{\"threadId\":\"" + threadId + "\"}");
            client.request("thread/read", "{\"threadId\":\"" + threadId + "\",\"includeTurns\":true}");
            client.request("thread/resume", id(threadId));
        }

        assertThat(client.received("deprecationNotice"))
                .extracting(notice -> notice.at("/params/summary").asText())
                .containsExactly(
                        "`includeTurns` of `thread/read` is deprecated: leave it out, then read the pages of"
                                + " `thread/turns/list` and `thread/items/list`",
                        "`thread/resume` with all turns is deprecated: set `excludeTurns` to true, then read the pages of"
                                + " `thread/turns/list` and `thread/items/list`");
    }
}
