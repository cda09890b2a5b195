package dev.parlance.conformance.tap;

import dev.parlance.conformance.report.JudgedTranscript;
import dev.parlance.conformance.transcript.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs a server and passes every byte between it and the client, in both directions, as it comes. What is seen is handed
 * to the recorder before it is passed on, so that an answer is never recorded before its question. Standard error is the
 * server's own. The end of the client's output ends the server's input; a signal that ends this process ends the server.
 *
 * <pre>{@code
 * int code = new StdioTap(recorder, report::write).run(List.of("codex", "app-server"), System.in, System.out);
 * }</pre>
 */
public final class StdioTap {
    private static final int CHUNK = 1 << 16;
    private static final long GRACE_SECONDS = 10;
    /** What a server has written is read by then; a child of it may hold its output open for ever. */
    private static final long LAST_WORDS_SECONDS = 2;

    private final TapRecorder recorder;
    private final Consumer<JudgedTranscript> report;
    private final CountDownLatch drained = new CountDownLatch(1);
    private boolean told;

    /** A tap that hands its verdicts over at the end. */
    public StdioTap(TapRecorder recorder, Consumer<JudgedTranscript> report) {
        this.recorder = recorder;
        this.report = report;
    }

    /**
     * Runs the command to its end and gives its exit code; 128 and the number of the signal that ended it.
     *
     * @throws IOException if the command cannot be started
     */
    public int run(List<String> command, InputStream fromClient, OutputStream toClient)
            throws IOException, InterruptedException {
        Process server = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        recorder.start();
        Tape tape = recorder.open("main", false);
        Thread hook = new Thread(() -> endedBySignal(server), "tap-signal");
        Runtime.getRuntime().addShutdownHook(hook);
        Thread up = new Thread(
                () -> pump(tape, Direction.TO_SERVER, fromClient, server.getOutputStream()), "tap-to-server");
        up.setDaemon(true);
        up.start();
        pump(tape, Direction.TO_CLIENT, server.getInputStream(), toClient);
        drained.countDown();
        int code = server.waitFor();
        finish();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // A signal came in between: the hook ends the process with the server's code.
            hook.join();
        }
        return code;
    }

    private static void pump(Tape tape, Direction direction, InputStream from, OutputStream to) {
        byte[] buffer = new byte[CHUNK];
        try (from;
                to) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                tape.saw(direction, buffer, n);
                to.write(buffer, 0, n);
                to.flush();
            }
        } catch (IOException e) {
            // One of the two has gone; closing both ends lets the other one notice it as it would without a tap.
        }
        tape.ended(direction);
    }

    private void endedBySignal(Process server) {
        // Not Process.destroy: that closes the streams, and what the server says when it is told to end would be lost.
        server.toHandle().destroy();
        try {
            if (!server.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
            drained.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
            finish();
            Runtime.getRuntime().halt(server.exitValue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever comes second waits until the first one has written the report. */
    private synchronized void finish() throws InterruptedException {
        if (!told) {
            told = true;
            report.accept(recorder.finish());
        }
    }
}
