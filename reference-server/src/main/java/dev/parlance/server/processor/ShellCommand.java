package dev.parlance.server.processor;

import dev.parlance.agent.protocol.ThreadShellCommandParams;
import dev.parlance.server.thread.CoreThread;
import dev.parlance.server.thread.Turns;
import dev.parlance.server.turn.TurnBody;
import dev.parlance.server.turn.TurnKind;
import dev.parlance.server.turn.TurnRunner;
import dev.parlance.server.turn.TurnStep;
import java.time.Duration;

/** A command of the user's own: within the turn that runs, or in one of its own. Nobody is asked; the user has said it. */
final class ShellCommand implements TurnStep, TurnBody {
    private static final Duration USUAL_LIMIT = Duration.ofHours(1);

    private final Services services;
    private final ThreadShellCommandParams params;

    ShellCommand(Services services, ThreadShellCommandParams params) {
        this.services = services;
        this.params = params;
    }

    /** What begins it, to be run when the request is answered. */
    Runnable begin(CoreThread thread) {
        TurnRunner running = thread.active();
        if (running != null && running.add(this)) {
            return () -> {};
        }
        Turns.awaitEnd(running);
        return services.threads()
                .turns()
                .begin(thread, TurnKind.SHELL, this, null)
                .begin();
    }

    @Override
    public void perform(TurnRunner turn) throws InterruptedException {
        Long timeout = params.timeoutMs();
        String told = services.userShell()
                .run(
                        params.command(),
                        turn.cwd(),
                        timeout == null ? USUAL_LIMIT : Duration.ofMillis(Math.max(0, timeout)),
                        turn);
        turn.tellModel(told);
    }

    @Override
    public void run(TurnRunner turn) throws InterruptedException {
        perform(turn);
    }
}
