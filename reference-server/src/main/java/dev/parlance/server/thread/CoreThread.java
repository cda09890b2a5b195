package dev.parlance.server.thread;

import dev.parlance.agent.protocol.ActiveThreadStatus;
import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.IdleThreadStatus;
import dev.parlance.agent.protocol.SystemErrorThreadStatus;
import dev.parlance.agent.protocol.ThreadActiveFlag;
import dev.parlance.agent.protocol.ThreadStatus;
import dev.parlance.agent.protocol.ThreadStatusChangedNotification;
import dev.parlance.agent.protocol.ThreadTokenUsage;
import dev.parlance.rpc.EncodedJson;
import dev.parlance.server.Json;
import dev.parlance.server.history.ThreadViews;
import dev.parlance.server.store.StoreException;
import dev.parlance.server.store.StoredThread;
import dev.parlance.server.store.TurnLog;
import dev.parlance.server.turn.ApprovalDesk;
import dev.parlance.server.turn.ModelContext;
import dev.parlance.server.turn.SessionGrants;
import dev.parlance.server.turn.TokenMeter;
import dev.parlance.server.turn.TurnHost;
import dev.parlance.server.turn.TurnRunner;
import dev.parlance.server.turn.TurnSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loaded thread: its record, its subscribers, the turn that runs in it, and its status. Requests that change it come one
 * at a time; turns report from their own threads.
 */
public final class CoreThread implements TurnHost {
    private static final Logger LOG = LoggerFactory.getLogger(CoreThread.class);

    private final ThreadServices services;
    private final ThreadRecord record;
    private final Map<Subscriber, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final AgentClient audience = Audience.of(subscriptions::values);
    private final SessionGrants grants = new SessionGrants();
    private final Approvals approvals;

    private TurnSettings settings;
    private ThreadStatus status = IdleThreadStatus.of();
    private @Nullable TurnRunner active;
    private boolean activeAnnounced;
    private boolean closed;

    CoreThread(ThreadServices services, ThreadRecord record) {
        this.services = services;
        this.record = record;
        this.settings = record.settings();
        this.approvals =
                new Approvals(threadId(), subscriptions::keySet, this::waitingChanged, services.approvalDeadline());
    }

    @Override
    public String threadId() {
        return record.row().id();
    }

    ThreadRecord record() {
        return record;
    }

    /** True where it is never stored. */
    public boolean ephemeral() {
        return record.ephemeral();
    }

    /** True once it is on the disk. */
    public boolean isStored() {
        return record.isStored();
    }

    /** How its next turn runs. */
    public synchronized TurnSettings settings() {
        return settings;
    }

    /** Changes how its turns run, from the next one on. */
    synchronized void settings(TurnSettings value) {
        if (!value.equals(settings)) {
            settings = value;
            record.update(row -> row.toBuilder()
                    .settings(ThreadRecord.encoded(value))
                    .model(value.model())
                    .reasoningEffort(
                            value.effort() == null ? null : value.effort().value())
                    .cwd(value.cwd())
                    .build());
        }
    }

    /** Changes what is kept of it. */
    public void change(UnaryOperator<StoredThread> change) {
        record.update(change);
    }

    /** As clients see it, without turns. */
    public AgentThread view() {
        AgentThread view = ThreadViews.of(record.row(), status());
        return ephemeral() ? view.toBuilder().ephemeral(true).build() : view;
    }

    // Subscribers

    /**
     * Whoever subscribes is told of everything from here on.
     *
     * @return false where the thread has just been unloaded: it has to be loaded again
     */
    public synchronized boolean subscribe(Subscriber subscriber) {
        if (!closed) {
            subscriptions.computeIfAbsent(subscriber, Subscription::new);
        }
        return !closed;
    }

    /** Nothing begins in it any more; false where somebody listens or a turn runs. */
    synchronized boolean closeIfUnused() {
        closed |= subscriptions.isEmpty() && active == null;
        return closed;
    }

    /** Shows the questions that are open to somebody who has subscribed, once the request is answered. */
    public void replayTo(Subscriber subscriber) {
        approvals.replayTo(subscriber);
    }

    /** Nothing of the thread is told to it any more once this returns; false where it had not subscribed. */
    public boolean unsubscribe(Subscriber subscriber) {
        approvals.withdrawFrom(subscriber);
        Subscription subscription = subscriptions.remove(subscriber);
        if (subscription != null) {
            subscription.end();
        }
        return subscription != null;
    }

    /** The same for one whose connection is gone; returns at once. */
    boolean abandon(Subscriber subscriber) {
        approvals.withdrawFrom(subscriber);
        Subscription subscription = subscriptions.remove(subscriber);
        if (subscription != null) {
            subscription.abandon();
        }
        return subscription != null;
    }

    /** True while anybody listens. */
    public boolean hasSubscribers() {
        return !subscriptions.isEmpty();
    }

    @Override
    public AgentClient audience() {
        return audience;
    }

    // Turns

    /** The turn that runs; null for none. */
    public synchronized @Nullable TurnRunner active() {
        return active;
    }

    /** Makes it the one that runs. */
    synchronized void active(TurnRunner turn) {
        if (closed) {
            throw AgentErrors.threadNotFound("thread not found: " + threadId());
        }
        if (active != null) {
            throw new IllegalStateException("a turn runs already in " + threadId());
        }
        active = turn;
    }

    @Override
    public void turnBegun(TurnRunner turn) {
        synchronized (this) {
            activeAnnounced = true;
        }
        show(ActiveThreadStatus.of(List.of()));
    }

    @Override
    public void turnEnding(TurnRunner turn, boolean failed) {
        long now = services.clock().millis();
        EncodedJson usage = EncodedJson.of(Json.bytes(tokenUsage()));
        try {
            record.update(row -> row.toBuilder()
                    .updatedAtMs(now)
                    .recencyAtMs(now)
                    .tokenUsage(usage)
                    .build());
        } catch (StoreException e) {
            LOG.error("the state of thread {} could not be stored", threadId(), e);
        }
        synchronized (this) {
            activeAnnounced = false;
        }
        show(failed ? SystemErrorThreadStatus.of() : IdleThreadStatus.of());
    }

    @Override
    public synchronized void turnEnded(TurnRunner turn) {
        active = null;
    }

    private void waitingChanged(int questions) {
        synchronized (this) {
            if (!activeAnnounced) {
                return; // the turn is over, and has said so
            }
        }
        show(ActiveThreadStatus.of(questions > 0 ? List.of(ThreadActiveFlag.WAITING_ON_APPROVAL) : List.of()));
    }

    /** Its status as clients see it. */
    public synchronized ThreadStatus status() {
        return status;
    }

    /** Tells every connection of a status, where it is news. */
    private void show(ThreadStatus value) {
        synchronized (this) {
            if (value.equals(status)) {
                return;
            }
            status = value;
        }
        services.everyone().threadStatusChanged(new ThreadStatusChangedNotification(value, threadId(), Map.of()));
    }

    // What a turn needs

    @Override
    public TurnLog log() {
        return record.log();
    }

    @Override
    public boolean hasItem(String itemId) {
        return record.hasItem(itemId);
    }

    @Override
    public ModelContext context() {
        return record.context();
    }

    @Override
    public TokenMeter tokens() {
        return record.tokens();
    }

    @Override
    public SessionGrants grants() {
        return grants;
    }

    @Override
    public ApprovalDesk approvals(TurnRunner turn) {
        return approvals.desk(turn);
    }

    /** Tokens used so far, as clients are told. */
    public ThreadTokenUsage tokenUsage() {
        return tokens().usage();
    }

    StoredThread row() {
        return record.row();
    }
}
