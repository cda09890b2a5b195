package dev.parlance.conformance.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.conformance.tap.TestPeer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StdioChannelTest {
    private final Inbox inbox = new Inbox();

    @Test
    void linesGoThroughAProcessAndClosingEndsIt() throws Exception {
        Process echo = new ProcessBuilder(TestPeer.command("echo")).start();
        StdioChannel channel = StdioChannel.over(echo, inbox);
        channel.send("one".getBytes(UTF_8));
        channel.sendRaw("tw".getBytes(UTF_8));
        channel.sendRaw("o\nrest".getBytes(UTF_8));
        assertThat(inbox.next()).isEqualTo("one");
        assertThat(inbox.next()).isEqualTo("two");
        channel.close();
        channel.close();
        assertThat(inbox.next()).isEqualTo("unended rest");
        assertThat(inbox.next()).isEqualTo("(closed)");
        assertThat(echo.waitFor()).isZero();
        assertThatThrownBy(() -> channel.send("late".getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed on our side");
    }

    @Test
    void lineWithoutEndIsTold() throws Exception {
        StdioChannel.over(new ByteArrayInputStream("a\nb".getBytes(UTF_8)), new ByteArrayOutputStream(), inbox);
        assertThat(inbox.next()).isEqualTo("a");
        assertThat(inbox.next()).isEqualTo("unended b");
        assertThat(inbox.next()).isEqualTo("(closed)");
    }

    @Test
    void closingDoesNotWaitForASubjectThatDoesNotRead() throws Exception {
        PipedInputStream unread = new PipedInputStream(16);
        PipedOutputStream full = new PipedOutputStream(unread);
        PipedInputStream silent = new PipedInputStream();
        StdioChannel channel;
        try (PipedOutputStream open = new PipedOutputStream(silent)) {
            channel = StdioChannel.over(silent, full, inbox);
            Thread sender = new Thread(() -> {
                try {
                    channel.send(new byte[1 << 20]);
                } catch (IOException e) {
                    // So it may, once the channel is closed; when is a matter of chance.
                }
            });
            sender.setDaemon(true);
            sender.start();
            assertThat(unread.read()).isZero();
            channel.close();
            open.flush();
        }
        assertThat(inbox.next()).isEqualTo("(closed)");
    }
}
