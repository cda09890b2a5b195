package dev.parlance.server.tools.shell;

import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.server.exec.ExecRules;
import dev.parlance.server.exec.Sandbox;
import dev.parlance.server.turn.TurnScope;
import org.jspecify.annotations.Nullable;

/** Whether a command may run, must be asked about or is refused, and whether it is confined. */
final class Consent {
    private final Sandbox sandbox;
    private final ExecRules rules;

    Consent(Sandbox sandbox, ExecRules rules) {
        this.sandbox = sandbox;
        this.rules = rules;
    }

    enum Verdict {
        RUN,
        ASK,
        REFUSE
    }

    /**
     * A decision.
     *
     * @param verdict what happens
     * @param confined true where the command runs in the sandbox, if it runs
     * @param reason why it is asked or refused, where the model's own reason would not say so
     */
    record Decision(
            Verdict verdict, boolean confined, @Nullable String reason) {}

    /** The policies that are told apart; one that is not known asks most. */
    private enum Asking {
        ALWAYS,
        WHEN_ESCALATED,
        NEVER
    }

    Decision decide(ExecArguments arguments, String command, TurnScope turn) {
        Asking asking = asking(turn.approvalPolicy());
        boolean sandboxed = Sandbox.confines(turn.sandbox());
        String problem = sandboxed ? sandbox.problem().orElse(null) : null;
        boolean confined = sandboxed && !arguments.escalated() && problem == null;
        boolean leaves = sandboxed && !confined;
        if (asking == Asking.NEVER && leaves) {
            return new Decision(Verdict.REFUSE, false, refusal(arguments, problem));
        }
        if ((asking != Asking.ALWAYS && !leaves) || isAllowed(arguments, command, confined, turn)) {
            return new Decision(Verdict.RUN, confined, null);
        }
        return new Decision(Verdict.ASK, confined, problem);
    }

    /** Notes that exactly this may run again in the session, no less confined than it was now. */
    static void grant(TurnScope turn, String command, ExecArguments arguments, boolean confined) {
        turn.grants().allowCommand(key(command, confined), arguments.cwd().toString());
    }

    private boolean isAllowed(ExecArguments arguments, String command, boolean confined, TurnScope turn) {
        String cwd = arguments.cwd().toString();
        return turn.grants().allowsCommand(key(command, confined), cwd)
                || (confined && turn.grants().allowsCommand(key(command, false), cwd))
                || rules.allows(arguments.cmd(), !confined);
    }

    private static String key(String command, boolean confined) {
        return (confined ? "confined " : "free ") + command;
    }

    private static Asking asking(AskForApproval policy) {
        if (policy instanceof AskForApproval.Granular granular) {
            return Boolean.TRUE.equals(granular.value().sandboxApproval()) ? Asking.WHEN_ESCALATED : Asking.NEVER;
        }
        if (policy == AskForApproval.Value.NEVER) {
            return Asking.NEVER;
        }
        return policy == AskForApproval.Value.ON_REQUEST ? Asking.WHEN_ESCALATED : Asking.ALWAYS;
    }

    private static String refusal(ExecArguments arguments, @Nullable String problem) {
        return arguments.escalated()
                ? "command rejected: the approval policy lets nothing run outside the sandbox, and the user is not asked; "
                        + "do without `require_escalated`"
                : "command rejected: the user is not asked under this approval policy. " + problem;
    }
}
