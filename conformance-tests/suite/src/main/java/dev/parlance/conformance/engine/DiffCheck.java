package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * STR-7: the diff of a turn is the sum of its file changes so far. Files are compared by name, contents by the lines that
 * come and go on balance. Not judged are binary files, patches that failed half-way, and what commands may have touched.
 */
final class DiffCheck implements Check {
    private final Tally snapshot;

    DiffCheck(Ledger ledger) {
        snapshot = ledger.server("STR-7");
    }

    @Override
    public void see(Sighting at) {
        Message message = at.message();
        if (!message.isNotification("turn/diff/updated") || !at.connection().hears("item/started", "item/completed")) {
            return;
        }
        ThreadView thread = at.connection().findThread(message.threadId());
        TurnView turn = thread == null ? null : thread.findTurn(message.turnId());
        String diff = message.params().path("diff").asText("");
        boolean late = at.connection().late(message.threadId(), message.turnId());
        if (turn == null || late || turn.fileChangeFailed || binary(diff)) {
            return;
        }
        judge(at, turn, diff);
    }

    private void judge(Sighting at, TurnView turn, String diff) {
        LineChanges told = new LineChanges();
        told.diff(diff);
        LineChanges done = changes(turn, false);
        for (ItemView item : turn.items.values()) {
            for (JsonNode change : applied(item, false)) {
                LineChanges own = new LineChanges();
                add(change, own);
                String name = fileName(change);
                if (!own.none() && !done.none() && !told.equals(done) && !diff.contains(name)) {
                    snapshot.fail(at, "all files changed so far, " + name + " among them", "nothing of it");
                    return;
                }
            }
        }
        for (String header :
                diff.lines().filter(line -> line.startsWith("diff --git ")).toList()) {
            if (turn.items.values().stream()
                    .noneMatch(item -> applied(item, true).stream().anyMatch(c -> header.contains(fileName(c))))) {
                snapshot.fail(at, "files that a fileChange item names", header);
                return;
            }
        }
        if (told.equals(done) || told.equals(changes(turn, true))) {
            snapshot.pass(at);
        } else if (!touchedByCommands(turn) && !overwrites(turn, diff)) {
            snapshot.fail(at, "the lines of the turn's file changes", "others");
        }
    }

    private static LineChanges changes(TurnView turn, boolean open) {
        LineChanges all = new LineChanges();
        for (ItemView item : turn.items.values()) {
            applied(item, open).forEach(change -> add(change, all));
        }
        return all;
    }

    /** Changes of an item that has been carried out, or, where asked for, may have been. */
    private static List<JsonNode> applied(ItemView item, boolean open) {
        String status = item.last.path("status").asText("");
        boolean counts = status.equals("completed") || (open && status.equals("inProgress"));
        if (!item.type.equals("fileChange") || !counts) {
            return List.of();
        }
        return List.copyOf(item.last.path("changes").valueStream().toList());
    }

    private static void add(JsonNode change, LineChanges to) {
        String text = change.path("diff").asText("");
        switch (change.path("kind").path("type").asText("")) {
            case "add" -> to.whole(text, 1);
            case "delete" -> to.whole(text, -1);
            default -> to.diff(text);
        }
    }

    private static String fileName(JsonNode change) {
        JsonNode moved = change.path("kind").path("move_path");
        String path =
                moved.isTextual() ? moved.textValue() : change.path("path").asText("");
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static boolean binary(String diff) {
        return diff.contains("\nBinary files ") || diff.contains("\nGIT binary patch");
    }

    private static boolean touchedByCommands(TurnView turn) {
        return turn.items.values().stream().anyMatch(item -> item.type.equals("commandExecution"));
    }

    /** Whether a file was added where one had been: the diff then tells only what differs. */
    private static boolean overwrites(TurnView turn, String diff) {
        long added = turn.items.values().stream()
                .flatMap(item -> applied(item, true).stream())
                .filter(change -> change.path("kind").path("type").asText("").equals("add"))
                .count();
        return diff.lines().filter(line -> line.startsWith("new file mode")).count() < added;
    }
}
