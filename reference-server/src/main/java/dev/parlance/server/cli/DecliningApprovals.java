package dev.parlance.server.cli;

import dev.parlance.agent.Approvals;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecision;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalParams;
import dev.parlance.agent.protocol.DynamicToolCallParams;
import dev.parlance.agent.protocol.DynamicToolCallResponse;
import dev.parlance.agent.protocol.FileChangeApprovalDecision;
import dev.parlance.agent.protocol.FileChangeRequestApprovalParams;
import dev.parlance.agent.protocol.McpServerElicitationRequestParams;
import dev.parlance.agent.protocol.McpServerElicitationRequestResponse;
import dev.parlance.agent.protocol.PermissionsRequestApprovalParams;
import dev.parlance.agent.protocol.PermissionsRequestApprovalResponse;
import dev.parlance.agent.protocol.ToolRequestUserInputParams;
import dev.parlance.agent.protocol.ToolRequestUserInputResponse;

/**
 * A script has nobody to ask: everything is declined, and stderr says what.
 *
 * <pre>{@code
 * conversation.run(params, new DecliningApprovals(progress), TurnOptions.DEFAULT);
 * }</pre>
 */
final class DecliningApprovals implements Approvals {
    private final ExecProgress progress;

    DecliningApprovals(ExecProgress progress) {
        this.progress = progress;
    }

    @Override
    public CommandExecutionApprovalDecision command(CommandExecutionRequestApprovalParams asked) {
        progress.declined("command " + (asked.command() == null ? "" : asked.command()));
        return Approvals.super.command(asked);
    }

    @Override
    public FileChangeApprovalDecision fileChange(FileChangeRequestApprovalParams asked) {
        progress.declined("file change" + (asked.reason() == null ? "" : ": " + asked.reason()));
        return Approvals.super.fileChange(asked);
    }

    @Override
    public PermissionsRequestApprovalResponse permissions(PermissionsRequestApprovalParams asked) {
        progress.declined("more permissions");
        return Approvals.super.permissions(asked);
    }

    @Override
    public ToolRequestUserInputResponse userInput(ToolRequestUserInputParams asked) {
        progress.declined("a question to the user");
        return Approvals.super.userInput(asked);
    }

    @Override
    public DynamicToolCallResponse toolCall(DynamicToolCallParams asked) {
        progress.declined("a tool of the client");
        return Approvals.super.toolCall(asked);
    }

    @Override
    public McpServerElicitationRequestResponse elicitation(McpServerElicitationRequestParams asked) {
        progress.declined("a form of a tool server");
        return Approvals.super.elicitation(asked);
    }
}
