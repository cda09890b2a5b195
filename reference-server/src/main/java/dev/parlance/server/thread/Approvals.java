package dev.parlance.server.thread;

import dev.parlance.agent.protocol.AgentMethods;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecision;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalParams;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalResponse;
import dev.parlance.agent.protocol.FileChangeApprovalDecision;
import dev.parlance.agent.protocol.FileChangeRequestApprovalParams;
import dev.parlance.agent.protocol.FileChangeRequestApprovalResponse;
import dev.parlance.server.turn.ApprovalDesk;
import dev.parlance.server.turn.Hook;
import dev.parlance.server.turn.TurnRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Asks the subscribers of one thread. All get the question, also those who come later; the first answer counts, and
 * everyone is told when it has been settled. Thread-safe.
 */
final class Approvals {
    private final String threadId;
    private final Supplier<? extends Collection<Subscriber>> subscribers;
    private final IntConsumer waiting;
    private final Duration deadline;
    private final Object changing = new Object();
    private final List<Question<?, ?>> open = new ArrayList<>();

    /**
     * @param waiting told how many questions are open, whenever that changes
     * @param deadline after which an unanswered question is taken as refused
     */
    Approvals(
            String threadId,
            Supplier<? extends Collection<Subscriber>> subscribers,
            IntConsumer waiting,
            Duration deadline) {
        this.threadId = threadId;
        this.subscribers = subscribers;
        this.waiting = waiting;
        this.deadline = deadline;
    }

    ApprovalDesk desk(TurnRunner turn) {
        return new Desk(turn);
    }

    /** Shows the open questions to somebody who has just subscribed. */
    void replayTo(Subscriber subscriber) {
        List.copyOf(questions()).forEach(question -> question.askOf(subscriber));
    }

    /** Takes the open questions back from somebody who leaves. */
    void withdrawFrom(Subscriber subscriber) {
        List.copyOf(questions()).forEach(question -> question.takeBack(subscriber));
    }

    private synchronized List<Question<?, ?>> questions() {
        return List.copyOf(open);
    }

    private <P, R> Optional<R> ask(TurnRunner turn, Question<P, R> question) throws InterruptedException {
        change(question, true);
        Hook hook = turn.onInterrupt(question::interrupt);
        try {
            subscribers.get().forEach(question::askOf);
            return question.await(deadline);
        } finally {
            hook.close();
            question.settle(subscribers.get());
            change(question, false);
        }
    }

    private void change(Question<?, ?> question, boolean opened) {
        // Two that end at once must not tell their counts in the wrong order.
        synchronized (changing) {
            int count;
            synchronized (this) {
                if (opened) {
                    open.add(question);
                } else {
                    open.remove(question);
                }
                count = open.size();
            }
            waiting.accept(count);
        }
    }

    /** For one turn. */
    private final class Desk implements ApprovalDesk {
        private final TurnRunner turn;

        Desk(TurnRunner turn) {
            this.turn = turn;
        }

        @Override
        public Optional<CommandExecutionApprovalDecision> command(CommandExecutionRequestApprovalParams params)
                throws InterruptedException {
            CommandExecutionRequestApprovalParams plain = params.availableDecisions() == null
                    ? params
                    : params.toBuilder().availableDecisions(null).build();
            return ask(
                            turn,
                            new Question<>(
                                    threadId, AgentMethods.ITEM_COMMAND_EXECUTION_REQUEST_APPROVAL, params, plain))
                    .map(CommandExecutionRequestApprovalResponse::decision)
                    .filter(decision -> !(decision instanceof CommandExecutionApprovalDecision.Unknown));
        }

        @Override
        public Optional<FileChangeApprovalDecision> fileChange(FileChangeRequestApprovalParams params)
                throws InterruptedException {
            return ask(turn, new Question<>(threadId, AgentMethods.ITEM_FILE_CHANGE_REQUEST_APPROVAL, params, params))
                    .map(FileChangeRequestApprovalResponse::decision);
        }
    }
}
