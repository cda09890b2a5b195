package dev.parlance.server.processor;

import dev.parlance.agent.protocol.AgentMethods;
import dev.parlance.agent.protocol.DeprecationNoticeNotification;
import java.util.EnumSet;
import java.util.Set;

/**
 * Tells the client of one connection, once for each, which deprecated ways it uses and what to use in their place; before
 * the answer concerned.
 */
final class Deprecations {
    private static final String IN_ITS_PLACE = ", then read the pages of `thread/turns/list` and `thread/items/list`";

    private final Session session;
    private final Set<Use> told = EnumSet.noneOf(Use.class);

    Deprecations(Session session) {
        this.session = session;
    }

    /** A deprecated way to use the protocol. */
    enum Use {
        WHOLE_HISTORY_BY_READ("`includeTurns` of `thread/read` is deprecated: leave it out" + IN_ITS_PLACE),
        WHOLE_HISTORY_BY_RESUME(
                "`thread/resume` with all turns is deprecated: set `excludeTurns` to true" + IN_ITS_PLACE),
        WHOLE_HISTORY_BY_FORK("`thread/fork` with all turns is deprecated: set `excludeTurns` to true" + IN_ITS_PLACE);

        private final String notice;

        Use(String notice) {
            this.notice = notice;
        }
    }

    /** The client uses that. */
    void used(Use use) {
        boolean first;
        synchronized (told) {
            first = told.add(use);
        }
        if (first) {
            session.tell(
                    AgentMethods.DEPRECATION_NOTICE,
                    DeprecationNoticeNotification.builder().summary(use.notice).build());
        }
    }
}
