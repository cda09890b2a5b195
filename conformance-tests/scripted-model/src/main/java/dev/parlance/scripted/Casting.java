package dev.parlance.scripted;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which reply a request gets: each line of the script counts for itself, replies are numbered in the order given out. */
final class Casting {
    private final Script script;
    private final List<Position> conditional = new ArrayList<>();
    private final Position rest;
    private int givenOut;

    Casting(Script script) {
        this.script = script;
        for (Script.Line line : script.lines()) {
            conditional.add(new Position(line, line.replies()));
        }
        this.rest = new Position(null, script.replies());
    }

    /** The next reply for the request, or a part without a reply when the script has none left for it. */
    synchronized Part next(ModelRequest request) {
        Position position = conditional.stream()
                .filter(line -> line.line != null && line.line.condition().test(request))
                .findFirst()
                .orElse(rest);
        int number = givenOut++;
        boolean repeat = script.afterEnd() == AfterEnd.REPEAT_LAST && !position.replies.isEmpty();
        if (position.left() == 0 && !repeat) {
            return new Part(number, null);
        }
        ReplySource source = position.replies.get(Math.min(position.at, position.replies.size() - 1));
        position.at = Math.min(position.at + 1, position.replies.size());
        return new Part(number, source.function().apply(request));
    }

    synchronized void add(List<ReplySource> replies) {
        rest.replies.addAll(replies);
    }

    synchronized int left() {
        int left = rest.left();
        for (Position position : conditional) {
            left += position.left();
        }
        return left;
    }

    record Part(int number, @Nullable Reply reply) {}

    private static final class Position {
        private final Script.@Nullable Line line;
        private final List<ReplySource> replies;
        private int at;

        Position(Script.@Nullable Line line, List<ReplySource> replies) {
            this.line = line;
            this.replies = new ArrayList<>(replies);
        }

        int left() {
            return replies.size() - at;
        }
    }
}
