package dev.parlance.agent;

import dev.parlance.agent.protocol.CommandExecutionApprovalDecision;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalParams;
import java.util.List;

/**
 * The plain answers to a command approval; the protocol's own type also has forms with amendments.
 *
 * <pre>{@code
 * return trusted(asked) ? Decisions.ACCEPT : Decisions.refusal(asked);
 * }</pre>
 */
public final class Decisions {
    /** Run it, this once. */
    public static final CommandExecutionApprovalDecision ACCEPT = CommandExecutionApprovalDecision.Value.ACCEPT;

    /** Run it, and the same command again in this session without asking. */
    public static final CommandExecutionApprovalDecision ACCEPT_FOR_SESSION =
            CommandExecutionApprovalDecision.Value.ACCEPT_FOR_SESSION;

    /** Do not run it; the turn goes on. */
    public static final CommandExecutionApprovalDecision DECLINE = CommandExecutionApprovalDecision.Value.DECLINE;

    /** Do not run it, and end the turn as interrupted. */
    public static final CommandExecutionApprovalDecision CANCEL = CommandExecutionApprovalDecision.Value.CANCEL;

    private Decisions() {}

    /**
     * How to say no to a question: {@link #DECLINE}, so that the turn goes on, unless the server says what may be chosen
     * and that is not among it; then {@link #CANCEL}, where that is offered.
     */
    public static CommandExecutionApprovalDecision refusal(CommandExecutionRequestApprovalParams asked) {
        List<CommandExecutionApprovalDecision> offered = asked.availableDecisions();
        return offered == null || offered.contains(DECLINE) || !offered.contains(CANCEL) ? DECLINE : CANCEL;
    }
}
