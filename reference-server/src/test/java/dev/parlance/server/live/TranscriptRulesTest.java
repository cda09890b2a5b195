package dev.parlance.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TranscriptRulesTest {
    @TempDir
    private Path home;

    @Test
    void aDemoConversationKeepsEveryRule() {
        try (LiveServer server = LiveServer.demo(home);
                LiveClient client = server.open()) {
            String thread = client.startThread("{\"cwd\":\"" + home + "\"}");
            client.runTurn(thread, "hello");
            client.runTurn(thread, "think");
            client.runTurn(thread, "plan a, b");
            client.runTurn(thread, "fail");
            client.request("thread/read", "{\"threadId\":\"" + thread + "\",\"includeTurns\":true}");
            client.request("thread/list", "{}");
            client.request("model/list", "{}");
            client.request("config/read", "{}");
            client.request("account/read", "{}");
            assertThat(client.methods()).contains("turn/started", "item/agentMessage/delta");
            TranscriptRules.all().assertKeptToTheEnd(client);
        }
    }
}
