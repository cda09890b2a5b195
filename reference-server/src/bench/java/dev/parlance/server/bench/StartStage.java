package dev.parlance.server.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From the start of the process to the answer to {@code initialize}, in a home never used and in one that was. */
final class StartStage {
    private static final String FRESH = "spawn to initialize, fresh home";
    private static final String USED = "spawn to initialize, used home";

    private final Table table;
    private final URI model;

    StartStage(Table table, URI model) {
        this.table = table.row(FRESH, "ms", false).row(USED, "ms", false);
        this.model = model;
    }

    void run(List<Candidate> candidates, int rounds) throws IOException {
        Map<String, Path> used = new HashMap<>();
        for (Candidate each : candidates) {
            Path home = each.freshHome(model);
            used.put(each.name(), home);
            try (RawClient client = RawClient.start(each, home)) {
                client.turn(client.startThread(), "hello");
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Candidate each : candidates) {
                time(FRESH, each, each.freshHome(model));
                time(USED, each, used.get(each.name()));
            }
        }
    }

    private void time(String row, Candidate candidate, Path home) throws IOException {
        long begun = System.nanoTime();
        RawClient client = RawClient.start(candidate, home);
        table.add(row, candidate.name(), (System.nanoTime() - begun) / 1e6);
        client.close();
    }
}
