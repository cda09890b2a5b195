package dev.parlance.server.tools;

import dev.parlance.server.exec.ExecRules;
import dev.parlance.server.exec.RunningCommands;
import dev.parlance.server.exec.Sandbox;
import dev.parlance.server.tools.patch.ApplyPatchTool;
import dev.parlance.server.tools.plan.UpdatePlanTool;
import dev.parlance.server.tools.shell.ShellTool;
import dev.parlance.server.turn.Tool;
import java.nio.file.Path;
import java.util.List;

/** The tools this server has. A new one is added here. */
public final class ServerTools implements Toolbox {
    private final List<Tool> always;
    private final List<Tool> withPlan;

    /** Made once for all threads. */
    public ServerTools(RunningCommands commands, Sandbox sandbox, ExecRules rules, Path home) {
        Tool shell = new ShellTool(commands, sandbox, rules);
        Tool patch = new ApplyPatchTool(home);
        always = List.of(shell, patch);
        withPlan = List.of(shell, patch, new UpdatePlanTool());
    }

    @Override
    public List<Tool> tools(boolean plan) {
        return plan ? withPlan : always;
    }
}
