package dev.parlance.server.tools.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.agent.protocol.TurnPlanStep;
import dev.parlance.agent.protocol.TurnPlanStepStatus;
import dev.parlance.agent.protocol.TurnPlanUpdatedNotification;
import dev.parlance.server.Json;
import dev.parlance.server.turn.Tool;
import dev.parlance.server.turn.ToolCall;
import dev.parlance.server.turn.ToolOutput;
import dev.parlance.server.turn.TurnScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code update_plan}: shows the user the steps of the work. Each call sends the whole plan as {@code turn/plan/updated}; no
 * item is made and nothing is stored. A plan that is malformed goes back to the model with the reason.
 *
 * <pre>{@code
 * {"explanation": "tests first", "plan": [{"step": "write the test", "status": "in_progress"}]}
 * }</pre>
 */
public final class UpdatePlanTool implements Tool {
    private static final int MAX_STEPS = 200;
    private static final int MAX_STEP_CHARS = 2_000;
    private static final int MAX_EXPLANATION_CHARS = 10_000;

    /** A plan that cannot be shown. */
    private static final class BadPlan extends Exception {
        BadPlan(String message) {
            super(message);
        }
    }

    @Override
    public String name() {
        return "update_plan";
    }

    @Override
    public Map<String, Object> definition() {
        Map<String, Object> status = Map.of("type", "string", "enum", List.of("pending", "in_progress", "completed"));
        Map<String, Object> step = Map.of(
                "type",
                "object",
                "properties",
                Map.of("step", Map.of("type", "string"), "status", status),
                "required",
                List.of("step", "status"),
                "additionalProperties",
                false);
        Map<String, Object> plan =
                Map.of("type", "array", "items", step, "description", "Every step, the done ones too.");
        Map<String, Object> explanation =
                Map.of("type", "string", "description", "Why the plan changed, where that needs saying.");
        return Map.of(
                "type",
                "function",
                "name",
                name(),
                "description",
                "Shows the user the plan of the work and how far it is. At most one step is in progress.",
                "strict",
                false,
                "parameters",
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("explanation", explanation, "plan", plan),
                        "required",
                        List.of("plan"),
                        "additionalProperties",
                        false));
    }

    @Override
    public ToolOutput run(ToolCall call, TurnScope turn) {
        try {
            JsonNode arguments = Json.MAPPER.readTree(call.arguments());
            turn.audience()
                    .turnPlanUpdated(TurnPlanUpdatedNotification.builder()
                            .threadId(turn.threadId())
                            .turnId(turn.turnId())
                            .explanation(explanation(arguments.path("explanation")))
                            .plan(steps(arguments.path("plan")))
                            .build());
            return ToolOutput.ok("Plan updated");
        } catch (JsonProcessingException e) {
            return ToolOutput.failed("failed to parse function arguments: " + e.getOriginalMessage());
        } catch (BadPlan e) {
            return ToolOutput.failed("plan not updated: " + e.getMessage());
        }
    }

    private static @Nullable String explanation(JsonNode node) throws BadPlan {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return text(node, "explanation", MAX_EXPLANATION_CHARS);
    }

    private static List<TurnPlanStep> steps(JsonNode plan) throws BadPlan {
        if (!plan.isArray()) {
            throw new BadPlan("\"plan\" must be a list of {step, status}");
        }
        if (plan.size() > MAX_STEPS) {
            throw new BadPlan("\"plan\" has " + plan.size() + " steps, at most " + MAX_STEPS + " are taken");
        }
        List<TurnPlanStep> steps = new ArrayList<>();
        int running = 0;
        for (int i = 0; i < plan.size(); i++) {
            String where = "plan[" + i + "].";
            String step = text(plan.get(i).path("step"), where + "step", MAX_STEP_CHARS);
            TurnPlanStepStatus status = status(plan.get(i).path("status"), where + "status");
            running += status.equals(TurnPlanStepStatus.IN_PROGRESS) ? 1 : 0;
            steps.add(TurnPlanStep.of(status, step));
        }
        if (running > 1) {
            throw new BadPlan(running + " steps are in_progress, at most one may be");
        }
        return steps;
    }

    private static TurnPlanStepStatus status(JsonNode node, String where) throws BadPlan {
        return switch (node.asText()) {
            case "pending" -> TurnPlanStepStatus.PENDING;
            case "in_progress" -> TurnPlanStepStatus.IN_PROGRESS;
            case "completed" -> TurnPlanStepStatus.COMPLETED;
            default -> throw new BadPlan(where + " must be pending, in_progress or completed");
        };
    }

    private static String text(JsonNode node, String where, int max) throws BadPlan {
        if (!node.isTextual()) {
            throw new BadPlan(where + " must be a text");
        }
        if (node.textValue().length() > max) {
            throw new BadPlan(where + " has more than " + max + " characters");
        }
        return node.textValue();
    }
}
