package dev.parlance.server.thread;

import dev.parlance.agent.protocol.ApprovalsReviewer;
import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.SandboxMode;
import dev.parlance.agent.protocol.ThreadForkParams;
import dev.parlance.agent.protocol.ThreadResumeParams;
import dev.parlance.agent.protocol.ThreadStartParams;
import dev.parlance.server.config.Configuration;
import dev.parlance.server.config.Settings;
import dev.parlance.server.turn.TurnSettings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a thread that it starts, resumes or forks: the members that the three requests share. Null where
 * nothing is asked.
 */
public record ThreadSettingsRequest(
        @Nullable String model,
        @Nullable String modelProvider,
        @Nullable AskForApproval approvalPolicy,
        @Nullable ApprovalsReviewer approvalsReviewer,
        @Nullable SandboxMode sandbox,
        @Nullable String cwd,
        @Nullable String serviceTier,
        @Nullable String baseInstructions,
        @Nullable String developerInstructions,
        @Nullable Map<String, @Nullable Object> config) {
    /** Of a thread to start. */
    public static ThreadSettingsRequest of(ThreadStartParams p) {
        return new ThreadSettingsRequest(
                p.model(),
                p.modelProvider(),
                p.approvalPolicy(),
                p.approvalsReviewer(),
                p.sandbox(),
                p.cwd(),
                p.serviceTier(),
                p.baseInstructions(),
                p.developerInstructions(),
                p.config());
    }

    /** Of a thread to resume. */
    public static ThreadSettingsRequest of(ThreadResumeParams p) {
        return new ThreadSettingsRequest(
                p.model(),
                p.modelProvider(),
                p.approvalPolicy(),
                p.approvalsReviewer(),
                p.sandbox(),
                p.cwd(),
                p.serviceTier(),
                p.baseInstructions(),
                p.developerInstructions(),
                p.config());
    }

    /** Of a thread to fork. */
    public static ThreadSettingsRequest of(ThreadForkParams p) {
        return new ThreadSettingsRequest(
                p.model(),
                p.modelProvider(),
                p.approvalPolicy(),
                p.approvalsReviewer(),
                p.sandbox(),
                p.cwd(),
                p.serviceTier(),
                p.baseInstructions(),
                p.developerInstructions(),
                p.config());
    }

    /** The settings of a new thread: what is asked, over what is configured. */
    public TurnSettings resolve(Configuration configuration) {
        Settings settings = configuration.threadSettings(overrides());
        return new TurnSettings(
                settings.model(),
                settings.modelProvider(),
                settings.reasoningEffort(),
                settings.reasoningSummary(),
                approvalPolicy == null ? settings.approvalPolicy() : approvalPolicy,
                TurnOverrides.reviewer(approvalsReviewer, settings.approvalsReviewer()),
                settings.sandboxPolicy(sandbox == null ? settings.sandboxMode() : sandbox),
                TurnOverrides.absolute(cwd == null ? "" : cwd),
                serviceTier == null ? settings.serviceTier() : serviceTier,
                baseInstructions == null ? settings.instructions() : baseInstructions,
                developerInstructions == null ? settings.developerInstructions() : developerInstructions,
                config);
    }

    /** The settings of a stored thread: what is asked, over what it had. */
    public TurnSettings over(TurnSettings stored, Configuration configuration) {
        Map<String, @Nullable Object> overrides = new HashMap<>();
        if (stored.config() != null) {
            overrides.putAll(stored.config());
        }
        overrides.put("model", stored.model());
        overrides.put("model_provider", stored.modelProvider());
        overrides.putAll(overrides());
        Settings settings = configuration.threadSettings(overrides);
        return new TurnSettings(
                settings.model(),
                settings.modelProvider(),
                stored.effort(),
                stored.summary(),
                approvalPolicy == null ? stored.approvalPolicy() : approvalPolicy,
                TurnOverrides.reviewer(approvalsReviewer, stored.approvalsReviewer()),
                sandbox == null ? stored.sandbox() : settings.sandboxPolicy(sandbox),
                cwd == null || cwd.isEmpty() ? stored.cwd() : TurnOverrides.absolute(cwd),
                serviceTier == null ? stored.serviceTier() : serviceTier,
                baseInstructions == null ? stored.baseInstructions() : baseInstructions,
                developerInstructions == null ? stored.developerInstructions() : developerInstructions,
                config == null ? stored.config() : config);
    }

    private Map<String, @Nullable Object> overrides() {
        Map<String, @Nullable Object> overrides = new HashMap<>();
        if (config != null) {
            overrides.putAll(config);
        }
        if (model != null) {
            overrides.put("model", model);
        }
        if (modelProvider != null) {
            overrides.put("model_provider", modelProvider);
        }
        return overrides;
    }
}
