package dev.parlance.server.turn;

import dev.parlance.agent.protocol.ApprovalsReviewer;
import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.ReasoningEffort;
import dev.parlance.agent.protocol.ReasoningSummary;
import dev.parlance.agent.protocol.SandboxPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the turns of a thread run. Kept with the thread; {@code turn/start} may change it for the turns that follow.
 *
 * @param model the model's slug
 * @param modelProvider id of its provider
 * @param effort null for the model's default
 * @param summary null for the model's default
 * @param approvalPolicy when to ask
 * @param approvalsReviewer who is asked
 * @param sandbox what may be touched unasked
 * @param cwd absolute path that commands and relative paths start from
 * @param serviceTier null for the default
 * @param baseInstructions first developer message, null for none
 * @param developerInstructions second developer message, null for none
 * @param config settings of this thread alone, over those of the configuration; null for none
 */
public record TurnSettings(
        String model,
        String modelProvider,
        @Nullable ReasoningEffort effort,
        @Nullable ReasoningSummary summary,
        AskForApproval approvalPolicy,
        ApprovalsReviewer approvalsReviewer,
        SandboxPolicy sandbox,
        String cwd,
        @Nullable String serviceTier,
        @Nullable String baseInstructions,
        @Nullable String developerInstructions,
        @Nullable Map<String, @Nullable Object> config) {}
