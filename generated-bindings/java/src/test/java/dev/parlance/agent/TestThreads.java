package dev.parlance.agent;

import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.ApprovalsReviewer;
import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.IdleThreadStatus;
import dev.parlance.agent.protocol.ReadOnlySandboxPolicy;
import dev.parlance.agent.protocol.SandboxPolicy;
import dev.parlance.agent.protocol.SessionSource;
import dev.parlance.agent.protocol.ThreadForkResponse;
import dev.parlance.agent.protocol.ThreadResumeResponse;
import dev.parlance.agent.protocol.ThreadStartResponse;
import java.util.List;

/** The threads of the {@link TestServer}: alike but for their ids. */
final class TestThreads {
    private static final AbsolutePathBuf CWD = new AbsolutePathBuf("/home/test/project");
    private static final SandboxPolicy SANDBOX = ReadOnlySandboxPolicy.builder().build();

    private TestThreads() {}

    static AgentThread thread(String id) {
        return AgentThread.builder()
                .id(id)
                .sessionId(id)
                .preview("")
                .ephemeral(false)
                .projectId(null)
                .modelProvider("test")
                .createdAt(1L)
                .updatedAt(1L)
                .status(IdleThreadStatus.builder().build())
                .cwd(CWD)
                .cliVersion("1")
                .source(SessionSource.Value.APP_SERVER)
                .turns(List.of())
                .build();
    }

    static ThreadStartResponse started(String id) {
        return ThreadStartResponse.builder()
                .thread(thread(id))
                .model("test")
                .modelProvider("test")
                .cwd(CWD)
                .approvalPolicy(AskForApproval.Value.UNTRUSTED)
                .approvalsReviewer(ApprovalsReviewer.USER)
                .sandbox(SANDBOX)
                .build();
    }

    static ThreadResumeResponse resumed(String id) {
        return ThreadResumeResponse.builder()
                .thread(thread(id))
                .model("test")
                .modelProvider("test")
                .cwd(CWD)
                .approvalPolicy(AskForApproval.Value.UNTRUSTED)
                .approvalsReviewer(ApprovalsReviewer.USER)
                .sandbox(SANDBOX)
                .build();
    }

    static ThreadForkResponse forked(String id) {
        return ThreadForkResponse.builder()
                .thread(thread(id))
                .model("test")
                .modelProvider("test")
                .cwd(CWD)
                .approvalPolicy(AskForApproval.Value.UNTRUSTED)
                .approvalsReviewer(ApprovalsReviewer.USER)
                .sandbox(SANDBOX)
                .build();
    }
}
