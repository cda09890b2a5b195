package dev.parlance.conformance.engine;

import dev.parlance.conformance.protocol.Party;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of one connection: who has introduced himself how, what is asked and not answered, which threads there are. */
final class Connection {
    private static final int MAX_THREADS = 20_000;
    private static final int MAX_ASKED = 100_000;
    private static final long NEVER = -1;
    private final String name;
    private final Map<String, Deque<Exchange>> askedByClient = Bounded.map(MAX_ASKED);
    private final Map<String, Deque<Exchange>> askedByServer = Bounded.map(MAX_ASKED);
    private final Map<String, ThreadView> threads = Bounded.map(MAX_THREADS);
    private final Set<String> optedOut = new HashSet<>();
    /** How many requests to join a thread are not answered yet. */
    private final Map<String, Integer> joining = Bounded.map(MAX_THREADS);
    /** Number of the event with which the connection left a thread. */
    private final Map<String, Long> left = Bounded.map(MAX_THREADS);

    private final Set<String> away = Collections.newSetFromMap(Bounded.map(MAX_THREADS));
    private final Map<Object, Object> notes = new HashMap<>();
    private boolean serverCredible;
    private boolean clientCredible;
    private boolean experimental;
    private boolean webSocket;

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

    /** Whether it opted out of none of these notifications, so that what did not come was not sent. */
    boolean hears(String... methods) {
        return optedOut.isEmpty() || hears(List.of(methods));
    }

    /** The same of a collection of methods. */
    boolean hears(Collection<String> methods) {
        return Collections.disjoint(optedOut, methods);
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

    void joins(String threadId) {
        joining.merge(threadId, 1, Integer::sum);
    }

    void joinAnswered(String threadId) {
        joining.computeIfPresent(threadId, (id, count) -> count > 1 ? count - 1 : null);
    }

    /** Whether it has asked for the thread: news may overtake the answer. */
    boolean joining(String threadId) {
        return joining.containsKey(threadId);
    }

    /** It is sent nothing more of the thread; what it knew of it is out of date when it comes back. */
    void leave(String threadId, long number) {
        threads.remove(threadId);
        left.put(threadId, number);
        away.add(threadId);
    }

    void isThere(String threadId) {
        thread(threadId).subscribed = true;
        away.remove(threadId);
    }

    /** Whether it left the thread and has not come back. */
    boolean away(String threadId) {
        return away.contains(threadId);
    }

    /** Whether it has left the thread since an event, so that it may have missed what came of it. */
    boolean leftSince(String threadId, long number) {
        return !left.isEmpty() && left.getOrDefault(threadId, NEVER) > number;
    }

    /** Whether it joined the thread while that turn ran, and so cannot have seen how it and its first items began. */
    boolean late(String threadId, String turnId) {
        ThreadView thread = threads.get(threadId);
        if (thread == null) {
            return joining(threadId);
        }
        TurnView turn = thread.findTurn(turnId);
        boolean unseen = turn == null || !(turn.started || turn.ended);
        return thread.mayBeUnderWay(turnId) || (unseen && !thread.subscribed && joining(threadId));
    }

    /** What a check wants to remember about this connection, made on first use. */
    <T> T memory(Class<T> type, Supplier<T> first) {
        return type.cast(notes.computeIfAbsent(type, key -> first.get()));
    }
}
