package dev.parlance.server.tools.shell;

import dev.parlance.agent.protocol.CommandExecutionSource;
import dev.parlance.agent.protocol.CommandExecutionStatus;
import dev.parlance.agent.protocol.CommandExecutionThreadItem;
import dev.parlance.agent.protocol.LegacyAppPathString;
import dev.parlance.server.exec.CommandActions;
import dev.parlance.server.exec.CommandEnvironment;
import dev.parlance.server.exec.CommandOutcome;
import dev.parlance.server.exec.CommandSpec;
import dev.parlance.server.exec.RunningCommands;
import dev.parlance.server.turn.TurnScope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * Runs a command that the user typed ({@code thread/shellCommand}): unasked and without a sandbox, for it is the user's own.
 *
 * <pre>{@code
 * String forTheModel = new UserShell(commands).run("git status", cwd, Duration.ofHours(1), turn);
 * }</pre>
 */
public final class UserShell {
    private final RunningCommands commands;
    private final Map<String, String> environment;

    /** With the server's commands. */
    public UserShell(RunningCommands commands) {
        this(commands, CommandEnvironment.ofThisProcess());
    }

    /** The same, with another environment for commands. */
    public UserShell(RunningCommands commands, Map<String, String> environment) {
        this.commands = commands;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Runs it, with an item of its own.
     *
     * @param commandText shell text; not blank, which the caller has checked
     * @param cwd absolute
     * @param timeout when it is killed; zero kills it at once
     * @return what the model is told of it with its next request: the text of a user message
     * @throws InterruptedException if the turn was interrupted; the command is gone and its item closed
     */
    public String run(String commandText, Path cwd, Duration timeout, TurnScope turn) throws InterruptedException {
        ShellLine line = ShellLine.of(commandText);
        CommandRun run = new CommandRun(
                turn,
                CommandExecutionThreadItem.builder()
                        .id(UUID.randomUUID().toString())
                        .command(line.shown())
                        .cwd(LegacyAppPathString.of(cwd.toString()))
                        .source(CommandExecutionSource.USER_SHELL)
                        .status(CommandExecutionStatus.IN_PROGRESS)
                        .commandActions(CommandActions.of(commandText, cwd))
                        .build());
        try {
            CommandSpec spec = new CommandSpec(line.argv(), cwd, environment, timeout, CommandSpec.OUTPUT_CAP);
            CommandOutcome outcome = run.run(commands, spec, pid -> item -> item);
            return "<user_shell_command>\n<command>\n" + commandText + "\n</command>\n<result>\n"
                    + OutcomeText.of(outcome, timeout) + "\n</result>\n</user_shell_command>";
        } finally {
            run.failIfOpen(CommandRun.ABORTED);
        }
    }
}
