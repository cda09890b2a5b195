package dev.parlance.server.history;

import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.ThreadItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What only memory knows of the threads that are loaded. */
public interface LiveThreads {
    /** The thread as it stands, without turns; null if it is not loaded. */
    @Nullable
    AgentThread live(String threadId);

    /** Ids of all loaded threads, in any order. */
    List<String> loadedIds();

    /** Items of the running turn that were started and not completed; empty if there are none. */
    List<ThreadItem> openItems(String threadId);
}
