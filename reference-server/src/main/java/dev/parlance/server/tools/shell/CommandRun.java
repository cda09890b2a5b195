package dev.parlance.server.tools.shell;

import dev.parlance.agent.protocol.CommandExecutionOutputDeltaNotification;
import dev.parlance.agent.protocol.CommandExecutionStatus;
import dev.parlance.agent.protocol.CommandExecutionThreadItem;
import dev.parlance.server.exec.CommandNotStartedException;
import dev.parlance.server.exec.CommandOutcome;
import dev.parlance.server.exec.CommandOutcome.Ending;
import dev.parlance.server.exec.CommandSpec;
import dev.parlance.server.exec.RunningCommand;
import dev.parlance.server.exec.RunningCommands;
import dev.parlance.server.turn.Hook;
import dev.parlance.server.turn.TurnScope;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** One command and its item, from start to completion. The item is completed whatever happens, once it was started. */
final class CommandRun {
    static final String ABORTED = "command aborted by user";

    private final TurnScope turn;
    private CommandExecutionThreadItem item;
    private boolean started;
    private boolean completed;

    /** With an item as it is before it has a process. */
    CommandRun(TurnScope turn, CommandExecutionThreadItem item) {
        this.turn = turn;
        this.item = item;
    }

    /** Announces the item, unless that was done. */
    void start() {
        if (!started) {
            turn.items().start(item);
            started = true;
        }
    }

    /** Closes the item of a command that did not run. */
    void close(CommandExecutionStatus status) {
        complete(item.toBuilder().status(status).build());
    }

    /** Closes the item of a command that did not run, or was not seen to its end, for a reason. */
    void fail(String reason) {
        deliver(reason);
        complete(item.toBuilder()
                .status(CommandExecutionStatus.FAILED)
                .aggregatedOutput(reason)
                .exitCode(CommandOutcome.STOPPED_CODE)
                .durationMs(0L)
                .build());
    }

    /** Closes the item if nothing else has: for a {@code finally}. */
    void failIfOpen(String reason) {
        if (started && !completed) {
            fail(reason);
        }
    }

    /**
     * Runs the command; the item is announced, where it was not, with the process that is about to run.
     *
     * @param running what the item gains with its process, from the process's number
     * @throws InterruptedException if the turn was interrupted; the command is gone and the item closed
     */
    CommandOutcome run(RunningCommands commands, CommandSpec spec, Running running) throws InterruptedException {
        try (RunningCommand command = commands.start(spec)) {
            item = running.with(command.pid()).apply(item.toBuilder()).build();
            start();
            return finish(awaited(command));
        } catch (CommandNotStartedException e) {
            String reason = String.valueOf(e.getMessage());
            start();
            fail(reason);
            return new CommandOutcome(Ending.EXITED, CommandOutcome.STOPPED_CODE, reason, 0, Duration.ZERO);
        }
    }

    private CommandOutcome awaited(RunningCommand command) {
        Hook stop = turn.onInterrupt(command::kill);
        try {
            return command.await(this::deliver);
        } finally {
            stop.close();
        }
    }

    /** What an item gains with its process. */
    @FunctionalInterface
    interface Running {
        UnaryOperator<CommandExecutionThreadItem.Builder> with(long pid);
    }

    private CommandOutcome finish(CommandOutcome outcome) throws InterruptedException {
        boolean stopped = outcome.ending() == Ending.STOPPED;
        String remark = outcome.output().isEmpty() || outcome.output().endsWith("\n") ? ABORTED : "\n" + ABORTED;
        if (stopped) {
            deliver(remark);
        }
        complete(item.toBuilder()
                .status(outcome.exitCode() == 0 ? CommandExecutionStatus.COMPLETED : CommandExecutionStatus.FAILED)
                .aggregatedOutput(stopped ? outcome.output() + remark : outcome.output())
                .exitCode(outcome.exitCode())
                .durationMs(outcome.wallTime().toMillis())
                .build());
        if (stopped) {
            throw new InterruptedException(ABORTED);
        }
        return outcome;
    }

    private void complete(CommandExecutionThreadItem last) {
        completed = true;
        turn.items().complete(last);
    }

    private void deliver(String delta) {
        turn.audience()
                .itemCommandExecutionOutputDelta(CommandExecutionOutputDeltaNotification.builder()
                        .threadId(turn.threadId())
                        .turnId(turn.turnId())
                        .itemId(item.id())
                        .delta(delta)
                        .build());
    }
}
