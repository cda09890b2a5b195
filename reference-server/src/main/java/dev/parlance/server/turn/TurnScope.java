package dev.parlance.server.turn;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.SandboxPolicy;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a tool sees of the turn that called it. The settings are those the turn began with.
 */
public interface TurnScope {
    /** The turn's thread. */
    String threadId();

    /** The turn. */
    String turnId();

    /** Absolute folder that relative paths and commands start from. */
    Path cwd();

    /** When to ask. */
    AskForApproval approvalPolicy();

    /** What may be touched unasked. */
    SandboxPolicy sandbox();

    /** What was allowed for the rest of the thread's session; outlives the turn. */
    SessionGrants grants();

    /** Announces items. */
    ItemSink items();

    /** Asks the user. */
    ApprovalDesk approvals();

    /** All subscribers of the thread: what is notified here reaches each once. Deltas go this way. */
    AgentClient audience();

    /** Tells the turn of a file change that was made: its text goes into {@code turn/diff/updated}. */
    Consumer<dev.parlance.server.patch.AppliedPatch> changes();

    /**
     * Runs that when the turn is interrupted, at once if it is already: to stop what blocks. The returned handle takes it
     * back.
     */
    Hook onInterrupt(Runnable stop);
}
