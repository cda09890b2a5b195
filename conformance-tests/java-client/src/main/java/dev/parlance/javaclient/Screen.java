package dev.parlance.javaclient;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What the user sees, as lines of JSON on standard output, in the form that the conformance suite listens to. Safe for
 * several threads.
 *
 * <pre>{@code
 * screen.show("msg_1", "The build works again.");     // {"shown":"The build works again.","item":"msg_1"}
 * }</pre>
 */
final class Screen {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private long shown;

    Screen(PrintStream out) {
        this.out = out;
    }

    /** A text of the agent. */
    synchronized void show(String item, String text) {
        if (text.isEmpty()) {
            return;
        }
        print(JSON.createObjectNode().put("shown", text).put("item", item));
        shown++;
        notifyAll();
    }

    /** A question. */
    synchronized void ask(String what) {
        print(JSON.createObjectNode().put("asked", what));
    }

    /** Something odd that was survived. */
    synchronized void noise(String what) {
        print(JSON.createObjectNode().put("noise", what));
    }

    /** How a turn ended. */
    synchronized void end(String status, boolean success, String error) {
        print(JSON.createObjectNode()
                .put("turn", status)
                .put("success", success)
                .put("error", error));
    }

    /** Waits until the next text is shown. */
    synchronized void awaitNextText() throws InterruptedException {
        long before = shown;
        while (shown == before) {
            wait();
        }
    }

    private void print(ObjectNode line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
