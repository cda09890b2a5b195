package dev.parlance.server.history;

import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.ThreadItem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Threads in memory, for tests that have no thread manager. */
final class Loaded implements LiveThreads {
    final Map<String, AgentThread> threads = new TreeMap<>();
    final Map<String, List<ThreadItem>> open = new TreeMap<>();

    @Override
    public @Nullable AgentThread live(String threadId) {
        return threads.get(threadId);
    }

    @Override
    public List<String> loadedIds() {
        return List.copyOf(threads.keySet());
    }

    @Override
    public List<ThreadItem> openItems(String threadId) {
        return open.getOrDefault(threadId, List.of());
    }
}
