package dev.parlance.server.history;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.SortDirection;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.agent.protocol.ThreadItemsListAnchor;
import dev.parlance.agent.protocol.ThreadItemsListCursor;
import dev.parlance.agent.protocol.ThreadItemsListParams;
import dev.parlance.agent.protocol.ThreadTurnsListParams;
import dev.parlance.agent.protocol.TurnItemsView;
import dev.parlance.rpc.EncodedJson;
import dev.parlance.server.store.ItemPage;
import dev.parlance.server.store.Span;
import dev.parlance.server.store.StoredItem;
import dev.parlance.server.store.StoredTurn;
import dev.parlance.server.store.ThreadReader;
import dev.parlance.server.store.ThreadStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pages of turns and of items. */
final class HistoryPages {
    private static final int TURNS = 25;
    private static final int ITEMS = 100;

    /** No turn is begun in an answer longer than this. */
    private static final int PAGE_BYTES = 32 << 20;

    private static final List<TurnItemsView> VIEWS =
            List.of(TurnItemsView.NOT_LOADED, TurnItemsView.SUMMARY, TurnItemsView.FULL);

    private final ThreadStore store;
    private final LiveThreads live;

    HistoryPages(ThreadStore store, LiveThreads live) {
        this.store = store;
        this.live = live;
    }

    /** Refuses where there is no stored history to go along with that thread. */
    void checkTurnsReadable(AgentThread thread) {
        if (thread.ephemeral()) {
            throw AgentErrors.ephemeralThread("ephemeral threads do not support includeTurns");
        }
        if (store.find(thread.id()).isEmpty()) {
            throw AgentErrors.notSupported("list_turns is not supported yet");
        }
    }

    EncodedJson allTurns(String threadId) {
        ThreadReader reader = store.reader(threadId);
        List<ThreadItem> open = live.openItems(threadId);
        try (TurnWriter writer = new TurnWriter()) {
            writer.beginArray();
            reader.turns(Span.all()).forEach(turn -> writer.turn(reader, turn, TurnItemsView.FULL, open));
            writer.endArray();
            return writer.result();
        }
    }

    EncodedJson turns(ThreadTurnsListParams params) {
        String threadId = ThreadIds.check(params.threadId());
        TurnItemsView view = params.itemsView() == null ? TurnItemsView.SUMMARY : params.itemsView();
        if (!VIEWS.contains(view)) {
            throw AgentErrors.invalidRequest("itemsView must be notLoaded, summary or full");
        }
        checkTurnsListed(threadId);
        int limit = Cursors.limit(params.limit(), TURNS);
        Span span = span(params.sortDirection() == SortDirection.ASC, limit + 1);
        if (params.cursor() != null) {
            HistoryCursor cursor = HistoryCursor.read(params.cursor(), threadId, HistoryCursor.TURNS, null);
            span = span.from(cursor.ordinal(), cursor.includeAnchor());
        }
        return turns(threadId, span, limit, view);
    }

    private EncodedJson turns(String threadId, Span span, int limit, TurnItemsView view) {
        ThreadReader reader = store.reader(threadId);
        List<ThreadItem> open = live.openItems(threadId);
        List<StoredTurn> turns = reader.turns(span);
        try (TurnWriter writer = new TurnWriter()) {
            writer.beginPage();
            int written = 0;
            while (written < Math.min(limit, turns.size()) && writer.size() < PAGE_BYTES) {
                writer.turn(reader, turns.get(written), view, open);
                written++;
            }
            boolean more = written < turns.size();
            writer.endPage(
                    more ? turnCursor(threadId, turns.get(written - 1), false) : null,
                    turns.isEmpty() ? null : turnCursor(threadId, turns.get(0), true));
            return writer.result();
        }
    }

    private void checkTurnsListed(String threadId) {
        AgentThread thread = live.live(threadId);
        if (thread != null && thread.ephemeral()) {
            throw AgentErrors.ephemeralThread("ephemeral threads do not support thread/turns/list");
        }
        if (store.find(threadId).isPresent()) {
            return;
        }
        if (thread == null) {
            throw AgentErrors.threadNotFound("thread not loaded: " + threadId);
        }
        throw AgentErrors.notMaterialized("thread " + threadId
                + " is not materialized yet; thread/turns/list is unavailable before first user message");
    }

    EncodedJson items(ThreadItemsListParams params) {
        String threadId = ThreadIds.check(params.threadId());
        if (store.find(threadId).isEmpty()) {
            throw AgentErrors.notSupported("thread/items/list is not supported yet");
        }
        String turnId = params.turnId();
        ThreadReader reader = store.reader(threadId);
        Span span = span(params.sortDirection() != SortDirection.DESC, Cursors.limit(params.limit(), ITEMS));
        ItemPage page = reader.items(start(span, params.cursor(), reader, threadId, turnId), turnId);
        List<StoredItem> items = page.items();
        try (TurnWriter writer = new TurnWriter()) {
            writer.beginPage();
            items.forEach(writer::entry);
            writer.endPage(
                    page.more() ? itemCursor(threadId, turnId, items.get(items.size() - 1), false) : null,
                    items.isEmpty() ? null : itemCursor(threadId, turnId, items.get(0), true));
            return writer.result();
        }
    }

    private static Span start(
            Span span,
            @Nullable ThreadItemsListCursor cursor,
            ThreadReader reader,
            String threadId,
            @Nullable String turnId) {
        if (cursor instanceof ThreadItemsListCursor.StringValue text) {
            HistoryCursor place = HistoryCursor.read(text.value(), threadId, HistoryCursor.ITEMS, turnId);
            return span.from(place.ordinal(), place.includeAnchor());
        }
        if (cursor instanceof ThreadItemsListAnchor anchor) {
            StoredItem item = reader.item(anchor.itemId())
                    .filter(found -> found.turnId().equals(turnId))
                    .orElseThrow(() -> Cursors.invalid(anchor.itemId()));
            return span.from(item.ordinal(), false);
        }
        return span;
    }

    Optional<String> newestTurn(String threadId) {
        return store.reader(threadId).lastTurn().map(turn -> turnCursor(threadId, turn, true));
    }

    Optional<String> newestItem(String threadId) {
        List<StoredItem> newest =
                store.reader(threadId).items(span(false, 1), null).items();
        return newest.stream().findFirst().map(item -> itemCursor(threadId, null, item, true));
    }

    private static Span span(boolean ascending, int limit) {
        Span all = ascending ? Span.all() : Span.all().newestFirst();
        return all.limit(limit);
    }

    private static String turnCursor(String threadId, StoredTurn turn, boolean includeAnchor) {
        return new HistoryCursor(threadId, HistoryCursor.TURNS, null, turn.ordinal(), includeAnchor).write();
    }

    private static String itemCursor(String threadId, @Nullable String turnId, StoredItem item, boolean includeAnchor) {
        return new HistoryCursor(threadId, HistoryCursor.ITEMS, turnId, item.ordinal(), includeAnchor).write();
    }
}
