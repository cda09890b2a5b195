package dev.parlance.server.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.ThreadItemsListParams;
import dev.parlance.agent.protocol.ThreadListParams;
import dev.parlance.agent.protocol.ThreadListResponse;
import dev.parlance.agent.protocol.ThreadLoadedListParams;
import dev.parlance.agent.protocol.ThreadLoadedListResponse;
import dev.parlance.agent.protocol.ThreadReadParams;
import dev.parlance.agent.protocol.ThreadReadResponse;
import dev.parlance.agent.protocol.ThreadTurnsListParams;
import dev.parlance.rpc.EncodedJson;
import dev.parlance.rpc.RpcException;
import dev.parlance.server.Json;
import dev.parlance.server.store.StoreException;
import dev.parlance.server.store.StoredThread;
import dev.parlance.server.store.StoredTurn;
import dev.parlance.server.store.ThreadPage;
import dev.parlance.server.store.ThreadQuery.Position;
import dev.parlance.server.store.ThreadStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers whatever reads threads and changes nothing: {@code thread/list}, {@code thread/loaded/list}, {@code thread/read},
 * {@code thread/turns/list}, {@code thread/items/list}. Safe for use by several threads. Every method throws
 * {@link RpcException} with the text for the client.
 *
 * <pre>{@code
 * handlers.onRequest(AgentMethods.THREAD_LIST, params -> completedFuture(history.list(params)));
 * }</pre>
 */
public final class ThreadHistory {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadHistory.class);
    private static final int THREADS = 25;

    private final ThreadStore store;
    private final LiveThreads live;
    private final HistoryPages pages;

    /** Reads from that store, and from memory what is not in it. */
    public ThreadHistory(ThreadStore store, LiveThreads live) {
        this.store = store;
        this.live = live;
        this.pages = new HistoryPages(store, live);
    }

    /** {@code thread/list}. */
    public ThreadListResponse list(ThreadListParams params) {
        ListParams asked = new ListParams(params);
        asked.check();
        ListCursor cursors = new ListCursor(asked.sort(), asked.filter());
        var query = cursors.query(asked.ascending(), Cursors.limit(params.limit(), THREADS), params.cursor());
        if (asked.matchesNothing()) {
            return ThreadListResponse.builder().data(List.of()).build();
        }
        ThreadPage page = answer(() -> store.list(query));
        List<StoredThread> threads = page.threads();
        ThreadListResponse.Builder response = ThreadListResponse.builder()
                .data(threads.stream().map(this::view).toList());
        if (!threads.isEmpty()) {
            StoredThread first = threads.get(0);
            response.backwardsCursor(cursors.write(new Position(query.sort().of(first), first.id(), true)));
        }
        if (page.more()) {
            StoredThread last = threads.get(threads.size() - 1);
            response.nextCursor(cursors.write(new Position(query.sort().of(last), last.id(), false)));
        }
        return response.build();
    }

    private AgentThread view(StoredThread stored) {
        AgentThread loaded = live.live(stored.id());
        return loaded == null ? ThreadViews.notLoaded(stored) : ThreadViews.of(stored, loaded.status());
    }

    /** {@code thread/loaded/list}: sorted by id; a cursor is the last id of the page before. */
    public ThreadLoadedListResponse loaded(ThreadLoadedListParams params) {
        int limit = params.limit() == null ? Integer.MAX_VALUE : Cursors.limit(params.limit(), 1);
        String after = params.cursor();
        List<String> ids = live.loadedIds().stream()
                .filter(id -> after == null || id.compareTo(after) > 0)
                .sorted()
                .toList();
        boolean more = ids.size() > limit;
        List<String> page = more ? ids.subList(0, limit) : ids;
        return ThreadLoadedListResponse.builder()
                .data(page)
                .nextCursor(more ? page.get(limit - 1) : null)
                .build();
    }

    /** {@code thread/read}: a {@link ThreadReadResponse}. */
    public EncodedJson read(ThreadReadParams params) {
        String threadId = ThreadIds.check(params.threadId());
        return answer(() -> {
            AgentThread thread = live.live(threadId);
            if (thread == null) {
                thread = ThreadViews.notLoaded(store.find(threadId)
                        .orElseThrow(() -> AgentErrors.threadNotFound("thread not loaded: " + threadId)));
            }
            ThreadReadResponse response =
                    ThreadReadResponse.builder().thread(thread).build();
            if (!Boolean.TRUE.equals(params.includeTurns())) {
                return EncodedJson.of(Json.bytes(response));
            }
            pages.checkTurnsReadable(thread);
            return withTurns(response, threadId);
        });
    }

    /**
     * An answer that has a member {@code thread}, with all turns of that thread in it: for {@code thread/read},
     * {@code thread/resume} and {@code thread/fork}. A thread that is not stored has no turns.
     */
    public EncodedJson withTurns(Object response, String threadId) {
        return answer(() -> {
            ObjectNode tree = Json.MAPPER.valueToTree(response);
            tree.withObject("/thread").putPOJO("turns", pages.allTurns(threadId));
            return EncodedJson.of(Json.bytes(tree));
        });
    }

    /** {@code thread/turns/list}: a {@code ThreadTurnsListResponse}. */
    public EncodedJson turns(ThreadTurnsListParams params) {
        return answer(() -> pages.turns(params));
    }

    /** {@code thread/items/list}: a {@code ThreadItemsListResponse}. */
    public EncodedJson items(ThreadItemsListParams params) {
        return answer(() -> pages.items(params));
    }

    /** The newest turn of a thread; empty where it has none. */
    public Optional<String> lastTurnId(String threadId) {
        return answer(() -> store.reader(threadId).lastTurn().map(StoredTurn::id));
    }

    /** A cursor for {@code thread/turns/list} that begins with the newest turn; null if there is none. */
    public @Nullable String turnsBackwardsCursor(String threadId) {
        return answer(() -> pages.newestTurn(threadId)).orElse(null);
    }

    /** A cursor for {@code thread/items/list} that begins with the newest item; null if there is none. */
    public @Nullable String itemsBackwardsCursor(String threadId) {
        return answer(() -> pages.newestItem(threadId)).orElse(null);
    }

    private static <T> T answer(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (StoreException e) {
            LOG.error("history cannot be read", e);
            throw AgentErrors.internalError(e.reason().forClients());
        }
    }
}
