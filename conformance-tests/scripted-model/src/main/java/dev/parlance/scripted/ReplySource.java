package dev.parlance.scripted;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A reply of the script, written down or made when the request is there. */
record ReplySource(Function<ModelRequest, Reply> function, List<Gate> gates) {
    static ReplySource of(Reply reply) {
        return new ReplySource(request -> reply, reply.gates());
    }

    static List<ReplySource> of(Reply... replies) {
        return Arrays.stream(replies).map(ReplySource::of).toList();
    }
}
