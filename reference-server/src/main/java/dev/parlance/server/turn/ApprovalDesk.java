package dev.parlance.server.turn;

import dev.parlance.agent.protocol.CommandExecutionApprovalDecision;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalParams;
import dev.parlance.agent.protocol.FileChangeApprovalDecision;
import dev.parlance.agent.protocol.FileChangeRequestApprovalParams;
import java.util.Optional;

/**
 * Asks the subscribers of the thread, and waits for the first answer. While it waits the thread's status says so.
 *
 * <p>Only a known decision comes back. An error answer, an unknown decision, a malformed answer or a deadline gives
 * {@link Optional#empty()}: nothing may be done then.
 */
public interface ApprovalDesk {
    /**
     * Asks whether a command may run. {@code Cancel} comes back as it is; the tool closes its item and throws
     * {@link TurnCancelledException}.
     *
     * @throws InterruptedException if the turn was interrupted meanwhile; the request has been withdrawn
     */
    Optional<CommandExecutionApprovalDecision> command(CommandExecutionRequestApprovalParams params)
            throws InterruptedException;

    /** The same for a file change. */
    Optional<FileChangeApprovalDecision> fileChange(FileChangeRequestApprovalParams params) throws InterruptedException;
}
