package dev.parlance.server.cli;

import dev.parlance.agent.protocol.ThreadResumeParams;
import dev.parlance.agent.protocol.ThreadStartParams;
import org.jspecify.annotations.Nullable;

/**
 * What {@code exec} was asked for.
 *
 * @param prompt not blank
 * @param start of a new thread
 * @param resume of a thread that is there; null for a new one
 * @param outputSchema JSON as maps and lists; null for none
 * @param json whether stdout gets the notifications in place of the answer
 */
record ExecRequest(
        String prompt,
        ThreadStartParams start,
        @Nullable ThreadResumeParams resume,
        @Nullable Object outputSchema,
        boolean json) {}
