package dev.parlance.server.tools.shell;

import dev.parlance.agent.protocol.CommandExecutionApprovalDecision;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecision.AcceptWithExecpolicyAmendment;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecisionAcceptWithExecpolicyAmendment;
import dev.parlance.agent.protocol.CommandExecutionApprovalKind;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalParams;
import dev.parlance.agent.protocol.LegacyAppPathString;
import dev.parlance.server.exec.CommandActions;
import dev.parlance.server.turn.ToolCall;
import dev.parlance.server.turn.TurnScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the user is asked about a command. */
final class ApprovalQuestion {
    private ApprovalQuestion() {}

    /** With all members; the connection leaves out those that its client has not asked for. */
    static CommandExecutionRequestApprovalParams of(
            ToolCall call,
            ExecArguments arguments,
            @Nullable String serverReason,
            Optional<List<String>> amendment,
            TurnScope turn) {
        return CommandExecutionRequestApprovalParams.builder()
                .kind(CommandExecutionApprovalKind.COMMAND)
                .threadId(turn.threadId())
                .turnId(turn.turnId())
                .itemId(call.callId())
                .startedAtMs(System.currentTimeMillis())
                .environmentId("local")
                .reason(reason(arguments.justification(), serverReason))
                .command(ShellLine.of(arguments.cmd()).shown())
                .cwd(LegacyAppPathString.of(arguments.cwd().toString()))
                .commandActions(CommandActions.of(arguments.cmd(), arguments.cwd()))
                .proposedExecpolicyAmendment(amendment.orElse(null))
                .availableDecisions(decisions(amendment))
                .build();
    }

    /** The same as upstream offers (observed on codex 0.169.0); decline and acceptForSession are honoured all the same. */
    private static List<CommandExecutionApprovalDecision> decisions(Optional<List<String>> amendment) {
        List<CommandExecutionApprovalDecision> decisions = new ArrayList<>();
        decisions.add(CommandExecutionApprovalDecision.Value.ACCEPT);
        amendment.ifPresent(words -> decisions.add(new AcceptWithExecpolicyAmendment(
                CommandExecutionApprovalDecisionAcceptWithExecpolicyAmendment.builder()
                        .execpolicyAmendment(words)
                        .build())));
        decisions.add(CommandExecutionApprovalDecision.Value.CANCEL);
        return decisions;
    }

    /** The server's own reason first: the model's must not hide it. */
    private static @Nullable String reason(@Nullable String models, @Nullable String servers) {
        if (servers == null) {
            return models;
        }
        return models == null ? servers : servers + "\n" + models;
    }
}
