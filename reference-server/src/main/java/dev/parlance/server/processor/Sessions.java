package dev.parlance.server.processor;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.server.thread.Audience;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All connections of the server. Those that are not open yet receive nothing. */
public final class Sessions {
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final AgentClient everyone = Audience.of(() -> sessions);

    void add(Session session) {
        sessions.add(session);
    }

    void remove(Session session) {
        sessions.remove(session);
    }

    /** Every open connection. */
    public AgentClient everyone() {
        return everyone;
    }

    /** A copy of the moment. */
    public List<Session> all() {
        return List.copyOf(sessions);
    }
}
