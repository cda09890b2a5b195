package dev.parlance.server.cli;

import dev.parlance.agent.TurnEvent;
import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AgentMessageThreadItem;
import dev.parlance.agent.protocol.CommandExecutionStatus;
import dev.parlance.agent.protocol.CommandExecutionThreadItem;
import dev.parlance.agent.protocol.ConfigWarningNotification;
import dev.parlance.agent.protocol.FileChangeThreadItem;
import dev.parlance.agent.protocol.FileUpdateChange;
import dev.parlance.agent.protocol.PatchApplyStatus;
import dev.parlance.agent.protocol.ReasoningThreadItem;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.agent.protocol.TurnPlanStep;
import dev.parlance.agent.protocol.TurnPlanStepStatus;
import dev.parlance.agent.protocol.WarningNotification;
import org.jspecify.annotations.Nullable;

/**
 * Tells on stderr what a turn does, a line for each thing that happened; the final answer is not repeated. Notes are
 * written always, the rest only where it is wanted.
 *
 * <pre>{@code
 * for (TurnEvent event : turn) { progress.show(event); }
 * }</pre>
 */
final class ExecProgress {
    private static final int LONGEST = 500;

    private final boolean everything;
    private volatile boolean declined;
    /** The last thing said: the answer, unless something follows. */
    private @Nullable String message;

    /** @param everything false writes notes and errors alone */
    ExecProgress(boolean everything) {
        this.everything = everything;
    }

    /** Whether anything was declined, by us or by the policy. */
    boolean somethingDeclined() {
        return declined;
    }

    /** A line that is always written. */
    void note(String text) {
        StderrLog.say("parlance-server: " + OneLine.of(text, 2_000));
    }

    /** Something the agent asked for was declined. */
    void declined(String what) {
        declined = true;
        note("declined: " + what + " (nobody to ask; see --sandbox)");
    }

    /** Warnings that belong to no turn. */
    AgentClient warnings() {
        return new AgentClient() {
            @Override
            public void warning(WarningNotification params) {
                note("warning: " + params.message());
            }

            @Override
            public void configWarning(ConfigWarningNotification params) {
                note("warning: " + params.summary() + (params.details() == null ? "" : ": " + params.details()));
            }
        };
    }

    /** Writes what there is to say of an event. */
    void show(TurnEvent event) {
        if (event instanceof TurnEvent.ItemStarted started
                && started.item() instanceof CommandExecutionThreadItem command) {
            line("$ " + command.command());
        } else if (event instanceof TurnEvent.ItemCompleted completed) {
            item(completed.item());
        } else if (event instanceof TurnEvent.PlanUpdated updated) {
            for (TurnPlanStep step : updated.plan().plan()) {
                line(mark(step.status()) + " " + step.step());
            }
        } else if (event instanceof TurnEvent.Failed failed) {
            note(failed.error().message() + (failed.willRetry() ? " (trying again)" : ""));
        }
    }

    private void item(ThreadItem item) {
        if (item instanceof AgentMessageThreadItem said) {
            if (message != null) {
                line("> " + message);
            }
            message = said.text();
        } else if (item instanceof CommandExecutionThreadItem command) {
            declined |= command.status().equals(CommandExecutionStatus.DECLINED);
            line("  " + command.status() + (command.exitCode() == null ? "" : ", exit code " + command.exitCode()));
        } else if (item instanceof FileChangeThreadItem change) {
            declined |= change.status().equals(PatchApplyStatus.DECLINED);
            for (FileUpdateChange file : change.changes()) {
                line("file change " + change.status() + ": " + file.path());
            }
        } else if (item instanceof ReasoningThreadItem reasoning && reasoning.summary() != null) {
            reasoning.summary().forEach(part -> line("thinking: " + part));
        }
    }

    private static String mark(TurnPlanStepStatus status) {
        if (status.equals(TurnPlanStepStatus.COMPLETED)) {
            return "[x]";
        }
        return status.equals(TurnPlanStepStatus.IN_PROGRESS) ? "[>]" : "[ ]";
    }

    private void line(String text) {
        if (everything) {
            StderrLog.say(OneLine.of(text, LONGEST));
        }
    }
}
