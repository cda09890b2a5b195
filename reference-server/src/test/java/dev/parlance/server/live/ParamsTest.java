package dev.parlance.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every request of the method table with params that break its schema. */
class ParamsTest extends LiveTest {
    /** What no text for a client may have: names of classes, stack traces, the server's own files. */
    private static final Pattern INTERNALS = Pattern.compile(
            "\\b(java|dev|com|org)\\.[a-z]+\\.|Exception|\\bat [a-z]+\\.|\\.java\\b|SQLITE|jackson|record |null pointer");

    @BeforeEach
    void openExperimental() {
        client.close();
        client = server.openExperimental();
    }

    private static List<WrongParams.Wrong> wrong() {
        List<WrongParams.Wrong> wrong = new ArrayList<>();
        Protocol.clientRequests().forEach((name, method) -> wrong.addAll(WrongParams.of(name, method)));
        return wrong;
    }

    @Test
    @Rule({"ERR-2", "ERR-3", "SCH-16"})
    void whatBreaksTheSchemaIsRefused() {
        List<String> accepted = new ArrayList<>();
        for (WrongParams.Wrong wrong : wrong()) {
            JsonNode answer = client.call(wrong.method(), wrong.params().toString());
            JsonNode error = answer.path("error");
            String reason = error.path("message").asText();
            // A refusal for another reason would prove nothing: no thread, turn or key of those names is there.
            boolean refused = error.path("code").asInt() == -32600
                    && (reason.startsWith("invalid params: ") || reason.startsWith("itemsView must be"))
                    && !INTERNALS.matcher(reason).find();
            boolean unserved = error.path("code").asInt() == -32601 && !isServed(wrong.method());
            if (!refused && !unserved) {
                accepted.add(wrong + " -> " + answer);
            }
        }

        assertThat(accepted).isEmpty();
    }

    private boolean isServed(String method) {
        JsonNode right = WrongParams.right(Protocol.method(method));
        return client.call(method, right.toString()).at("/error/code").asInt() != -32601;
    }

    @Test
    @Rule("ERR-2")
    void aRefusalNamesTheMember() {
        assertThat(client.refused("thread/name/set", "{\"threadId\":\"x\",\"name\":5}"))
                .hasToString("{\"code\":-32600,\"message\":\"invalid params: name: expected a string\"}");
        assertThat(client.refused("thread/name/set", "{\"threadId\":\"x\"}"))
                .hasToString("{\"code\":-32600,\"message\":\"invalid params: missing member `name`\"}");
    }

    @Test
    @Rule("ERR-2")
    void aRelativePathIsRefusedWhereAnAbsoluteOneIsDeclared() {
        String params = "{\"threadId\":\"" + thread()
                + "\",\"input\":[],\"sandboxPolicy\":{\"type\":\"workspaceWrite\",\"writableRoots\":[\"out\"]}}";

        assertThat(client.refused("turn/start", params))
                .hasToString("{\"code\":-32600,\"message\":"
                        + "\"invalid params: sandboxPolicy.writableRoots[0]: expected an absolute path\"}");
    }

    @Test
    @Rule("ERR-2")
    void nullIsRefusedWhereAMemberMayOnlyBeLeftOut() {
        String threadId = thread();
        String granular = "{\"granular\":{\"mcp_elicitations\":true,\"rules\":true,\"sandbox_approval\":true,"
                + "\"request_permissions\":null}}";

        assertThat(client.refused("thread/read", "{\"threadId\":\"" + threadId + "\",\"includeTurns\":null}"))
                .isEqualTo(notNull("includeTurns"));
        assertThat(client.refused("thread/start", "{\"experimentalRawEvents\":null}"))
                .isEqualTo(notNull("experimentalRawEvents"));
        assertThat(client.refused("thread/start", "{\"approvalPolicy\":" + granular + "}"))
                .isEqualTo(notNull("approvalPolicy.granular.request_permissions"));
        assertThat(client.refused(
                        "thread/resume", "{\"threadId\":\"" + threadId + "\",\"approvalPolicy\":" + granular + "}"))
                .isEqualTo(notNull("approvalPolicy.granular.request_permissions"));
        assertThat(client.received("thread/started")).hasSize(1);
    }

    private static JsonNode notNull(String member) {
        return invalid(member + ": null is not allowed; leave the member out");
    }

    private static JsonNode invalid(String what) {
        return Transcript.JSON.createObjectNode().put("code", -32600).put("message", "invalid params: " + what);
    }

    @Test
    @Rule("ERR-2")
    void anEditWithoutAValueIsRefusedAndNullDeletes() throws Exception {
        client.request("config/value/write", "{\"keyPath\":\"note\",\"mergeStrategy\":\"replace\",\"value\":\"kept\"}");
        Path file = folder.resolve("home/config.toml");
        String before = Files.readString(file);

        assertThat(client.refused("config/value/write", "{\"keyPath\":\"note\",\"mergeStrategy\":\"replace\"}"))
                .isEqualTo(invalid("missing member `value`"));
        assertThat(client.refused(
                        "config/batchWrite", "{\"edits\":[{\"keyPath\":\"note\",\"mergeStrategy\":\"replace\"}]}"))
                .isEqualTo(invalid("edits[0]: missing member `value`"));
        assertThat(Files.readString(file)).isEqualTo(before).contains("kept");
        client.request("config/value/write", "{\"keyPath\":\"note\",\"mergeStrategy\":\"replace\",\"value\":null}");
        assertThat(Files.readString(file)).doesNotContain("note");
    }

    @Test
    @Rule("ERR-2")
    void relativeWorkspaceFoldersAreRefusedOfALoadedThreadToo() {
        String params = "{\"threadId\":\"" + thread() + "\",\"runtimeWorkspaceRoots\":[\"relative\"]}";

        assertThat(client.refused("thread/resume", params))
                .isEqualTo(invalid("runtimeWorkspaceRoots[0]: expected an absolute path"));
    }

    @Test
    @Rule("ERR-2")
    void anImageNeedsAnAddressOrAFile() {
        String threadId = thread();

        for (String image : List.of("{\"type\":\"input_image\",\"image_url\":null}", "{\"type\":\"input_image\"}")) {
            String output = "{\"name\":\"look\",\"output\":[" + image + "]}";
            assertThat(client.refused(
                            "turn/start",
                            "{\"threadId\":\"" + threadId + "\",\"input\":[],\"toolOutput\":" + output + "}"))
                    .isEqualTo(invalid("toolOutput.output[0]: expected the member image_url or file_id"));
        }
        for (String image : List.of("{\"type\":\"image\",\"url\":null}", "{\"type\":\"image\"}")) {
            assertThat(client.refused("turn/start", "{\"threadId\":\"" + threadId + "\",\"input\":[" + image + "]}"))
                    .isEqualTo(invalid("input[0]: expected the member url or fileId"));
        }
        assertThat(client.received("turn/started")).isEmpty();
    }

    @Test
    @Rule("ERR-2")
    void aRefusedRequestHasNoEffect() {
        String threadId = thread();
        client.refused("thread/name/set", "{\"threadId\":\"" + threadId + "\",\"name\":[\"x\"]}");
        client.refused(
                "turn/start", "{\"threadId\":\"" + threadId + "\",\"input\":[{\"type\":\"Text\",\"text\":\"x\"}]}");
        client.refused("turn/start", "{\"threadId\":\"" + threadId + "\",\"input\":[{\"text\":\"x\"}]}");

        assertThat(client.request("thread/read", id(threadId))
                        .at("/thread/name")
                        .isTextual())
                .isFalse();
        assertThat(client.received("turn/started")).isEmpty();
    }

    @Test
    @Rule({"SCH-13", "INI-4"})
    void unknownMembersAreIgnored() {
        List<String> different = new ArrayList<>();
        Protocol.clientRequests().forEach((name, method) -> {
            if (!method.path("params").isMissingNode()
                    && !name.equals("thread/start")
                    && !name.startsWith("account/log")) {
                JsonNode right = WrongParams.right(method);
                ObjectNode more = right.deepCopy();
                more.put("unknownMember", 1).putObject("another").putArray("x").add(1);
                JsonNode plain = client.call(name, right.toString());
                JsonNode answer = client.call(name, more.toString());
                if (!plain.path("error").equals(answer.path("error"))) {
                    different.add(name + ": " + plain + " and " + answer);
                }
            }
        });

        assertThat(different).isEmpty();
    }

    @Test
    @Rule("ERR-3")
    void noErrorListsMethods() {
        String text = client.refused("no/such", "{}").path("message").asText();

        assertThat(Protocol.clientRequests().keySet()).noneMatch(text::contains);
        assertThat(client.refused("x".repeat(1_000_000), "{}")
                        .path("message")
                        .asText()
                        .length())
                .isLessThan(1_000);
    }

    @Test
    @Rule("ERR-3")
    void anErrorNeverTellsAKey() {
        String secret = "sk-secret-4711";
        client.request("account/login/start", "{\"type\":\"apiKey\",\"apiKey\":\"" + secret + "\"}");
        for (WrongParams.Wrong wrong : wrong()) {
            if (wrong.method().startsWith("account/") || wrong.method().startsWith("config/")) {
                client.call(wrong.method(), wrong.params().toString());
            }
        }
        client.refused(
                "account/login/start", "{\"type\":\"apiKey\",\"apiKey\":{\"" + secret + "\":\"" + secret + "\"}}");
        client.refused("account/login/start", "{\"type\":\"" + secret + "\"}");

        assertThat(client.received()).noneMatch(message -> message.toString().contains(secret));
    }
}
