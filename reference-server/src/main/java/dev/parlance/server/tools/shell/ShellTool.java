package dev.parlance.server.tools.shell;

import dev.parlance.agent.protocol.CommandExecutionApprovalDecision;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecision.AcceptWithExecpolicyAmendment;
import dev.parlance.agent.protocol.CommandExecutionSource;
import dev.parlance.agent.protocol.CommandExecutionStatus;
import dev.parlance.agent.protocol.CommandExecutionThreadItem;
import dev.parlance.agent.protocol.LegacyAppPathString;
import dev.parlance.server.exec.CommandActions;
import dev.parlance.server.exec.CommandEnvironment;
import dev.parlance.server.exec.CommandOutcome;
import dev.parlance.server.exec.CommandSpec;
import dev.parlance.server.exec.ExecRules;
import dev.parlance.server.exec.RunningCommands;
import dev.parlance.server.exec.Sandbox;
import dev.parlance.server.tools.shell.Consent.Decision;
import dev.parlance.server.tools.shell.Consent.Verdict;
import dev.parlance.server.turn.Tool;
import dev.parlance.server.turn.ToolCall;
import dev.parlance.server.turn.ToolOutput;
import dev.parlance.server.turn.TurnCancelledException;
import dev.parlance.server.turn.TurnScope;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a shell command for the model: checked against the turn's policies, asked about where they say so, confined unless
 * the user has said otherwise, streamed while it runs, and gone with all it started when it ends.
 *
 * <pre>{@code
 * new ShellTool(commands, new Bubblewrap(home), new ExecRules(home))
 * }</pre>
 */
public final class ShellTool implements Tool {
    private static final Logger LOG = LoggerFactory.getLogger(ShellTool.class);

    private final RunningCommands commands;
    private final Sandbox sandbox;
    private final ExecRules rules;
    private final Consent consent;
    private final Map<String, String> environment;

    /** With the server's commands, its sandbox, and what the user has allowed for good. */
    public ShellTool(RunningCommands commands, Sandbox sandbox, ExecRules rules) {
        this(commands, sandbox, rules, CommandEnvironment.ofThisProcess());
    }

    /** The same, with another environment for commands. */
    public ShellTool(RunningCommands commands, Sandbox sandbox, ExecRules rules, Map<String, String> environment) {
        this.commands = commands;
        this.sandbox = sandbox;
        this.rules = rules;
        this.consent = new Consent(sandbox, rules);
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return "exec_command";
    }

    @Override
    public Map<String, Object> definition() {
        return ShellToolDefinition.of(name());
    }

    @Override
    public ToolOutput run(ToolCall call, TurnScope turn) throws InterruptedException {
        ExecArguments arguments;
        try {
            arguments = ExecArguments.parse(call.arguments(), turn.cwd());
        } catch (ExecArguments.InvalidException e) {
            return ToolOutput.failed(String.valueOf(e.getMessage()));
        }
        ShellLine line = ShellLine.of(arguments.cmd());
        Decision decision = consent.decide(arguments, line.shown(), turn);
        if (decision.verdict() == Verdict.REFUSE) {
            return ToolOutput.failed(String.valueOf(decision.reason()));
        }
        CommandRun run = new CommandRun(turn, item(call, arguments, line));
        try {
            if (decision.verdict() == Verdict.ASK) {
                run.start();
                Optional<ToolOutput> refusal = ask(call, arguments, decision, run, turn);
                if (refusal.isPresent()) {
                    return refusal.get();
                }
            }
            return execute(arguments, line, decision, run, turn);
        } finally {
            // Only what was thrown on the way leaves it open: an interrupt while the user was asked, or a failure of
            // ours.
            run.failIfOpen(CommandRun.ABORTED);
        }
    }

    private ToolOutput execute(
            ExecArguments arguments, ShellLine line, Decision decision, CommandRun run, TurnScope turn)
            throws InterruptedException {
        List<String> argv = decision.confined()
                ? sandbox.confine(line.argv(), arguments.cwd(), turn.sandbox(), turn.cwd())
                : line.argv();
        CommandSpec spec =
                new CommandSpec(argv, arguments.cwd(), environment, arguments.timeout(), CommandSpec.OUTPUT_CAP);
        CommandOutcome outcome = run.run(
                commands,
                spec,
                pid -> item -> item.processId(Long.toString(pid)).source(CommandExecutionSource.UNIFIED_EXEC_STARTUP));
        return new ToolOutput(OutcomeText.of(outcome, arguments.timeout()), outcome.exitCode() == 0);
    }

    private static CommandExecutionThreadItem item(ToolCall call, ExecArguments arguments, ShellLine line) {
        return CommandExecutionThreadItem.builder()
                .id(call.callId())
                .command(line.shown())
                .cwd(LegacyAppPathString.of(arguments.cwd().toString()))
                .source(CommandExecutionSource.AGENT)
                .status(CommandExecutionStatus.IN_PROGRESS)
                .commandActions(CommandActions.of(arguments.cmd(), arguments.cwd()))
                .build();
    }

    /** Nothing where it may run; otherwise the item is closed, and this is what the model is told. */
    private Optional<ToolOutput> ask(
            ToolCall call, ExecArguments arguments, Decision decision, CommandRun run, TurnScope turn)
            throws InterruptedException {
        String command = ShellLine.of(arguments.cmd()).shown();
        Optional<List<String>> offered = Amendment.proposed(arguments);
        CommandExecutionApprovalDecision answer = turn.approvals()
                .command(ApprovalQuestion.of(call, arguments, decision.reason(), offered, turn))
                .orElse(null);
        if (answer == CommandExecutionApprovalDecision.Value.ACCEPT) {
            return Optional.empty();
        }
        if (answer == CommandExecutionApprovalDecision.Value.ACCEPT_FOR_SESSION) {
            Consent.grant(turn, command, arguments, decision.confined());
            return Optional.empty();
        }
        if (answer instanceof AcceptWithExecpolicyAmendment amendment
                && offered.isPresent()
                && Amendment.isWithin(amendment.value().execpolicyAmendment(), offered.get())) {
            save(amendment.value().execpolicyAmendment(), decision);
            return Optional.empty();
        }
        if (answer == CommandExecutionApprovalDecision.Value.DECLINE) {
            run.close(CommandExecutionStatus.DECLINED);
            return Optional.of(ToolOutput.failed("command rejected by user"));
        }
        if (answer == CommandExecutionApprovalDecision.Value.CANCEL) {
            run.close(CommandExecutionStatus.DECLINED);
            throw new TurnCancelledException();
        }
        // No answer, an unknown one, or one that grants what was not offered: nothing was granted.
        run.close(CommandExecutionStatus.FAILED);
        return Optional.of(ToolOutput.failed("approval request failed: the command was not run"));
    }

    private void save(List<String> prefix, Decision decision) {
        try {
            rules.allow(prefix, !decision.confined());
        } catch (IOException e) {
            LOG.warn("a rule for commands could not be saved, it holds for this command only: {}", e.getMessage());
        }
    }
}
