package dev.parlance.server.tools.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.SandboxPolicy;
import dev.parlance.agent.protocol.TurnPlanStep;
import dev.parlance.agent.protocol.TurnPlanStepStatus;
import dev.parlance.agent.protocol.TurnPlanUpdatedNotification;
import dev.parlance.server.patch.AppliedPatch;
import dev.parlance.server.turn.ApprovalDesk;
import dev.parlance.server.turn.Hook;
import dev.parlance.server.turn.ItemSink;
import dev.parlance.server.turn.SessionGrants;
import dev.parlance.server.turn.ToolCall;
import dev.parlance.server.turn.ToolOutput;
import dev.parlance.server.turn.TurnScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UpdatePlanToolTest {
    private final List<TurnPlanUpdatedNotification> shown = new ArrayList<>();

    @Test
    void planIsShownWhole() {
        assertThat(run("""
                                {"explanation": "tests first", "plan": [
                                  {"step": "test", "status": "completed"},
                                  {"step": "code", "status": "in_progress"},
                                  {"step": "docs", "status": "pending"}]}
                                """)).isEqualTo(ToolOutput.ok("Plan updated"));
        assertThat(shown)
                .containsExactly(TurnPlanUpdatedNotification.builder()
                        .threadId("thread-1")
                        .turnId("turn-1")
                        .explanation("tests first")
                        .plan(List.of(
                                TurnPlanStep.of(TurnPlanStepStatus.COMPLETED, "test"),
                                TurnPlanStep.of(TurnPlanStepStatus.IN_PROGRESS, "code"),
                                TurnPlanStep.of(TurnPlanStepStatus.PENDING, "docs")))
                        .build());
    }

    @Test
    void explanationMayBeMissing() {
        run("{\"plan\": [], \"explanation\": null}");
        assertThat(shown)
                .containsExactly(TurnPlanUpdatedNotification.builder()
                        .threadId("thread-1")
                        .turnId("turn-1")
                        .plan(List.of())
                        .build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {} | plan not updated: "plan" must be a list of {step, status}
                    [] | plan not updated: "plan" must be a list of {step, status}
                    {"plan": [{"step": 1, "status": "pending"}]} | plan not updated: plan[0].step must be a text
                    {"plan": [{"step": "a", "status": "done"}]} | plan not updated: plan[0].status must be pending, in_progress or completed
                    {"plan": [7]} | plan not updated: plan[0].step must be a text
                    {"plan": [], "explanation": 1} | plan not updated: explanation must be a text
                    {"plan": [{"step": "a", "status": "in_progress"}, {"step": "b", "status": "in_progress"}]} | plan not updated: 2 steps are in_progress, at most one may be
                    """)
    void malformedPlanIsNotShown(String arguments, String reason) {
        assertThat(run(arguments)).isEqualTo(ToolOutput.failed(reason));
        assertThat(shown).isEmpty();
    }

    @Test
    void brokenJsonAndHugePlansAreNotShown() {
        String step = "{\"step\": \"a\", \"status\": \"pending\"}";
        assertThat(run("{").text()).startsWith("failed to parse function arguments: ");
        assertThat(run("{\"plan\": [" + (step + ",").repeat(200) + step + "]}"))
                .isEqualTo(ToolOutput.failed("plan not updated: \"plan\" has 201 steps, at most 200 are taken"));
        assertThat(run("{\"plan\": [" + step.replace("a\"", "x".repeat(2001) + "\"") + "]}"))
                .isEqualTo(ToolOutput.failed("plan not updated: plan[0].step has more than 2000 characters"));
        assertThat(shown).isEmpty();
    }

    private ToolOutput run(String arguments) {
        return new UpdatePlanTool().run(new ToolCall("call-1", "update_plan", arguments, false), new PlanTurn());
    }

    /** A turn that has an audience and nothing else. */
    private final class PlanTurn implements TurnScope {
        @Override
        public String threadId() {
            return "thread-1";
        }

        @Override
        public String turnId() {
            return "turn-1";
        }

        @Override
        public AgentClient audience() {
            return new AgentClient() {
                @Override
                public void turnPlanUpdated(TurnPlanUpdatedNotification params) {
                    shown.add(params);
                }
            };
        }

        @Override
        public Path cwd() {
            throw new AssertionError();
        }

        @Override
        public AskForApproval approvalPolicy() {
            throw new AssertionError();
        }

        @Override
        public SandboxPolicy sandbox() {
            throw new AssertionError();
        }

        @Override
        public SessionGrants grants() {
            throw new AssertionError();
        }

        @Override
        public ItemSink items() {
            throw new AssertionError();
        }

        @Override
        public ApprovalDesk approvals() {
            throw new AssertionError();
        }

        @Override
        public Consumer<AppliedPatch> changes() {
            throw new AssertionError();
        }

        @Override
        public Hook onInterrupt(Runnable stop) {
            throw new AssertionError();
        }
    }
}
