package dev.parlance.server.store;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A second process: appends items to a thread of its own and says which are committed, until it is killed or done. */
final class WriterMain {
    private WriterMain() {}

    public static void main(String[] args) throws IOException {
        String threadId = args[1];
        int items = Integer.parseInt(args[2]);
        try (ThreadStore store = new SqliteThreadStore(Path.of(args[0]));
                OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            ThreadClaim claim = store.claim(threadId);
            if (store.find(threadId).isEmpty()) {
                store.create(Samples.thread(threadId, 1), claim);
            }
            TurnLog log = store.log(claim);
            log.closeCutTurns();
            String turnId = "turn-" + System.nanoTime();
            log.beginTurn(StoredTurn.begun(turnId, 1));
            for (int i = 0; i < items; i++) {
                String id = turnId + "-" + i;
                log.appendItem(turnId, id, "plan", 1, 2, Samples.json("\"" + "y".repeat(i % 5_000) + "\""));
                out.write((id + "\n").getBytes(StandardCharsets.UTF_8));
            }
            log.endTurn(turnId, "completed", null, 3, 2);
            out.write("done\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    static Process start(Path home, String threadId, int items) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriterMain.class.getName(),
                        home.toString(),
                        threadId,
                        Integer.toString(items))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
