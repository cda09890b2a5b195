package dev.parlance.server.turn;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AgentMessageThreadItem;
import dev.parlance.agent.protocol.ItemCompletedNotification;
import dev.parlance.agent.protocol.ItemStartedNotification;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.rpc.EncodedJson;
import dev.parlance.server.Json;
import dev.parlance.server.store.TurnLog;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The items of one turn: stored first, then announced as completed. Thread-safe; each item belongs to one thread. */
final class Items implements ItemSink {
    private final String threadId;
    private final String turnId;
    private final TurnLog log;
    private final AgentClient audience;
    private final Clock clock;
    /** Started and not completed, by id. */
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    private volatile @Nullable AgentMessageThreadItem lastMessage;

    private record Open(ThreadItem item, long startedAtMs) {}

    Items(TurnHost host, String turnId, Clock clock) {
        this.threadId = host.threadId();
        this.turnId = turnId;
        this.log = host.log();
        this.audience = host.audience();
        this.clock = clock;
    }

    @Override
    public void start(ThreadItem item) {
        long now = clock.millis();
        ThreadItem timed = ItemShapes.timed(item, now, null);
        if (open.putIfAbsent(id(item), new Open(timed, now)) != null) {
            throw new IllegalStateException("item " + item.id() + " was started before");
        }
        audience.itemStarted(ItemStartedNotification.builder()
                .item(timed)
                .startedAtMs(now)
                .threadId(threadId)
                .turnId(turnId)
                .build());
    }

    @Override
    public void complete(ThreadItem item) {
        Open begun = open.get(id(item));
        if (begun == null) {
            throw new IllegalStateException("item " + item.id() + " is not open");
        }
        long now = Math.max(clock.millis(), begun.startedAtMs());
        ThreadItem timed = ItemShapes.timed(item, begun.startedAtMs(), now);
        log.appendItem(turnId, id(item), item.type(), begun.startedAtMs(), now, EncodedJson.of(Json.bytes(timed)));
        open.remove(id(item));
        if (timed instanceof AgentMessageThreadItem message) {
            lastMessage = message;
        }
        audience.itemCompleted(ItemCompletedNotification.builder()
                .item(timed)
                .completedAtMs(now)
                .threadId(threadId)
                .turnId(turnId)
                .build());
    }

    /** The last message the agent completed; null before the first. */
    @Nullable
    AgentMessageThreadItem lastMessage() {
        return lastMessage;
    }

    /** Started and not completed. */
    List<ThreadItem> open() {
        return open.values().stream().map(Open::item).toList();
    }

    /** Closes what is still open, at the end of the turn. */
    void completeOpen() {
        for (Open left : List.copyOf(open.values())) {
            complete(ItemShapes.cut(left.item()));
        }
    }

    private static String id(ThreadItem item) {
        return Objects.requireNonNull(item.id(), "an item of this server has an id");
    }
}
