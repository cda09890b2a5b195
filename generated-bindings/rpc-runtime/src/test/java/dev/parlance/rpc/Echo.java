package dev.parlance.rpc;

import java.util.concurrent.CompletableFuture;

/** A protocol of a few methods, for tests. */
final class Echo {
    static final Method<Text, Text> ECHO = Method.request(Direction.CLIENT_TO_SERVER, "echo", Text.class, Text.class);
    static final Method<Text, Text> ASK = Method.request(Direction.SERVER_TO_CLIENT, "ask", Text.class, Text.class);
    static final Method<Text, Void> TOLD = Method.notification(Direction.SERVER_TO_CLIENT, "told", Text.class);
    static final Method<Void, Void> READY = Method.notification(Direction.CLIENT_TO_SERVER, "ready", Void.class);
    static final Method<Void, Text> CLEAR = Method.request(Direction.CLIENT_TO_SERVER, "clear", Void.class, Text.class);
    static final Method<Count, Count> STREAM =
            Method.request(Direction.CLIENT_TO_SERVER, "stream", Count.class, Count.class);

    record Text(String text) {
        Text {
            if (text == null) {
                throw new NullPointerException("text");
            }
        }
    }

    record Count(int count) {}

    private Echo() {}

    /** Answers with what it is given. */
    static Handlers handlers() {
        return Handlers.builder()
                .onRequest(ECHO, CompletableFuture::completedFuture)
                .onRequest(CLEAR, unused -> CompletableFuture.completedFuture(new Text("cleared")))
                .build();
    }
}
