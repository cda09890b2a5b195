package dev.parlance.server.thread;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.CodexErrorInfo;
import dev.parlance.agent.protocol.CodexErrorInfoActiveTurnNotSteerable;
import dev.parlance.agent.protocol.NonSteerableTurnKind;
import dev.parlance.agent.protocol.Turn;
import dev.parlance.agent.protocol.TurnError;
import dev.parlance.agent.protocol.TurnItemsView;
import dev.parlance.agent.protocol.TurnStartParams;
import dev.parlance.agent.protocol.TurnStatus;
import dev.parlance.agent.protocol.UserInput;
import dev.parlance.server.config.ConfigException;
import dev.parlance.server.config.ModelProviderInfo;
import dev.parlance.server.config.Settings;
import dev.parlance.server.store.StoredThread;
import dev.parlance.server.store.StoredTurn;
import dev.parlance.server.turn.CompactionBody;
import dev.parlance.server.turn.ConversationBody;
import dev.parlance.server.turn.Ids;
import dev.parlance.server.turn.TokenMeter;
import dev.parlance.server.turn.TurnBody;
import dev.parlance.server.turn.TurnInput;
import dev.parlance.server.turn.TurnKind;
import dev.parlance.server.turn.TurnPlan;
import dev.parlance.server.turn.TurnRunner;
import dev.parlance.server.turn.TurnSettings;
import dev.parlance.server.turn.UserInputs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Begins, steers and interrupts the turns of loaded threads. Called by one request of a thread at a time. */
public final class Turns {
    /** What is interrupted is killed, so this is for a machine that hardly moves. */
    private static final int END_SECONDS = 30;

    private final ThreadServices services;

    Turns(ThreadServices services) {
        this.services = services;
    }

    /**
     * A turn as the answer to its request shows it.
     *
     * @param turn not begun yet, or running
     * @param begin what begins it, to be run when the request is answered
     */
    public record Begun(Turn turn, Runnable begin) {}

    /** Begins a turn, or adds the input to the one that runs. */
    public Begun start(CoreThread thread, TurnStartParams params) {
        UserInputs.check(params.input());
        TurnInput input = new TurnInput(params.input(), params.clientUserMessageId());
        TurnRunner running = thread.active();
        if (running != null && !running.ending()) {
            if (running.kind() != TurnKind.CONVERSATION) {
                throw AgentErrors.turnNotSteerable(
                        "the running turn takes no input: wait for turn/completed, or interrupt it");
            }
            if (running.steer(input)) {
                thread.settings(TurnOverrides.apply(thread.settings(), params));
                return new Begun(running.running(), () -> {});
            }
        }
        awaitEnd(running);
        thread.settings(TurnOverrides.apply(thread.settings(), params));
        if (thread.row().preview().isEmpty()) {
            introduce(thread, params.input());
        }
        return begin(thread, TurnKind.CONVERSATION, new ConversationBody(input), params.outputSchema());
    }

    /** What lists show of a thread is known with its first turn. */
    private static void introduce(CoreThread thread, List<UserInput> input) {
        Optional<WorkingCopy> copy = WorkingCopy.of(Path.of(thread.settings().cwd()));
        thread.change(row -> {
            StoredThread.Builder changed = row.toBuilder().preview(UserInputs.preview(input));
            copy.ifPresent(
                    git -> changed.gitSha(git.sha()).gitBranch(git.branch()).gitOriginUrl(git.originUrl()));
            return changed.build();
        });
    }

    /** Begins a turn that makes the context smaller; one that runs is interrupted. */
    public Begun compact(CoreThread thread) {
        interruptAndAwait(thread);
        return begin(thread, TurnKind.COMPACTION, new CompactionBody(), null);
    }

    /** Begins a turn of another kind. */
    public Begun begin(CoreThread thread, TurnKind kind, TurnBody body, @Nullable Object outputSchema) {
        TurnPlan plan = plan(thread, outputSchema);
        long now = services.clock().millis();
        thread.log().beginTurn(StoredTurn.begun(plan.id(), now));
        TurnRunner turn = new TurnRunner(thread, plan, kind, body);
        thread.active(turn);
        return new Begun(notBegun(plan.id()), () -> services.executor().execute(turn::run));
    }

    private static Turn notBegun(String id) {
        return Turn.builder()
                .id(id)
                .items(List.of())
                .itemsView(TurnItemsView.NOT_LOADED)
                .status(TurnStatus.IN_PROGRESS)
                .build();
    }

    private TurnPlan plan(CoreThread thread, @Nullable Object outputSchema) {
        TurnSettings settings = thread.settings();
        Settings configured;
        ModelProviderInfo provider;
        try {
            configured = services.configuration().settings(settings.config());
            provider = configured.provider(settings.modelProvider());
        } catch (ConfigException e) {
            throw AgentErrors.invalidArgument("failed to load configuration: " + e.getMessage());
        }
        Long window = configured.contextWindow();
        long tokens = window == null ? TokenMeter.USUAL_WINDOW : window;
        thread.tokens().window(tokens);
        Long compactAt = configured.autoCompactTokenLimit();
        return new TurnPlan(
                Ids.next(),
                settings,
                services.models().of(provider),
                provider.streamMaxRetries(),
                compactAt == null ? tokens / 10 * 9 : compactAt,
                configured.compactPrompt(),
                services.toolbox().tools(configured.updatePlanEnabled()),
                outputSchema,
                services.executor(),
                services.clock());
    }

    /** Adds input to the running turn and returns its id. */
    public String steer(CoreThread thread, String expectedTurnId, List<UserInput> input, @Nullable String clientId) {
        if (expectedTurnId.isEmpty()) {
            throw AgentErrors.invalidArgument("expectedTurnId must not be empty");
        }
        if (input.isEmpty()) {
            throw AgentErrors.invalidArgument("input must not be empty");
        }
        UserInputs.check(input);
        TurnRunner running = thread.active();
        if (running == null || running.interrupted()) {
            throw AgentErrors.noActiveTurn("no active turn to steer");
        }
        if (!running.turnId().equals(expectedTurnId)) {
            throw AgentErrors.turnMismatch(
                    "expected active turn id `" + clip(expectedTurnId) + "` but found `" + running.turnId() + "`");
        }
        if (running.kind() != TurnKind.CONVERSATION) {
            throw AgentErrors.turnNotSteerable("cannot steer a compact turn", notSteerable());
        }
        if (!running.steer(new TurnInput(input, clientId))) {
            throw AgentErrors.noActiveTurn("no active turn to steer");
        }
        return running.turnId();
    }

    private static TurnError notSteerable() {
        return TurnError.builder()
                .message("cannot steer a compact turn")
                .codexErrorInfo(new CodexErrorInfo.ActiveTurnNotSteerable(
                        CodexErrorInfoActiveTurnNotSteerable.of(NonSteerableTurnKind.COMPACT)))
                .build();
    }

    /** Finds the turn to interrupt; null where nothing runs and none is named. */
    public @Nullable TurnRunner toInterrupt(CoreThread thread, String turnId) {
        TurnRunner running = thread.active();
        if (turnId.isEmpty()) {
            return running;
        }
        if (running == null || running.over()) {
            throw AgentErrors.noActiveTurn("no active turn to interrupt");
        }
        if (!running.turnId().equals(turnId)) {
            throw AgentErrors.turnMismatch(
                    "expected active turn id " + clip(turnId) + " but found " + running.turnId());
        }
        return running;
    }

    /** Ends the turn that runs, if any, and returns when it has ended. */
    public static void interruptAndAwait(CoreThread thread) {
        TurnRunner running = thread.active();
        if (running != null) {
            running.interrupt();
            awaitEnd(running);
        }
    }

    /** Returns when it has ended; at once for none. */
    public static void awaitEnd(@Nullable TurnRunner turn) {
        if (turn == null) {
            return;
        }
        try {
            turn.ended().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw AgentErrors.overloaded("the interrupted turn has not ended yet; retry later");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AgentErrors.internalError("the server is stopping");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static String clip(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + '…';
    }
}
