package dev.parlance.server.history;

import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.GitInfo;
import dev.parlance.agent.protocol.NotLoadedThreadStatus;
import dev.parlance.agent.protocol.ReasoningEffort;
import dev.parlance.agent.protocol.SessionSource;
import dev.parlance.agent.protocol.ThreadHistoryMode;
import dev.parlance.agent.protocol.ThreadSource;
import dev.parlance.agent.protocol.ThreadStatus;
import dev.parlance.server.store.StoredThread;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stored threads as clients see them: without turns and without experimental members. */
public final class ThreadViews {
    private ThreadViews() {}

    /** The thread, in that state. */
    public static AgentThread of(StoredThread stored, ThreadStatus status) {
        return AgentThread.builder()
                .id(stored.id())
                .sessionId(stored.id())
                .forkedFromId(stored.forkedFromId())
                .preview(stored.preview())
                .ephemeral(false)
                .historyMode(ThreadHistoryMode.PAGINATED)
                .modelProvider(stored.modelProvider())
                .model(stored.model())
                .reasoningEffort(stored.reasoningEffort() == null ? null : ReasoningEffort.of(stored.reasoningEffort()))
                .createdAt(Math.floorDiv(stored.createdAtMs(), 1000))
                .updatedAt(Math.floorDiv(stored.updatedAtMs(), 1000))
                .recencyAt(Math.floorDiv(stored.recencyAtMs(), 1000))
                .status(status)
                .cwd(AbsolutePathBuf.of(stored.cwd()))
                .cliVersion(stored.cliVersion())
                .originator(stored.originator())
                .source(source(stored.source()))
                .threadSource(stored.threadSource() == null ? null : ThreadSource.of(stored.threadSource()))
                .gitInfo(git(stored))
                .name(stored.name())
                .turns(List.of())
                .build();
    }

    /** The thread as one that is not loaded. */
    public static AgentThread notLoaded(StoredThread stored) {
        return of(stored, NotLoadedThreadStatus.builder().build());
    }

    private static SessionSource source(String text) {
        return Arrays.stream(SessionSource.Value.values())
                .filter(value -> value.wire().equals(text))
                .map(SessionSource.class::cast)
                .findFirst()
                .orElseGet(() -> new SessionSource.Custom(text));
    }

    private static @Nullable GitInfo git(StoredThread stored) {
        if (stored.gitSha() == null && stored.gitBranch() == null && stored.gitOriginUrl() == null) {
            return null;
        }
        return GitInfo.builder()
                .sha(stored.gitSha())
                .branch(stored.gitBranch())
                .originUrl(stored.gitOriginUrl())
                .build();
    }
}
