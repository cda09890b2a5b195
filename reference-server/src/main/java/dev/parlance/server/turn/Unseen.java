package dev.parlance.server.turn;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.ThreadItem;

/** Where a model answer goes that nobody is shown, such as a summary for the model itself. */
final class Unseen {
    static final AgentClient AUDIENCE = new AgentClient() {};

    static final ItemSink ITEMS = new ItemSink() {
        @Override
        public void start(ThreadItem item) {}

        @Override
        public void complete(ThreadItem item) {}
    };

    private Unseen() {}
}
