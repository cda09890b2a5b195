package dev.parlance.javaclient;

import dev.parlance.agent.Approvals;
import dev.parlance.agent.Decisions;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecision;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalParams;
import dev.parlance.agent.protocol.FileChangeApprovalDecision;
import dev.parlance.agent.protocol.FileChangeRequestApprovalParams;

/**
 * A user who decides as the command line says; what he is not asked here is declined.
 *
 * <pre>{@code
 * conversation.run("Fix it", new User("accept", screen));
 * }</pre>
 */
final class User implements Approvals {
    private final String decision;
    private final Screen screen;

    User(String decision, Screen screen) {
        this.decision = decision;
        this.screen = screen;
    }

    @Override
    public CommandExecutionApprovalDecision command(CommandExecutionRequestApprovalParams asked) {
        screen.ask("command " + asked.command());
        return agrees() ? Decisions.ACCEPT : Approvals.DECLINE.command(asked);
    }

    @Override
    public FileChangeApprovalDecision fileChange(FileChangeRequestApprovalParams asked) {
        screen.ask("file change " + asked.itemId());
        return agrees() ? FileChangeApprovalDecision.ACCEPT : Approvals.DECLINE.fileChange(asked);
    }

    /** A slow user is interrupted when somebody else decides. */
    private boolean agrees() {
        if (!decision.equals("late")) {
            return decision.equals("accept");
        }
        try {
            screen.awaitNextText();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
