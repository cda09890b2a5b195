package dev.parlance.conformance.engine;

import dev.parlance.conformance.protocol.Party;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of one connection: who has introduced himself how, what is asked and not answered, which threads there are. */
final class Connection {
    private static final int MAX_THREADS = 20_000;
    private static final int MAX_ASKED = 100_000;
    /** Without these the course of a turn cannot be followed. */
    private static final Set<String> NEEDED = Set.of(
            "turn/started",
            "turn/completed",
            "item/started",
            "item/completed",
            "thread/started",
            "thread/status/changed",
            "serverRequest/resolved");

    private final String name;
    private final Map<String, Deque<Exchange>> askedByClient = Bounded.map(MAX_ASKED);
    private final Map<String, Deque<Exchange>> askedByServer = Bounded.map(MAX_ASKED);
    private final Map<String, ThreadView> threads = Bounded.map(MAX_THREADS);
    private final Set<String> optedOut = new HashSet<>();
    private final Map<Object, Object> notes = new HashMap<>();
    private boolean serverCredible;
    private boolean clientCredible;
    private boolean experimental;
    private boolean webSocket;
    private boolean blind;

    Connection(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Whether a party has shown by its part of the handshake that it speaks the protocol at all. */
    boolean credible(Party party) {
        return party == Party.CLIENT ? clientCredible : serverCredible;
    }

    void believeClient() {
        clientCredible = true;
    }

    /** The handshake was right: from here on the connection is open. */
    void opened(boolean experimentalOptIn, Collection<String> optOuts) {
        serverCredible = true;
        experimental = experimentalOptIn;
        optedOut.addAll(optOuts);
        blind = optedOut.stream().anyMatch(NEEDED::contains);
    }

    boolean open() {
        return serverCredible;
    }

    boolean experimental() {
        return experimental;
    }

    Set<String> optedOut() {
        return optedOut;
    }

    /** Whether it opted out of something without which the course of its turns cannot be judged. */
    boolean blind() {
        return blind;
    }

    boolean webSocket() {
        return webSocket;
    }

    void isWebSocket() {
        webSocket = true;
    }

    Map<String, Deque<Exchange>> asked(Party by) {
        return by == Party.CLIENT ? askedByClient : askedByServer;
    }

    void ask(Exchange exchange) {
        asked(exchange.request().sender())
                .computeIfAbsent(exchange.request().idKey(), key -> new ArrayDeque<>())
                .add(exchange);
    }

    @Nullable
    Exchange oldest(Party by, String idKey) {
        Deque<Exchange> waiting = asked(by).get(idKey);
        return waiting == null ? null : waiting.peekFirst();
    }

    void answered(Party by, String idKey) {
        Deque<Exchange> waiting = asked(by).get(idKey);
        if (waiting != null) {
            waiting.pollFirst();
            if (waiting.isEmpty()) {
                asked(by).remove(idKey);
            }
        }
    }

    /** The thread, made known if it was not. */
    ThreadView thread(String id) {
        return threads.computeIfAbsent(id, ThreadView::new);
    }

    @Nullable
    ThreadView findThread(String id) {
        return threads.get(id);
    }

    Collection<ThreadView> threads() {
        return threads.values();
    }

    void forget(String threadId) {
        threads.remove(threadId);
    }

    /** What a check wants to remember about this connection, made on first use. */
    <T> T memory(Class<T> type, Supplier<T> first) {
        return type.cast(notes.computeIfAbsent(type, key -> first.get()));
    }
}
