package dev.parlance.server.turn;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AgentMessageThreadItem;
import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.CodexErrorInfo;
import dev.parlance.agent.protocol.ErrorNotification;
import dev.parlance.agent.protocol.SandboxPolicy;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.agent.protocol.Turn;
import dev.parlance.agent.protocol.TurnCompletedNotification;
import dev.parlance.agent.protocol.TurnError;
import dev.parlance.agent.protocol.TurnItemsView;
import dev.parlance.agent.protocol.TurnStartedNotification;
import dev.parlance.agent.protocol.TurnStatus;
import dev.parlance.rpc.EncodedJson;
import dev.parlance.server.Json;
import dev.parlance.server.model.ModelException;
import dev.parlance.server.patch.AppliedPatch;
import dev.parlance.server.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn from its beginning to {@code turn/completed}, which always comes, exactly once. {@link #run} does it all on the
 * calling thread; what it does in between is a {@link TurnBody}.
 */
public final class TurnRunner implements TurnScope {
    private static final Logger LOG = LoggerFactory.getLogger(TurnRunner.class);

    private final TurnHost host;
    private final TurnPlan plan;
    private final TurnKind kind;
    private final TurnBody body;
    private final Interrupts interrupts = new Interrupts();
    private final Items items;
    private final TurnDiffs diffs;
    private final ApprovalDesk approvals;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile long startedAtMs;
    private volatile boolean over;

    /** A turn that has been stored as begun, and has not been announced. */
    public TurnRunner(TurnHost host, TurnPlan plan, TurnKind kind, TurnBody body) {
        this.host = host;
        this.plan = plan;
        this.kind = kind;
        this.body = body;
        this.items = new Items(host, plan.id(), plan.clock());
        this.diffs = new TurnDiffs(host, plan);
        this.approvals = host.approvals(this);
        this.startedAtMs = plan.clock().millis();
    }

    /** The whole turn. Throws nothing. */
    public void run() {
        startedAtMs = plan.clock().millis();
        TurnStatus status = TurnStatus.FAILED;
        TurnError error = null;
        try {
            host.turnBegun(this);
            audience().turnStarted(new TurnStartedNotification(threadId(), running(), Map.of()));
            body.run(this);
            status = TurnStatus.COMPLETED;
        } catch (InterruptedException | TurnCancelledException e) {
            status = TurnStatus.INTERRUPTED;
        } catch (ModelException e) {
            error = TurnErrors.of(e);
        } catch (StoreException e) {
            LOG.error("turn {} could not be stored", plan.id(), e);
            error = TurnErrors.of(e.getMessage(), CodexErrorInfo.Value.OTHER);
        } catch (RuntimeException | Error e) {
            LOG.error("turn {} failed", plan.id(), e);
            error = TurnErrors.of("internal error", CodexErrorInfo.Value.INTERNAL_SERVER_ERROR);
        }
        end(status, error);
    }

    private void end(TurnStatus status, @Nullable TurnError error) {
        TurnError shown = error;
        long now = Math.max(plan.clock().millis(), startedAtMs);
        try {
            items.completeOpen();
            body.ended(this, status);
            host.log()
                    .endTurn(
                            plan.id(),
                            status.wire(),
                            error == null ? null : EncodedJson.of(Json.bytes(error)),
                            now,
                            now - startedAtMs);
        } catch (RuntimeException e) {
            LOG.error("the end of turn {} could not be stored", plan.id(), e);
        }
        over = true;
        try {
            host.turnEnding(this, shown != null);
            if (shown != null) {
                audience()
                        .error(ErrorNotification.builder()
                                .error(shown)
                                .willRetry(false)
                                .threadId(threadId())
                                .turnId(plan.id())
                                .build());
            }
            audience().turnCompleted(new TurnCompletedNotification(threadId(), over(status, shown, now), Map.of()));
        } finally {
            host.turnEnded(this);
            ended.complete(null);
        }
    }

    /** Stops it: it ends as interrupted, as soon as what it is doing has been stopped. */
    public void interrupt() {
        interrupts.fire();
    }

    /** True once it has been interrupted. */
    public boolean interrupted() {
        return interrupts.fired();
    }

    /**
     * Adds input.
     *
     * @return false where it comes too late, or the turn takes none
     */
    public boolean steer(TurnInput input) {
        return !interrupts.fired() && body.steer(input);
    }

    /**
     * Has something done between two model requests.
     *
     * @return false where it comes too late, or the turn takes nothing
     */
    public boolean add(TurnStep step) {
        return !interrupts.fired() && body.add(step);
    }

    /** What it is for. */
    public TurnKind kind() {
        return kind;
    }

    /** True where it is over but for what is still to be said. */
    public boolean over() {
        return over;
    }

    /** True where it is over, or about to be: whatever comes now belongs to the next turn. */
    public boolean ending() {
        return over || interrupts.fired();
    }

    /** Completes when {@code turn/completed} has been sent. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** The turn as it stands while it runs, without items. */
    public Turn running() {
        return Turn.builder()
                .id(plan.id())
                .items(List.of())
                .itemsView(TurnItemsView.NOT_LOADED)
                .status(TurnStatus.IN_PROGRESS)
                .startedAt(startedAtMs / 1000)
                .build();
    }

    private Turn over(TurnStatus status, @Nullable TurnError error, long now) {
        AgentMessageThreadItem last = TurnStatus.COMPLETED.equals(status) ? items.lastMessage() : null;
        return Turn.builder()
                .id(plan.id())
                .items(last == null ? List.of() : List.of(last))
                .itemsView(last == null ? TurnItemsView.NOT_LOADED : TurnItemsView.SUMMARY)
                .status(status)
                .error(error)
                .startedAt(startedAtMs / 1000)
                .completedAt(now / 1000)
                .durationMs(now - startedAtMs)
                .build();
    }

    /** Tells the model something, with its next request. */
    public void tellModel(String text) {
        host.context().add(plan.id(), List.of(Messages.user(text)));
    }

    /** Items that have been started and not completed. */
    public List<ThreadItem> openItems() {
        return items.open();
    }

    TurnHost host() {
        return host;
    }

    TurnPlan plan() {
        return plan;
    }

    Interrupts interrupts() {
        return interrupts;
    }

    Items ownItems() {
        return items;
    }

    TurnDiffs diffs() {
        return diffs;
    }

    @Override
    public String threadId() {
        return host.threadId();
    }

    @Override
    public String turnId() {
        return plan.id();
    }

    @Override
    public Path cwd() {
        return Path.of(plan.settings().cwd());
    }

    @Override
    public AskForApproval approvalPolicy() {
        return plan.settings().approvalPolicy();
    }

    @Override
    public SandboxPolicy sandbox() {
        return plan.settings().sandbox();
    }

    @Override
    public SessionGrants grants() {
        return host.grants();
    }

    @Override
    public ItemSink items() {
        return items;
    }

    @Override
    public ApprovalDesk approvals() {
        return approvals;
    }

    @Override
    public AgentClient audience() {
        return host.audience();
    }

    @Override
    public Consumer<AppliedPatch> changes() {
        return diffs::changed;
    }

    @Override
    public Hook onInterrupt(Runnable stop) {
        return interrupts.on(stop);
    }
}
