package dev.parlance.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text for whoever reads stdout, in UTF-8 whatever the locale is. Never used where stdout is the protocol's.
 *
 * <pre>{@code
 * StdoutText.line("the answer");
 * }</pre>
 */
final class StdoutText {
    private static final OutputStream STDOUT = new FileOutputStream(FileDescriptor.out);

    private StdoutText() {}

    /** Writes the text, ended by a line feed. */
    static void line(String text) {
        byte[] bytes = (text.endsWith("\n") ? text : text + "\n").getBytes(StandardCharsets.UTF_8);
        line(bytes, 0, bytes.length);
    }

    /** Writes bytes that end with a line feed. */
    static void line(byte[] bytes, int offset, int length) {
        try {
            STDOUT.write(bytes, offset, length);
        } catch (IOException e) {
            StderrLog.say("parlance-server: stdout is closed: " + e.getMessage());
        }
    }
}
