package dev.parlance.server.thread;

import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.server.history.LiveThreads;
import dev.parlance.server.turn.TurnRunner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What only memory knows of threads, for those who read the store. */
public final class LoadedThreads implements LiveThreads {
    private final ThreadManager threads;

    /** Of that manager. */
    public LoadedThreads(ThreadManager threads) {
        this.threads = threads;
    }

    @Override
    public @Nullable AgentThread live(String threadId) {
        CoreThread thread = threads.find(threadId);
        return thread == null ? null : thread.view();
    }

    @Override
    public List<String> loadedIds() {
        return threads.loadedIds();
    }

    @Override
    public List<ThreadItem> openItems(String threadId) {
        CoreThread thread = threads.find(threadId);
        TurnRunner running = thread == null ? null : thread.active();
        return running == null ? List.of() : running.openItems();
    }
}
