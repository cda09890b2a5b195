package dev.parlance.agent;

import dev.parlance.agent.protocol.CommandExecutionApprovalDecision;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalParams;
import dev.parlance.agent.protocol.DynamicToolCallParams;
import dev.parlance.agent.protocol.DynamicToolCallResponse;
import dev.parlance.agent.protocol.FileChangeApprovalDecision;
import dev.parlance.agent.protocol.FileChangeRequestApprovalParams;
import dev.parlance.agent.protocol.GrantedPermissionProfile;
import dev.parlance.agent.protocol.McpServerElicitationAction;
import dev.parlance.agent.protocol.McpServerElicitationRequestParams;
import dev.parlance.agent.protocol.McpServerElicitationRequestResponse;
import dev.parlance.agent.protocol.PermissionsRequestApprovalParams;
import dev.parlance.agent.protocol.PermissionsRequestApprovalResponse;
import dev.parlance.agent.protocol.ToolRequestUserInputParams;
import dev.parlance.agent.protocol.ToolRequestUserInputResponse;
import java.util.List;
import java.util.Map;

/**
 * What the server asks in the middle of a turn. Whatever is not overridden is declined; nothing is ever accepted by
 * itself. A method may take as long as a user needs: it runs on a thread of its own, which is interrupted when the question is resolved
 * elsewhere. An exception or a null declines, as the default of the method does. What is given to a turn is asked for that
 * turn alone.
 *
 * <pre>{@code
 * Approvals onlyTests = new Approvals() {
 *     public CommandExecutionApprovalDecision command(CommandExecutionRequestApprovalParams asked) {
 *         return "mvn test".equals(asked.command()) ? Decisions.ACCEPT : Decisions.refusal(asked);
 *     }
 * };
 * }</pre>
 */
public interface Approvals {
    /** Declines everything. */
    Approvals DECLINE = new Approvals() {};

    /** May this command run? Declined unless overridden, or cancelled where that is the only refusal on offer. */
    default CommandExecutionApprovalDecision command(CommandExecutionRequestApprovalParams asked) {
        return Decisions.refusal(asked);
    }

    /** May these files be changed? Declined unless overridden. */
    default FileChangeApprovalDecision fileChange(FileChangeRequestApprovalParams asked) {
        return FileChangeApprovalDecision.DECLINE;
    }

    /** Which of these permissions are granted? None unless overridden. */
    default PermissionsRequestApprovalResponse permissions(PermissionsRequestApprovalParams asked) {
        return PermissionsRequestApprovalResponse.builder()
                .permissions(GrantedPermissionProfile.builder().build())
                .build();
    }

    /** What does the user answer? Nothing unless overridden. */
    default ToolRequestUserInputResponse userInput(ToolRequestUserInputParams asked) {
        return ToolRequestUserInputResponse.builder().answers(Map.of()).build();
    }

    /** Runs a tool that the client offered when it started the thread. Fails unless overridden. */
    default DynamicToolCallResponse toolCall(DynamicToolCallParams asked) {
        return DynamicToolCallResponse.builder()
                .success(false)
                .contentItems(List.of())
                .build();
    }

    /** What does the user answer to a tool server's form? Declined unless overridden. */
    default McpServerElicitationRequestResponse elicitation(McpServerElicitationRequestParams asked) {
        return McpServerElicitationRequestResponse.builder()
                .action(McpServerElicitationAction.DECLINE)
                .build();
    }
}
