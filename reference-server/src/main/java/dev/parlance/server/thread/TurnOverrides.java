package dev.parlance.server.thread;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.ApprovalsReviewer;
import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.SandboxPolicy;
import dev.parlance.agent.protocol.TurnStartParams;
import dev.parlance.server.turn.TurnSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What {@code turn/start} says of how turns are to run; it stays for the turns that follow. */
final class TurnOverrides {
    private TurnOverrides() {}

    static TurnSettings apply(TurnSettings now, TurnStartParams params) {
        String model = params.model();
        AskForApproval policy = params.approvalPolicy();
        SandboxPolicy sandbox = params.sandboxPolicy();
        String cwd = params.cwd();
        return new TurnSettings(
                model == null ? now.model() : model,
                now.modelProvider(),
                params.effort() == null ? now.effort() : params.effort(),
                params.summary() == null ? now.summary() : params.summary(),
                policy == null ? now.approvalPolicy() : policy,
                reviewer(params.approvalsReviewer(), now.approvalsReviewer()),
                sandbox == null ? now.sandbox() : sandbox,
                cwd == null || cwd.isEmpty() ? now.cwd() : absolute(cwd),
                params.serviceTier() == null ? now.serviceTier() : params.serviceTier(),
                now.baseInstructions(),
                now.developerInstructions(),
                now.config());
    }

    static ApprovalsReviewer reviewer(@Nullable ApprovalsReviewer asked, ApprovalsReviewer now) {
        if (asked == null) {
            return now;
        }
        return ApprovalsReviewer.GUARDIAN_SUBAGENT.equals(asked) ? ApprovalsReviewer.AUTO_REVIEW : asked;
    }

    /** Relative paths start from the server's own folder. */
    static String absolute(String cwd) {
        try {
            return Path.of("").toAbsolutePath().resolve(cwd).normalize().toString();
        } catch (InvalidPathException e) {
            throw AgentErrors.invalidArgument("cwd is not a path");
        }
    }
}
