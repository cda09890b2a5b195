package dev.parlance.codex;

import java.util.List;
import java.util.function.Supplier;

/**
 * A real server behind generated bindings, seen alike for the stable and for the experimental ones: what the scenarios
 * do with it, in plain texts. Behind each method stands a typed call.
 */
interface TypedCodex extends AutoCloseable {
    /** Starts a thread with the on-request policy; answers its id. */
    String startThread(String sandbox) throws Exception;

    /** Starts a turn; answers its id. */
    String startTurn(String threadId, String text) throws Exception;

    /** Interrupts a turn. */
    void interrupt(String threadId, String turnId) throws Exception;

    /** Resumes a thread; answers the kinds of the items in its turns. */
    List<String> resume(String threadId) throws Exception;

    /** Answers approvals of commands and of file changes with what this gives, one at a time. */
    void decide(Supplier<String> decisions);

    /** What came in so far. */
    Events events();

    @Override
    void close();
}
