package dev.parlance.server.turn;

import dev.parlance.agent.protocol.CodexErrorInfo;
import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.agent.protocol.TurnStatus;
import dev.parlance.agent.protocol.UserMessageThreadItem;
import dev.parlance.server.model.ModelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation: input, model, tools, and round again until the model has nothing more to do and the user nothing more to say. */
public final class ConversationBody implements TurnBody {
    /** A model that never stops calling is stopped. */
    private static final int MOST_ROUNDS = 1_000;

    private static final String ABORTED =
            "<turn_aborted>\nThe user interrupted the turn; what was begun may be half done.\n</turn_aborted>";

    /** Guarded by this. */
    private final Deque<TurnStep> steps = new ArrayDeque<>();

    private boolean closed;
    private @Nullable Sampling sampling;

    /** Begins with that. */
    public ConversationBody(TurnInput first) {
        steps.add(new Announcement(first));
    }

    @Override
    public boolean steer(TurnInput input) {
        Sampling running;
        synchronized (this) {
            if (!add(new Announcement(input))) {
                return false;
            }
            running = sampling;
        }
        if (running != null) {
            running.cut();
        }
        return true;
    }

    /**
     * Has that done before the next model request, which follows in any case.
     *
     * @return false where it comes too late
     */
    @Override
    public synchronized boolean add(TurnStep step) {
        if (closed) {
            return false;
        }
        steps.add(step);
        return true;
    }

    @Override
    public void run(TurnRunner turn) throws ModelException, InterruptedException {
        Sampling model = new Sampling(turn.host(), turn.plan(), turn.ownItems(), turn.interrupts());
        ToolCalls tools =
                new ToolCalls(turn.plan().tools(), turn, turn.plan().executor(), model::wireId, turn::interrupt);
        synchronized (this) {
            sampling = model;
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            turn.interrupts().check();
            performSteps(turn);
            if (turn.host().tokens().contextTokens() >= turn.plan().compactAt()) {
                new Compaction(turn, model).run();
            }
            ModelAnswer answer = sample(turn, model);
            turn.diffs().repeat();
            if (!answer.calls().isEmpty()) {
                runCalls(turn, tools, answer.calls());
            } else if (closeUnlessInput()) {
                return;
            }
        }
        throw new ModelException(
                "The model called tools " + MOST_ROUNDS + " times in one turn; the turn was ended.",
                CodexErrorInfo.Value.OTHER,
                null,
                false,
                null,
                null);
    }

    /** A context that is too long is made smaller before the next request. */
    private static ModelAnswer sample(TurnRunner turn, Sampling model) throws ModelException, InterruptedException {
        try {
            return model.sample();
        } catch (ModelException e) {
            if (CodexErrorInfo.Value.CONTEXT_WINDOW_EXCEEDED.equals(e.info())) {
                turn.host().tokens().full();
                model.showTokens();
            }
            throw e;
        }
    }

    private void performSteps(TurnRunner turn) throws InterruptedException {
        for (TurnStep step = next(); step != null; step = next()) {
            step.perform(turn);
        }
    }

    /** The user says something. */
    private record Announcement(TurnInput input) implements TurnStep {
        @Override
        public void perform(TurnRunner turn) {
            if (input.parts().isEmpty()) {
                return;
            }
            turn.host().context().add(turn.turnId(), List.of(UserInputs.toModel(input.parts(), turn.cwd())));
            turn.items()
                    .add(UserMessageThreadItem.builder()
                            .id(Ids.next())
                            .clientId(input.clientId())
                            .content(input.parts())
                            .build());
        }
    }

    private synchronized @Nullable TurnStep next() {
        return steps.poll();
    }

    /** True where nothing is left to be said: from here on nothing more is taken. */
    private synchronized boolean closeUnlessInput() {
        closed = steps.isEmpty();
        return closed;
    }

    private static void runCalls(TurnRunner turn, ToolCalls tools, List<ToolCall> calls) throws InterruptedException {
        try {
            turn.host().context().add(turn.turnId(), tools.run(calls));
        } catch (InterruptedException | TurnCancelledException e) {
            List<ResponseItem> outputs = new ArrayList<>();
            calls.forEach(call -> outputs.add(ModelContext.output(call, "aborted by user")));
            turn.host().context().add(turn.turnId(), outputs);
            throw e;
        }
    }

    @Override
    public void ended(TurnRunner turn, TurnStatus status) {
        List<TurnStep> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(steps);
            steps.clear();
        }
        for (TurnStep step : left) {
            if (step instanceof Announcement announcement) {
                announcement.perform(turn); // it was accepted, so it is kept
            }
        }
        if (TurnStatus.INTERRUPTED.equals(status)) {
            turn.host().context().add(turn.turnId(), List.of(Messages.user(ABORTED)));
        }
    }
}
