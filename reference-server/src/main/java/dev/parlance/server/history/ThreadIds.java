package dev.parlance.server.history;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.rpc.RpcException;
import java.util.regex.Pattern;

/** Ids as clients write them. */
public final class ThreadIds {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private ThreadIds() {}

    /**
     * The same text, if it is a UUID.
     *
     * @throws RpcException if it is not
     */
    public static String check(String threadId) {
        if (!UUID.matcher(threadId).matches()) {
            throw AgentErrors.invalidArgument("invalid thread id: it must be a UUID, 36 characters with four hyphens");
        }
        return threadId;
    }
}
