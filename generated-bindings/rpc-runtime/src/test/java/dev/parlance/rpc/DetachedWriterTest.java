package dev.parlance.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DetachedWriterTest {
    @Test
    void aSenderDoesNotWaitForAnEndThatDoesNotRead() throws Exception {
        int messages = 20_000; // some megabytes, of which the pipe takes little
        try (RawEnd raw = new RawEnd(builder -> builder.detachedWriter(true))) {
            for (int i = 0; i < messages; i++) {
                raw.peer.notify(Echo.TOLD, new Echo.Text("x".repeat(100) + i));
            }

            List<String> received = new ArrayList<>();
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < messages; i++) {
                received.add(raw.receive());
                sent.add("{\"method\":\"told\",\"params\":{\"text\":\"" + "x".repeat(100) + i + "\"}}");
            }
            assertThat(received).isEqualTo(sent);
        }
    }

    @Test
    void answersAndWhatOtherThreadsSendKeepTheirOrder() throws Exception {
        try (RawEnd raw = new RawEnd(builder -> builder.detachedWriter(true))) {
            for (int i = 0; i < 200; i++) {
                raw.peer.notify(Echo.TOLD, new Echo.Text("n" + i));
                assertThat(raw.exchange("{\"id\":" + i + ",\"method\":\"echo\",\"params\":{\"text\":\"a\"}}"))
                        .containsExactly(
                                "{\"method\":\"told\",\"params\":{\"text\":\"n" + i + "\"}}",
                                "{\"id\":" + i + ",\"result\":{\"text\":\"a\"}}");
            }
        }
    }
}
