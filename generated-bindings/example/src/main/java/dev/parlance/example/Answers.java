package dev.parlance.example;

import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.ApprovalsReviewer;
import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.ReadOnlySandboxPolicy;
import dev.parlance.agent.protocol.SandboxPolicy;
import dev.parlance.agent.protocol.ThreadResumeResponse;
import dev.parlance.agent.protocol.ThreadStartResponse;

/** The settings that this server has, whatever was asked for: it asks before everything and may write nothing. */
final class Answers {
    static final String MODEL = "scripted";
    private static final AskForApproval POLICY = AskForApproval.Value.UNTRUSTED;
    private static final SandboxPolicy SANDBOX = ReadOnlySandboxPolicy.builder().build();

    private Answers() {}

    static ThreadStartResponse started(AgentThread thread) {
        return ThreadStartResponse.builder()
                .thread(thread)
                .model(MODEL)
                .modelProvider(MODEL)
                .cwd(new AbsolutePathBuf(thread.cwd().value()))
                .approvalPolicy(POLICY)
                .approvalsReviewer(ApprovalsReviewer.USER)
                .sandbox(SANDBOX)
                .build();
    }

    static ThreadResumeResponse resumed(AgentThread thread) {
        return ThreadResumeResponse.builder()
                .thread(thread)
                .model(MODEL)
                .modelProvider(MODEL)
                .cwd(new AbsolutePathBuf(thread.cwd().value()))
                .approvalPolicy(POLICY)
                .approvalsReviewer(ApprovalsReviewer.USER)
                .sandbox(SANDBOX)
                .build();
    }
}
